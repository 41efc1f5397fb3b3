namespace EventPics.Benchmarks;

/// <summary>A file of noise that begins like a JPEG; gone after use.</summary>
internal sealed class TestFile : IDisposable
{
    public TestFile(long length)
    {
        Path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"eventpics-benchmark-{Guid.NewGuid():N}.jpg");
        var noise = new byte[1024 * 1024];
        new Random(Seed: 1).NextBytes(noise);
        using var file = File.Create(Path);
        file.Write([0xFF, 0xD8, 0xFF, 0xE0]);
        while (file.Position < length)
        {
            file.Write(noise, 0, (int)Math.Min(noise.Length, length - file.Position));
        }
    }

    public string Path { get; }

    public void Dispose() => File.Delete(Path);
}
