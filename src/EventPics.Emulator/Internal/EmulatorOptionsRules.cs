namespace EventPics.Emulator.Internal;

/// <summary>Finds all mistakes in the options at once.</summary>
internal static class EmulatorOptionsRules
{
    private const int HighestPort = 65535;

    // No storage signs a link for longer; far beyond it the clock could not tell the end any more.
    private static readonly TimeSpan LongestLife = TimeSpan.FromDays(365);

    public static void ThrowIfWrong(EventPicsEmulatorOptions options)
    {
        if (Mistakes(options).ToList() is { Count: > 0 } mistakes)
        {
            throw new ArgumentException(string.Join(" ", mistakes), nameof(options));
        }
    }

    private static IEnumerable<string> Mistakes(EventPicsEmulatorOptions options)
    {
        if (options.Port is < 0 or > HighestPort)
        {
            yield return $"Port is {options.Port}. Set it to 1 to {HighestPort}, or to 0 for a free one.";
        }

        if (options.ListenAddress is null)
        {
            yield return "ListenAddress is missing. Set it to IPAddress.Loopback for this computer alone, or to IPAddress.Any for the network.";
        }

        if (options.MaxRequests < 0)
        {
            yield return $"MaxRequests is {options.MaxRequests}. Set it to 0 or more.";
        }

        if (string.IsNullOrWhiteSpace(options.ApiKey))
        {
            yield return "ApiKey is empty. Set it to the key that clients are to send.";
        }

        if (options.UploadUrlLifetime <= TimeSpan.Zero || options.UploadUrlLifetime > LongestLife)
        {
            yield return $"UploadUrlLifetime is {options.UploadUrlLifetime}. Set it to more than zero and at most {LongestLife.TotalDays} days.";
        }

        if (options.TimeProvider is null)
        {
            yield return "TimeProvider is missing. Set it to TimeProvider.System, the PC's clock.";
        }

        if (options.DataDirectory is { } directory && (string.IsNullOrWhiteSpace(directory) || directory.Contains('\0', StringComparison.Ordinal)))
        {
            yield return "DataDirectory is not a path. Set it to a folder, or to null to keep the pictures in memory.";
        }

        foreach (string mistake in options.Events is null ? ["Events is missing. Leave it alone, or set it to the events that exist."] : Mistakes(options.Events))
        {
            yield return mistake;
        }
    }

    private static IEnumerable<string> Mistakes(IReadOnlyList<EmulatorEvent> events)
    {
        for (int at = 0; at < events.Count; at++)
        {
            if (events[at] is not { Title: not null, LinkId: not null, Albums: not null } @event || string.IsNullOrWhiteSpace(@event.LinkId))
            {
                yield return $"Events[{at}] needs a title, a link id and a list of albums, which may be empty.";
            }
            else if (events.Take(at).Any(earlier => earlier?.LinkId == @event.LinkId))
            {
                yield return $"Events[{at}] has the link id \"{@event.LinkId}\" of another event. Give each its own.";
            }
            else if (@event.Albums.Any(album => album?.Title is null || string.IsNullOrWhiteSpace(album.Id)))
            {
                yield return $"Events[{at}].Albums holds an album without an id or a title. Give it both.";
            }
            else if (@event.Albums.GroupBy(album => album.Id, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
            {
                yield return $"Events[{at}].Albums has the id \"{twice.Key}\" more than once. Give each album its own.";
            }
        }
    }
}
