namespace EventPics.Cli.Internal;

/// <summary>What one check found.</summary>
internal sealed record Finding(string Check, Health Health, string Message)
{
    public CheckLine ToLine() => new("check", Check, QueueViews.CamelCase(Health.ToString()), Message);
}
