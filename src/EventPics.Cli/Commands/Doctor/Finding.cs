using EventPics.Cli.Context;
using EventPics.Cli.Model;

namespace EventPics.Cli.Commands.Doctor;

/// <summary>What one check found.</summary>
internal sealed record Finding(string Check, CheckResult Result, string Message)
{
    public CheckLine ToLine() => new("check", Check, JsonNames.CamelCase(Result.ToString()), Message);
}
