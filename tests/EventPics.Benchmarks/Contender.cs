using System.Runtime.CompilerServices;
using EventPics.Benchmarks.Contenders;

namespace EventPics.Benchmarks;

/// <summary>The programs that are compared.</summary>
internal static class Contender
{
    public const string Floor = "hand-written HttpClient";
    public const string Polly = "HttpClient + Polly retry";
    public const string Sdk = "EventPics";
    public const string Queue = "EventPics.Queue";
    public const string Azure = "Azure.Storage.Blobs";
    public const string Aws = "AWSSDK.S3";

    public static IContender Create(string name, Uri sink) => name switch
    {
        Floor => CreateFloor(sink),
        Polly => CreatePolly(sink),
        Sdk => CreateSdk(sink),
        Queue => CreateQueue(sink),
        Azure => CreateAzure(sink),
        Aws => CreateAws(sink),
        _ => throw new ArgumentException($"There is no contender '{name}'.", nameof(name)),
    };

    // Each in a separate method that is not inlined: a process loads the libraries of its contender only.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static HandWritten CreateFloor(Uri sink) => new(sink);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static HandWrittenWithPolly CreatePolly(Uri sink) => new(sink);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Contenders.Sdk CreateSdk(Uri sink) => new(sink);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static QueuedSdk CreateQueue(Uri sink) => new(sink);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static AzureBlobs CreateAzure(Uri sink) => new(sink);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static AwsS3 CreateAws(Uri sink) => new(sink);
}
