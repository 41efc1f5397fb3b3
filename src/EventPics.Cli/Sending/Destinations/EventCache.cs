using System.Text.Json;
using EventPics.Cli.Context;
using EventPics.Cli.Platform;

namespace EventPics.Cli.Sending.Destinations;

/// <summary>The last known list of events, so that a title is understood without a connection.</summary>
internal sealed class EventCache(string dataDirectory, Uri baseAddress)
{
    private readonly string _path = Path.Combine(dataDirectory, "events.json");

    public void Save(IReadOnlyList<EventPicsEvent> events)
    {
        try
        {
            OwnerOnlyFiles.WriteFile(_path, JsonSerializer.SerializeToUtf8Bytes(
                new CachedEvents(baseAddress.AbsoluteUri, [.. events]), JsonOutput.Default.CachedEvents));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It only saves a request; opening the queue reports a folder that can't be used.
        }
    }

    /// <summary>When the list was saved.</summary>
    public DateTimeOffset SavedAt => new(File.GetLastWriteTimeUtc(_path), TimeSpan.Zero);

    public IReadOnlyList<EventPicsEvent>? Load()
    {
        try
        {
            var cached = JsonSerializer.Deserialize(File.ReadAllBytes(_path), JsonOutput.Default.CachedEvents);
            return cached?.BaseAddress == baseAddress.AbsoluteUri ? cached.Events : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }
}
