namespace EventPics.LiveCheck;

/// <summary>The command line and the environment.</summary>
internal sealed record LiveCheckOptions(string LinkId, string AlbumId)
{
    public const string Usage =
        "Usage: EventPics.LiveCheck --event LINKID --album ID --yes [--slow] [--only NAME] [--json FILE]\n"
        + "The API key is read from EVENTPICS_API_KEY, another address from EVENTPICS_BASE_ADDRESS.";

    /// <summary>Whether the person agreed to the photos that stay in the album.</summary>
    public bool IsConfirmed { get; private init; }

    /// <summary>Whether to wait until upload URLs expire.</summary>
    public bool IsSlow { get; private init; }

    /// <summary>The one question to ask, or null for all.</summary>
    public string? Only { get; private init; }

    public string? JsonFile { get; private init; }

    public string ApiKey { get; init; } = Environment.GetEnvironmentVariable("EVENTPICS_API_KEY") ?? "";

    public Uri BaseAddress { get; init; } = new(
        Environment.GetEnvironmentVariable("EVENTPICS_BASE_ADDRESS") is { Length: > 0 } address ? address : "https://api.eventpics.net/");

    /// <summary>How long a question may take; one that waits for an upload URL to expire gets the lifetime in addition.</summary>
    public TimeSpan QuestionTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long to wait for the answer to "Expect: 100-continue".</summary>
    public TimeSpan ContinueTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <exception cref="FormatException">An argument is unknown, or one is missing.</exception>
    public static LiveCheckOptions Parse(IReadOnlyList<string> args)
    {
        var options = new LiveCheckOptions("", "");
        for (var at = 0; at < args.Count; at++)
        {
            options = args[at] switch
            {
                "--yes" => options with { IsConfirmed = true },
                "--slow" => options with { IsSlow = true },
                "--event" => options with { LinkId = Value(args, ++at) },
                "--album" => options with { AlbumId = Value(args, ++at) },
                "--only" => options with { Only = Value(args, ++at) },
                "--json" => options with { JsonFile = Value(args, ++at) },
                _ => throw new FormatException($"Unknown argument: {args[at]}"),
            };
        }

        return options.LinkId.Length > 0 && options.AlbumId.Length > 0
            ? options
            : throw new FormatException("--event and --album are required: the photos of the check stay in that album.");
    }

    // A record prints its members; the key must not leak that way.
    public override string ToString() => $"{BaseAddress} {LinkId} {AlbumId}";

    private static string Value(IReadOnlyList<string> args, int at) =>
        at < args.Count ? args[at] : throw new FormatException($"{args[at - 1]} needs a value.");
}
