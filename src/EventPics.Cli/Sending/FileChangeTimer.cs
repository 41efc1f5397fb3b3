namespace EventPics.Cli.Sending;

/// <summary>Measures for how long files have kept their length and time of last write.</summary>
internal sealed class FileChangeTimer(TimeProvider time)
{
    private readonly Dictionary<string, (long? Length, DateTime? WrittenAt, long Since)> _seen = new(StringComparer.Ordinal);

    /// <summary>Returns for how long the file has been unchanged, as far as this method has been called for it.</summary>
    public TimeSpan GetUnchangedTime(string path, long? length, DateTime? writtenAt)
    {
        if (!_seen.TryGetValue(path, out var seen) || seen.Length != length || seen.WrittenAt != writtenAt)
        {
            _seen[path] = seen = (length, writtenAt, time.GetTimestamp());
        }

        return time.GetElapsedTime(seen.Since);
    }

    public void Forget(string path) => _seen.Remove(path);
}
