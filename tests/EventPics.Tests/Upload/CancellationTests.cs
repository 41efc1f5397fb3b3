using EventPics.Emulator;
using Microsoft.Extensions.Logging;

namespace EventPics.Tests.Upload;

/// <summary>A caller that cancels gets an <see cref="OperationCanceledException"/>, whatever the client was doing.</summary>
public sealed class CancellationTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_call_cancelled_before_its_start_sends_nothing()
    {
        using var transport = new MockTransport();
        var cancelled = new CancellationToken(canceled: true);

        await CancelledAsync(() => transport.Client.GetEventsAndAlbumsAsync(cancelled));
        await CancelledAsync(() => transport.Client.GetUploadUrlAsync(new UploadUrlRequest("abcd1234", "a.jpg"), cancelled));
        await CancelledAsync(() => transport.Client.UploadAsync(MockTransport.Upload(), cancellationToken: cancelled));
        await CancelledAsync(() => transport.Client.PutAsync(
            new UploadUrl(new Uri(MockTransport.SignedStorageUrl), DateTimeOffset.MaxValue), UploadContent.FromBytes(TestImages.Jpeg(10)),
            cancellationToken: cancelled));

        Assert.Empty(transport.Sent);
    }

    [Theory]
    [InlineData(EmulatorOperation.Events)]
    [InlineData(EmulatorOperation.UploadUrl)]
    [InlineData(EmulatorOperation.Put)]
    public async Task Cancellation_while_awaiting_a_response(EmulatorOperation operation)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var client = TestClient.For(emulator);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        emulator.Faults.On(operation, Fault.Delay(TimeSpan.FromHours(1)));

        var call = operation == EmulatorOperation.Events
            ? (Task)client.GetEventsAndAlbumsAsync(cancel.Token)
            : client.UploadAsync(TestClient.Photo, cancellationToken: cancel.Token);
        await emulator.WaitForRequestsAsync(operation, 1, Token);
        await cancel.CancelAsync();

        await CancelledAsync(() => call);
        Assert.Equal(1, emulator.Requests.Count(request => request.Operation == operation));
    }

    [Theory]
    [InlineData(EmulatorOperation.Events)]
    [InlineData(EmulatorOperation.UploadUrl)]
    [InlineData(EmulatorOperation.Put)]
    public async Task Cancellation_during_a_retry(EmulatorOperation operation)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var client = TestClient.For(emulator);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        emulator.Faults.On(operation, Fault.Status(503)).On(operation, Fault.Delay(TimeSpan.FromHours(1)));

        var call = operation == EmulatorOperation.Events
            ? (Task)client.GetEventsAndAlbumsAsync(cancel.Token)
            : client.UploadAsync(TestClient.Photo, cancellationToken: cancel.Token);
        await emulator.WaitForRequestsAsync(operation, 2, Token);
        await cancel.CancelAsync();

        await CancelledAsync(() => call);
    }

    [Fact]
    public async Task Cancellation_in_the_middle_of_a_body()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var client = TestClient.For(emulator);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        emulator.Faults.OnPut(Fault.Stall(afterBytes: 1_000_000));

        var call = client.UploadAsync(TestClient.Request(30_000_000), cancellationToken: cancel.Token);
        await emulator.WaitUntilAsync(() => emulator.Requests.Any(request => request.BytesRead >= 1_000_000), Token);
        await cancel.CancelAsync();

        await CancelledAsync(() => call);
        Assert.Empty(emulator.Photos);
    }

    [Fact]
    public async Task Cancellation_from_the_progress_handler()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var client = TestClient.For(emulator);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var progress = new ProgressLog(report =>
        {
            if (report.BytesSent > 0)
            {
                cancel.Cancel();
            }
        });

        await CancelledAsync(() => client.UploadAsync(TestClient.Request(5_000_000), progress, cancel.Token));
    }

    [Fact]
    public async Task Cancellation_during_a_back_off()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        using var log = new LogCapture();
        using var client = TestClient.For(
            emulator, options => options.BaseDelay = options.MaxDelay = TimeSpan.FromHours(1), log.CreateLogger<EventPicsClient>());
        emulator.Faults.OnEvents(Fault.Status(503));

        var call = client.GetEventsAndAlbumsAsync(cancel.Token);
        await emulator.WaitUntilAsync(() => emulator.Requests.Any(request => request.Status == 503), Token);
        await cancel.CancelAsync();

        await CancelledAsync(() => call);
        Assert.Equal("list", emulator.RequestSequence());
    }

    private static async Task CancelledAsync(Func<Task> call) => await Assert.ThrowsAnyAsync<OperationCanceledException>(call);
}
