using EventPics.Cli.Context;
using EventPics.Cli.Model;

namespace EventPics.Cli.Checks;

/// <summary>The result of one check.</summary>
internal sealed record Finding(string Check, CheckResult Result, string Message)
{
    public CheckLine ToLine() => new("check", Check, JsonNames.CamelCase(Result.ToString()), Message);
}
