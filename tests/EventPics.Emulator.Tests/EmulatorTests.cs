using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace EventPics.Emulator.Tests;

public sealed class EmulatorTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Several_run_side_by_side()
    {
        await using EventPicsEmulator one = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using EventPicsEmulator two = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var booth = new Booth(one);
        using HttpResponseMessage response = await booth.PutAsync(await booth.GetLinkAsync(), [1]);

        Assert.NotEqual(one.BaseAddress, two.BaseAddress);
        Assert.Equal((1, 0), (one.Photos.Count, two.Photos.Count));
        Assert.Equal("127.0.0.1", one.BaseAddress.Host);
    }

    [Fact]
    public async Task A_taken_port_is_an_IOException()
    {
        await using EventPicsEmulator first = await EventPicsEmulator.StartAsync(cancellationToken: Token);

        await Assert.ThrowsAsync<IOException>(
            () => EventPicsEmulator.StartAsync(new EventPicsEmulatorOptions { Port = first.BaseAddress.Port }, Token));
    }

    [Fact]
    public async Task Waiting_ends_when_the_pictures_are_there()
    {
        await using EventPicsEmulator emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var booth = new Booth(emulator);
        Task two = emulator.WaitForPhotosAsync(2, Token);
        Task puts = emulator.WaitForRequestsAsync(EmulatorOperation.Put, 2, Token);
        using HttpResponseMessage first = await booth.PutAsync(await booth.GetLinkAsync(), [1]);
        Assert.False(two.IsCompleted);
        using HttpResponseMessage second = await booth.PutAsync(await booth.GetLinkAsync(), [2]);

        await two;
        await puts;
        Assert.Equal([0, 1], emulator.Photos.Select((photo, index) => photo.UploadUrlNumber == index + 1 ? index : -1));
    }

    [Fact]
    public async Task Waiting_ends_with_the_emulator()
    {
        EventPicsEmulator emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        Task photos = emulator.WaitForPhotosAsync(1, Token);

        await emulator.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => photos);
    }

    [Fact]
    public async Task What_came_can_be_looked_at_after_the_end()
    {
        EventPicsEmulator emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var booth = new Booth(emulator);
        using HttpResponseMessage response = await booth.PutAsync(await booth.GetLinkAsync(), [1]);

        await emulator.DisposeAsync();
        await emulator.DisposeAsync();

        Assert.Equal([1], Assert.Single(emulator.Photos).Bytes.ToArray());
    }

    [Fact]
    public async Task The_end_does_not_wait_for_a_stalled_upload()
    {
        EventPicsEmulator emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var booth = new Booth(emulator);
        string link = await booth.GetLinkAsync();
        emulator.Faults.OnPut(Fault.Stall(afterBytes: 10));
        Task<HttpResponseMessage> put = booth.PutAsync(link, new byte[10_000_000]);
        await emulator.WaitUntilAsync(() => emulator.Requests is [_, { BytesRead: 10 }], Token);

        await emulator.DisposeAsync();

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => put);
    }

    [Fact]
    public async Task A_hundred_uploads_at_once_all_arrive()
    {
        await using EventPicsEmulator emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var booth = new Booth(emulator);

        await Parallel.ForAsync(0, 100, Token, async (i, _) =>
        {
            using HttpResponseMessage response = await booth.PutAsync(await booth.GetLinkAsync($"{i}.jpg"), [(byte)i]);
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
        await using EventPicsEmulator emulator = await EventPicsEmulator.StartAsync(new EventPicsEmulatorOptions { LoggerFactory = factory }, Token);
        using var booth = new Booth(emulator);
        string link = await booth.GetLinkAsync();
        emulator.Faults.OnPut(Fault.DropBeforeStoring);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => booth.PutAsync(link, [1]));
        using HttpResponseMessage violation = await booth.PutAsync(link, [1], change: request => request.Headers.Add("X-API-Key", emulator.ApiKey));
        using HttpResponseMessage stored = await booth.PutAsync(link, [1]);
        await emulator.WaitUntilAsync(() => emulator.Requests.Count == 4, Token);

        string signature = link[(link.LastIndexOf('=') + 1)..];
        string all = string.Join('\n', [.. log.Lines.Select(line => line.Text), .. emulator.Requests.Select(r => r.ToString()), .. emulator.Photos.Select(p => p.ToString()), JsonSerializer.Serialize(emulator.Requests)]);
        Assert.Contains("Stored a.jpg", all, StringComparison.Ordinal);
        Assert.Contains("The API key came along with a PUT.", all, StringComparison.Ordinal);
        Assert.DoesNotContain(emulator.ApiKey, all, StringComparison.Ordinal);
        Assert.DoesNotContain(signature, all, StringComparison.Ordinal);
    }
}
