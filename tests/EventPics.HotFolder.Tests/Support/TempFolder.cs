using EventPics.HotFolder.Internal.Files;


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

    /// <summary>A file from before anything that happens from now on, by the clock of the file system: its birth can't be set.</summary>
    public void OldFile(string name, byte[] bytes)
    {
        var path = File(name, bytes);
        System.IO.File.SetLastWriteTimeUtc(path, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        var later = System.IO.Path.Combine(Path, "later");
        do
        {
            System.IO.File.WriteAllBytes(later, []);
        }
        while (System.IO.File.GetLastWriteTimeUtc(later) <= FileTimes.ArrivedUtc(path, DateTime.MinValue));
        System.IO.File.Delete(later);
    }

    /// <summary>A file that stays younger than what happens in the next hour, by the clock of the file system.</summary>
    public void YoungFile(string name, byte[] bytes)
    {
        var path = File(name, bytes);
        System.IO.File.SetLastWriteTimeUtc(path, System.IO.File.GetLastWriteTimeUtc(path).AddHours(1));
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
