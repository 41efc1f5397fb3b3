using EventPics.Cli.Context;
using EventPics.Cli.Sending.Throttling;

namespace EventPics.Cli.Sending;

/// <summary>How a session sends and reports.</summary>
/// <param name="Results">Where the result of each file goes.</param>
/// <param name="Notices">Where everything else goes that a person should know.</param>
internal sealed record SessionSettings(ResultWriter Results, Notices Notices)
{
    public BandwidthSchedule? BandwidthLimit { get; init; }

    public MissingKeyBehavior MissingKey { get; init; }

    /// <summary>The command or URL that is called for each uploaded photo.</summary>
    public string? OnUploaded { get; init; }

    /// <summary>The command or URL that is called for each change of state and each failed photo.</summary>
    public string? OnProblem { get; init; }

    public static SessionSettings From(SendingSettings sending, ResultWriter results, Notices notices) => new(results, notices)
    {
        BandwidthLimit = sending.BandwidthLimit,
        OnUploaded = sending.OnUploaded,
        OnProblem = sending.OnProblem,
    };
}
