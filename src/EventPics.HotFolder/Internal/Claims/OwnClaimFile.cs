using System.Diagnostics;
using System.Text.Json;
using EventPics.HotFolder.Internal.History;
using Microsoft.Extensions.Logging;

namespace EventPics.HotFolder.Internal.Claims;

/// <summary>The claim file in a watched folder, as this watch reads, writes and deletes it.</summary>
internal sealed class OwnClaimFile(string folder, ClaimContent content, ILogger logger)
{
    private readonly string _path = Path.Combine(folder, ClaimFile.Name);
    private readonly Stopwatch _sinceWrite = new();

    public bool Exists => File.Exists(_path);

    /// <summary>When the file was last written, by the clock that dates the folder's files.</summary>
    public DateTime WrittenUtc => File.GetLastWriteTimeUtc(_path);

    /// <summary>The current time by that clock.</summary>
    public DateTime NowUtc => WrittenUtc + _sinceWrite.Elapsed;

    public string? Read() => ClaimFile.Read(_path);

    /// <summary>Writes this watch's claim, as a new heartbeat.</summary>
    public void Write(FileMode mode)
    {
        content.Beat++;
        ClaimFile.Write(_path, mode, JsonSerializer.SerializeToUtf8Bytes(content, ClaimJson.Default.ClaimContent));
        _sinceWrite.Restart();
    }

    /// <summary>Deletes the claim if it is this watch's own.</summary>
    /// <param name="isHeld">Whether the claim is held, so that the folder's marker records the end of this use.</param>
    public void Release(bool isHeld)
    {
        try
        {
            // Another watcher of the same queue may have written it, and go on.
            if (ClaimFile.Parse(Read())?.Watcher == content.Watcher)
            {
                if (isHeld)
                {
                    MarkerFile.MarkEnded(folder, content.QueueId);
                }

                File.Delete(_path);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.ClaimLeft(logger, _path, e.Message);
        }
    }
}
