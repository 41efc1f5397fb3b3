namespace EventPics.Queue.Tests.Support;

/// <summary>A folder of its own for one test, gone with it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder(string? parent = null) => Directory.CreateDirectory(Path = System.IO.Path.Combine(parent ?? System.IO.Path.GetTempPath(), "epq-" + Guid.NewGuid().ToString("N")[..12]));

    public string Path { get; }

    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Writes a picture that no other test or call writes.</summary>
    public string WritePhoto(string name = "p.jpg", int length = 2000, int seed = 0)
    {
        System.IO.File.WriteAllBytes(File(name), TestPhoto.Bytes(length, seed));
        return File(name);
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
        }
    }
}
