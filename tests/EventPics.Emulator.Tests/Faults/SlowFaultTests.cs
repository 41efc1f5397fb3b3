using System.Net;
using EventPics.Emulator.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace EventPics.Emulator.Tests.Faults;

public sealed class SlowFaultTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_delay_uses_the_emulators_clock_after_the_photo_was_stored()
    {
        var clock = new FakeTimeProvider();
        await using var emulator = await EventPicsEmulator.StartAsync(new EventPicsEmulatorOptions { TimeProvider = clock }, Token);
        using var uploader = new TestUploader(emulator);
        var url = await uploader.GetUploadUrlAsync();
        emulator.Faults.OnPut(Fault.Delay(TimeSpan.FromMinutes(1)));

        var put = uploader.PutAsync(url, [1]);
        await emulator.WaitForPhotosAsync(1, Token);
        Assert.False(put.IsCompleted);
        await AdvanceUntilDone(clock, put, TimeSpan.FromSeconds(20));

        Assert.Equal(HttpStatusCode.OK, (await put).StatusCode);
    }

    [Fact]
    public async Task A_stall_reads_the_given_bytes_and_waits_until_the_client_disconnects()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var uploader = new TestUploader(emulator);
        var url = await uploader.GetUploadUrlAsync();
        emulator.Faults.OnPut(Fault.Stall(afterBytes: 70_000));
        using var disconnect = new CancellationTokenSource();
        using var request = new HttpRequestMessage(HttpMethod.Put, url) { Content = new ByteArrayContent(new byte[30_000_000]) };

        var put = uploader.Http.SendAsync(request, disconnect.Token);
        await emulator.WaitUntilAsync(() => emulator.Requests is [_, { BytesRead: 70_000 }], Token);
        Assert.False(put.IsCompleted);
        await disconnect.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => put);
        Assert.Equal(70_000, emulator.Requests[1].BytesRead);
        Assert.Empty(emulator.Photos);
    }

    [Fact]
    public async Task Slow_reading_succeeds()
    {
        var clock = new FakeTimeProvider();
        await using var emulator = await EventPicsEmulator.StartAsync(new EventPicsEmulatorOptions { TimeProvider = clock }, Token);
        using var uploader = new TestUploader(emulator);
        var url = await uploader.GetUploadUrlAsync();
        emulator.Faults.OnPut(Fault.SlowReading(bytesPerSecond: 1000));

        var put = uploader.PutAsync(url, new byte[1000]);
        await emulator.WaitUntilAsync(() => emulator.Requests is [_, { BytesRead: 100 }], Token);
        await AdvanceUntilDone(clock, put);

        Assert.Equal(HttpStatusCode.OK, (await put).StatusCode);
        Assert.True(clock.GetUtcNow() - clock.Start >= TimeSpan.FromMilliseconds(900));
    }

    [Fact]
    public async Task A_slow_response_is_sent_at_the_given_rate()
    {
        var clock = new FakeTimeProvider();
        await using var emulator = await EventPicsEmulator.StartAsync(new EventPicsEmulatorOptions { TimeProvider = clock }, Token);
        using var uploader = new TestUploader(emulator);
        var url = await uploader.GetUploadUrlAsync();
        emulator.Faults.OnPut(Fault.SlowResponse(bytesPerSecond: 50));

        using var put = await uploader.PutAsync(url, [1]);
        var body = put.Content.ReadAsStringAsync(Token);
        Assert.False(body.IsCompleted);
        await AdvanceUntilDone(clock, body);

        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        Assert.Equal(64, (await body).Length);
        Assert.True(clock.GetUtcNow() - clock.Start >= TimeSpan.FromSeconds(1));
    }

    // The emulator sets its next timer only after the previous step, so the clock must be advanced repeatedly.
    private static async Task AdvanceUntilDone(FakeTimeProvider clock, Task task, TimeSpan? step = null)
    {
        while (!task.IsCompleted)
        {
            clock.Advance(step ?? TimeSpan.FromMilliseconds(100));
            await Task.WhenAny(task, Task.Delay(5, Token));
            Token.ThrowIfCancellationRequested();
        }
    }
}
