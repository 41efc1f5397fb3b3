using System.Net;

namespace EventPics.Cli.Internal;

/// <summary>What keeps this computer from reaching the service.</summary>
internal sealed record ConnectionFailure(EventPicsError Error, HttpStatusCode? Status)
{
    public string Sentence(Texts texts) => texts.Trouble(Error, Status);
}
