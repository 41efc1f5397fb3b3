using EventPics.Emulator.Tests.Support;

namespace EventPics.Emulator.Tests;

[Collection(nameof(NonParallel))]
public sealed class MemoryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_huge_response_is_not_held_in_memory()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var uploader = new TestUploader(emulator);
        emulator.Faults.OnUploadUrl(Fault.HugeResponse(100_000_000));
        using var request = new HttpRequestMessage(HttpMethod.Post, "getuploadurl");

        using var response = await uploader.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);
        using var body = await response.Content.ReadAsStreamAsync(Token);
        var before = GC.GetTotalAllocatedBytes();
        long length = 0;
        var buffer = new byte[100_000];
        for (int count; (count = await body.ReadAsync(buffer, Token)) > 0;)
        {
            length += count;
        }

        Assert.Equal(100_000_000, length);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 50_000_000);
    }
}
