namespace EventPics.Emulator.Internal;

/// <summary>Validates the options and reports all errors together.</summary>
internal static class EmulatorOptionsRules
{
    private const int MaxPort = 65535;

    // No storage signs a URL for longer, and much longer would overflow the date.
    private static readonly TimeSpan MaxLifetime = TimeSpan.FromDays(365);

    public static void ThrowIfInvalid(EventPicsEmulatorOptions options)
    {
        if (FindErrors(options).ToList() is { Count: > 0 } errors)
        {
            throw new ArgumentException(string.Join(" ", errors), nameof(options));
        }
    }

    private static IEnumerable<string> FindErrors(EventPicsEmulatorOptions options)
    {
        if (options.Port is < 0 or > MaxPort)
        {
            yield return $"Port is {options.Port}. Set it to a number from 1 to {MaxPort}, or to 0 for a free port.";
        }

        if (options.ListenAddress is null)
        {
            yield return "ListenAddress is missing. Set it to IPAddress.Loopback for this computer only, or to IPAddress.Any for the network.";
        }

        if (options.MaxRequests < 0)
        {
            yield return $"MaxRequests is {options.MaxRequests}. Set it to 0 or more.";
        }

        if (string.IsNullOrWhiteSpace(options.ApiKey))
        {
            yield return "ApiKey is empty. Set it to the key that clients send.";
        }

        if (options.UploadUrlLifetime <= TimeSpan.Zero || options.UploadUrlLifetime > MaxLifetime)
        {
            yield return $"UploadUrlLifetime is {options.UploadUrlLifetime}. Set it to more than zero and at most {MaxLifetime.TotalDays} days.";
        }

        if (options.TimeProvider is null)
        {
            yield return "TimeProvider is missing. Set it to TimeProvider.System, the PC's clock.";
        }

        if (options.DataDirectory is { } directory
            && (string.IsNullOrWhiteSpace(directory) || directory.Contains('\0', StringComparison.Ordinal)))
        {
            yield return "DataDirectory is not a path. Set it to a folder, or to null to keep the photos in memory.";
        }

        foreach (var error in options.Events is null
            ? ["Events is missing. Set it to the events that exist, or keep the default."]
            : FindErrors(options.Events))
        {
            yield return error;
        }
    }

    private static IEnumerable<string> FindErrors(IReadOnlyList<EmulatorEvent> events)
    {
        for (var i = 0; i < events.Count; i++)
        {
            if (events[i] is not { Title: not null, LinkId: not null, Albums: not null } @event || string.IsNullOrWhiteSpace(@event.LinkId))
            {
                yield return $"Events[{i}] needs a title, a link ID and a list of albums, which may be empty.";
            }
            else if (events.Take(i).Any(earlier => earlier?.LinkId == @event.LinkId))
            {
                yield return $"Events[{i}] has the link ID \"{@event.LinkId}\" of another event. Give each event its own.";
            }
            else if (@event.Albums.Any(album => album?.Title is null || string.IsNullOrWhiteSpace(album.Id)))
            {
                yield return $"Events[{i}].Albums contains an album without an id or a title. Give it both.";
            }
            else if (@event.Albums.GroupBy(album => album.Id, StringComparer.Ordinal)
                .FirstOrDefault(group => group.Count() > 1) is { } duplicate)
            {
                yield return $"Events[{i}].Albums has the id \"{duplicate.Key}\" more than once. Give each album its own.";
            }
        }
    }
}
