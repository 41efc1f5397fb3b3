using EventPics.HotFolder.Internal.State;
using Microsoft.Extensions.Logging;

namespace EventPics.HotFolder.Internal.Albums;

/// <summary>
/// Looks up albums in parallel to the examinations, once for all files of a subfolder: a service that responds slowly delays only the files
/// that need the response.
/// </summary>
internal sealed class AlbumResolver(HotFolderOptions options, ILogger logger, LoopContext loop, Action<string> resolved)
{
    // The function that finds albums has a cache of its own; this one only avoids calling it for every file.
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan FirstRetryDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxRetryDelay = TimeSpan.FromSeconds(30);

    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private int _running;

    public int Running => Volatile.Read(ref _running);

    /// <summary>Returns the subfolder whose name is the album's title; <see langword="null"/> for a file outside of subfolders.</summary>
    public string? TitleFor(string root, string path)
    {
        var relative = Paths.Relative(root, path);
        var end = options.AlbumBySubfolder ? relative.IndexOf('/') : -1;
        return end < 0 ? null : relative.Substring(0, end);
    }

    /// <summary>Returns immediately: either the album, or what to wait for.</summary>
    public (bool IsKnown, string? AlbumId, ExaminationResult.Wait? Wait) Find(string? title)
    {
        if (title is null)
        {
            return (true, options.AlbumId, null);
        }

        lock (_entries)
        {
            if (!_entries.TryGetValue(title, out var entry))
            {
                _entries.Add(title, entry = new Entry());
            }

            var now = loop.Now;
            var isFresh = entry.HasResult && now - entry.ResultAt < MaxAge;
            if (!isFresh && !entry.IsLookingUp && now >= entry.NotBefore)
            {
                entry.IsLookingUp = true;
                Interlocked.Increment(ref _running);
                _ = Task.Run(() => LookUpAsync(title, entry));
            }

            // An album that existed a while ago still exists; one that didn't may have been created in the meantime.
            return entry.HasResult && (isFresh || entry.AlbumId is not null)
                ? (true, entry.AlbumId ?? options.AlbumId, null)
                : (false, null, new ExaminationResult.Wait(
                    WaitReason.Albums, entry.IsLookingUp ? MaxRetryDelay : entry.NotBefore - now, entry.Error));
        }
    }

    private async Task LookUpAsync(string title, Entry entry)
    {
        try
        {
            var albumId = await options.FindAlbum!(title, loop.Stop).ConfigureAwait(false);
            lock (_entries)
            {
                if (albumId is null && !entry.HasResult)
                {
                    Log.NoSuchAlbum(logger, title);
                }

                (entry.HasResult, entry.AlbumId, entry.ResultAt) = (true, albumId, loop.Now);
                (entry.IsLookingUp, entry.Failures, entry.Error) = (false, 0, null);
            }
        }
#pragma warning disable CA1031 // The function is the caller's; whatever it throws, the files wait.
        catch (Exception e)
#pragma warning restore CA1031
        {
            lock (_entries)
            {
                entry.NotBefore = loop.Now + Backoff.Delay(entry.Failures++, FirstRetryDelay, MaxRetryDelay);
                (entry.IsLookingUp, entry.Error) = (false, e.Message);
            }
        }
        finally
        {
            loop.Post(() =>
            {
                Interlocked.Decrement(ref _running);
                resolved(title);
            });
        }
    }

    private sealed class Entry
    {
        public bool IsLookingUp { get; set; }

        public bool HasResult { get; set; }

        public string? AlbumId { get; set; }

        public TimeSpan ResultAt { get; set; }

        public int Failures { get; set; }

        public TimeSpan NotBefore { get; set; }

        public string? Error { get; set; }
    }
}
