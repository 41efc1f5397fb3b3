using System.Net;
using System.Text.Json;
using EventPics.Emulator.Tests.Support;
using Microsoft.Extensions.Logging;

namespace EventPics.Emulator.Tests;

public sealed class EmulatorTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Several_emulators_run_in_parallel()
    {
        await using var one = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var two = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var uploader = new TestUploader(one);
        using var response = await uploader.PutAsync(await uploader.GetUploadUrlAsync(), [1]);

        Assert.NotEqual(one.BaseAddress, two.BaseAddress);
        Assert.Equal((1, 0), (one.Photos.Count, two.Photos.Count));
        Assert.Equal("127.0.0.1", one.BaseAddress.Host);
    }

    [Fact]
    public async Task A_port_in_use_throws_IOException()
    {
        await using var first = await EventPicsEmulator.StartAsync(cancellationToken: Token);

        await Assert.ThrowsAsync<IOException>(
            () => EventPicsEmulator.StartAsync(new EventPicsEmulatorOptions { Port = first.BaseAddress.Port }, Token));
    }

    [Fact]
    public async Task Waiting_ends_when_the_photos_are_stored()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var uploader = new TestUploader(emulator);
        var two = emulator.WaitForPhotosAsync(2, Token);
        var puts = emulator.WaitForRequestsAsync(EmulatorOperation.Put, 2, Token);
        using var first = await uploader.PutAsync(await uploader.GetUploadUrlAsync(), [1]);
        Assert.False(two.IsCompleted);
        using var second = await uploader.PutAsync(await uploader.GetUploadUrlAsync(), [2]);

        await two;
        await puts;
        Assert.Equal([0, 1], emulator.Photos.Select((photo, index) => photo.UploadUrlNumber == index + 1 ? index : -1));
    }

    [Fact]
    public async Task Waiting_ends_when_the_emulator_is_disposed()
    {
        var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        var photos = emulator.WaitForPhotosAsync(1, Token);

        await emulator.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => photos);
    }

    [Fact]
    public async Task Received_photos_can_be_read_after_disposal()
    {
        var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var uploader = new TestUploader(emulator);
        using var response = await uploader.PutAsync(await uploader.GetUploadUrlAsync(), [1]);

        await emulator.DisposeAsync();
        await emulator.DisposeAsync();

        Assert.Equal([1], Assert.Single(emulator.Photos).Bytes.ToArray());
    }

    [Fact]
    public async Task Disposal_does_not_wait_for_a_stalled_upload()
    {
        var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var uploader = new TestUploader(emulator);
        var url = await uploader.GetUploadUrlAsync();
        emulator.Faults.OnPut(Fault.Stall(afterBytes: 10));
        var put = uploader.PutAsync(url, new byte[10_000_000]);
        await emulator.WaitUntilAsync(() => emulator.Requests is [_, { BytesRead: 10 }], Token);

        await emulator.DisposeAsync();

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => put);
    }

    [Fact]
    public async Task A_hundred_concurrent_uploads_are_stored()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var uploader = new TestUploader(emulator);

        await Parallel.ForAsync(0, 100, Token, async (i, _) =>
        {
            using var response = await uploader.PutAsync(await uploader.GetUploadUrlAsync($"{i}.jpg"), [(byte)i]);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        });

        Assert.Equal(Enumerable.Range(1, 100), emulator.Photos.Select(photo => photo.UploadUrlNumber).Order());
        Assert.All(emulator.Photos, photo => Assert.Equal($"{photo.Bytes.Span[0]}.jpg", photo.FileName));
    }

    [Fact]
    public async Task Neither_key_nor_signature_is_logged_or_printed()
    {
        var log = new LogCapture();
        using var factory = new LoggerFactory([log], new LoggerFilterOptions { MinLevel = LogLevel.Trace });
        await using var emulator = await EventPicsEmulator.StartAsync(new EventPicsEmulatorOptions { LoggerFactory = factory }, Token);
        using var uploader = new TestUploader(emulator);
        var url = await uploader.GetUploadUrlAsync();
        emulator.Faults.OnPut(Fault.DropBeforeStoring);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => uploader.PutAsync(url, [1]));
        using var violation = await uploader.PutAsync(url, [1], change: request => request.Headers.Add("X-API-Key", emulator.ApiKey));
        using var stored = await uploader.PutAsync(url, [1]);
        await emulator.WaitUntilAsync(() => emulator.Requests.Count == 4, Token);

        var signature = url[(url.LastIndexOf('=') + 1)..];
        var all = string.Join('\n', [.. log.Lines.Select(line => line.Text), .. emulator.Requests.Select(r =>
            r.ToString()), .. emulator.Photos.Select(p => p.ToString()), JsonSerializer.Serialize(emulator.Requests)]);
        Assert.Contains("Stored a.jpg", all, StringComparison.Ordinal);
        Assert.Contains("The API key was sent with a PUT.", all, StringComparison.Ordinal);
        Assert.DoesNotContain(emulator.ApiKey, all, StringComparison.Ordinal);
        Assert.DoesNotContain(signature, all, StringComparison.Ordinal);
    }
}
