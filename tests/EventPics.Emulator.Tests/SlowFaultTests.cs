using System.Net;
using Microsoft.Extensions.Time.Testing;

namespace EventPics.Emulator.Tests;

public sealed class SlowFaultTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_delay_runs_on_the_emulators_clock_after_the_work_is_done()
    {
        var clock = new FakeTimeProvider();
        await using EventPicsEmulator emulator = await EventPicsEmulator.StartAsync(new EventPicsEmulatorOptions { TimeProvider = clock }, Token);
        using var booth = new Booth(emulator);
        string link = await booth.GetLinkAsync();
        emulator.Faults.OnPut(Fault.Delay(TimeSpan.FromMinutes(1)));

        Task<HttpResponseMessage> put = booth.PutAsync(link, [1]);
        await emulator.WaitForPhotosAsync(1, Token);
        Assert.False(put.IsCompleted);
        await AdvanceUntilDone(clock, put, TimeSpan.FromSeconds(20));

        Assert.Equal(HttpStatusCode.OK, (await put).StatusCode);
    }

    [Fact]
    public async Task A_stall_reads_so_much_and_no_more_until_the_client_gives_up()
    {
        await using EventPicsEmulator emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var booth = new Booth(emulator);
        string link = await booth.GetLinkAsync();
        emulator.Faults.OnPut(Fault.Stall(afterBytes: 70_000));
        using var give = new CancellationTokenSource();
        using var request = new HttpRequestMessage(HttpMethod.Put, link) { Content = new ByteArrayContent(new byte[30_000_000]) };

        Task<HttpResponseMessage> put = booth.Http.SendAsync(request, give.Token);
        await emulator.WaitUntilAsync(() => emulator.Requests is [_, { BytesRead: 70_000 }], Token);
        Assert.False(put.IsCompleted);
        await give.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => put);
        Assert.Equal(70_000, emulator.Requests[1].BytesRead);
        Assert.Empty(emulator.Photos);
    }

    [Fact]
    public async Task Slow_reading_ends_well()
    {
        var clock = new FakeTimeProvider();
        await using EventPicsEmulator emulator = await EventPicsEmulator.StartAsync(new EventPicsEmulatorOptions { TimeProvider = clock }, Token);
        using var booth = new Booth(emulator);
        string link = await booth.GetLinkAsync();
        emulator.Faults.OnPut(Fault.SlowReading(bytesPerSecond: 1000));

        Task<HttpResponseMessage> put = booth.PutAsync(link, new byte[1000]);
        await emulator.WaitUntilAsync(() => emulator.Requests is [_, { BytesRead: 100 }], Token);
        await AdvanceUntilDone(clock, put);

        Assert.Equal(HttpStatusCode.OK, (await put).StatusCode);
        Assert.True(clock.GetUtcNow() - clock.Start >= TimeSpan.FromMilliseconds(900));
    }

    [Fact]
    public async Task A_slow_answer_drips()
    {
        var clock = new FakeTimeProvider();
        await using EventPicsEmulator emulator = await EventPicsEmulator.StartAsync(new EventPicsEmulatorOptions { TimeProvider = clock }, Token);
        using var booth = new Booth(emulator);
        string link = await booth.GetLinkAsync();
        emulator.Faults.OnPut(Fault.SlowResponse(bytesPerSecond: 50));

        using HttpResponseMessage put = await booth.PutAsync(link, [1]);
        Task<string> body = put.Content.ReadAsStringAsync(Token);
        Assert.False(body.IsCompleted);
        await AdvanceUntilDone(clock, body);

        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        Assert.Equal(64, (await body).Length);
        Assert.True(clock.GetUtcNow() - clock.Start >= TimeSpan.FromSeconds(1));
    }

    // The emulator sets its next timer only after a step of its own; so the clock must be pushed until the answer is there.
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
