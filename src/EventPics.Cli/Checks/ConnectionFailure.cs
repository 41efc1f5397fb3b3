using System.Net;
using EventPics.Cli.Localization.English;

namespace EventPics.Cli.Checks;

/// <summary>The error that keeps this computer from reaching the service.</summary>
internal sealed record ConnectionFailure(EventPicsError Error, HttpStatusCode? Status)
{
    public string Describe(Texts texts) => texts.ErrorText(Error, Status);
}
