namespace EventPics.Benchmarks;

/// <summary>A folder that is gone after use.</summary>
internal sealed class TestFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("eventpics-benchmark-");

    public string Sub(string name) => Path.Combine(_folder.FullName, name);

    public void Dispose() => _folder.Delete(recursive: true);
}
