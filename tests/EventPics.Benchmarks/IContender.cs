namespace EventPics.Benchmarks;

/// <summary>One way to upload a file.</summary>
internal interface IContender : IDisposable
{
    Task UploadAsync(string file);
}
