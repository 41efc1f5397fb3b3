namespace EventPics.HotFolder.Tests.Support;

/// <summary>A folder that goes with the test.</summary>
internal sealed class TempFolder : IDisposable
{
    public TempFolder() => Path = Directory.CreateTempSubdirectory("eventpics-hotfolder-").FullName;

    public string Path { get; }

    /// <summary>A test with a fake clock gives its files that clock's time: the real one moves on and would outrun it.</summary>
    public TimeProvider? Clock { get; init; }

    public string File(string name, byte[] bytes)
    {
        // "dance/a.jpg" in a test reads well; Windows tells of it with its own separator.
        var path = System.IO.Path.GetFullPath(System.IO.Path.Combine(Path, name));
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllBytes(path, bytes);
        if (Clock is not null)
        {
            System.IO.File.SetLastWriteTimeUtc(path, Clock.GetUtcNow().UtcDateTime);
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
            // The test removed it.
        }
    }
}
