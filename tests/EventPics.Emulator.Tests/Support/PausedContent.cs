using System.Net;

namespace EventPics.Emulator.Tests.Support;

/// <summary>A body that pauses after its first part until <see cref="Continue"/> is called.</summary>
internal sealed class PausedContent(byte[] bytes, int firstPart) : HttpContent
{
    private readonly TaskCompletionSource _continue = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Continue() => _continue.SetResult();

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.WriteAsync(bytes.AsMemory(0, firstPart));
        await stream.FlushAsync();
        await _continue.Task;
        await stream.WriteAsync(bytes.AsMemory(firstPart));
    }

    protected override bool TryComputeLength(out long length)
    {
        length = bytes.Length;
        return true;
    }
}
