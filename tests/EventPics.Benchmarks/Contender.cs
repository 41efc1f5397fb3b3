using EventPics.Benchmarks.Contenders;

namespace EventPics.Benchmarks;

/// <summary>Who takes part.</summary>
internal static class Contender
{
    public const string Floor = "hand-written HttpClient";
    public const string Sdk = "EventPics";
    public const string Azure = "Azure.Storage.Blobs";
    public const string Aws = "AWSSDK.S3";

    public static IContender Create(string name, Uri sink) => name switch
    {
        Floor => new HandWritten(sink),
        Sdk => new Sdk(sink),
        Azure => new AzureBlobs(sink),
        Aws => new AwsS3(sink),
        _ => throw new ArgumentException($"There is no contender '{name}'.", nameof(name)),
    };
}
