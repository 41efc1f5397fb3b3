namespace EventPics.Tests.Shared;

/// <summary>A temporary folder that is deleted after the test.</summary>
internal sealed class TempFolder : IDisposable
{
    public TempFolder(string? parent = null)
    {
        Path = System.IO.Path.Combine(parent ?? System.IO.Path.GetTempPath(), "eventpics-" + Guid.NewGuid().ToString("N")[..12]);
        Directory.CreateDirectory(Path);
    }

    public string Path { get; }

    /// <summary>
    /// Sets the modification time of written files. Without it they get the system's time, which may be after that of a test's fake clock.
    /// </summary>
    public TimeProvider? Clock { get; init; }

    public string PathOf(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Writes a file, and the folders it is in; returns its path.</summary>
    public string Write(string name, byte[] bytes)
    {
        // Normalizes the "/" of "dance/a.jpg" on Windows.
        var path = System.IO.Path.GetFullPath(PathOf(name));
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        if (Clock is not null)
        {
            File.SetLastWriteTimeUtc(path, Clock.GetUtcNow().UtcDateTime);
        }

        return path;
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // The test deleted it.
        }
    }
}
