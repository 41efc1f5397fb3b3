using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using EventPics.Emulator.Tests.Support;
using Microsoft.Extensions.Logging;

namespace EventPics.Emulator.Tests;

public sealed class HostHeaderTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("rebind.example.com")]
    [InlineData("localhost.example.com")]
    [InlineData("127.0.0.1.example.com:5080")]
    [InlineData("notlocalhost")]
    [InlineData("192.168.178.20")]
    [InlineData("0.0.0.0")]
    [InlineData("[2001:db8::1]:5080")]
    public async Task A_foreign_host_gets_neither_photos_nor_upload_URLs(string host)
    {
        var log = new LogCapture();
        using var factory = new LoggerFactory([log]);
        await using var emulator = await EventPicsEmulator.StartAsync(new EventPicsEmulatorOptions { LoggerFactory = factory }, Token);
        using var uploader = new TestUploader(emulator);
        var url = await uploader.GetUploadUrlAsync();
        using var stored = await uploader.PutAsync(url, [1]);
        uploader.Http.DefaultRequestHeaders.Host = host;

        foreach (var path in new[] { "", "gallery/gallery.js", "gallery/changes", "gallery/photos/1", "geteventsandalbums" })
        {
            using var page = await uploader.Http.GetAsync(new Uri(path, UriKind.Relative), Token);
            Assert.Equal((path, HttpStatusCode.BadRequest), (path, page.StatusCode));
        }

        using var issued = await uploader.RequestUploadUrlAsync();
        using var replaced = await uploader.PutAsync(url, [2]);
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (issued.StatusCode, replaced.StatusCode));
        Assert.Contains("AllowAnyHost", await replaced.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Equal([1], Assert.Single(emulator.Photos).Bytes.ToArray());
        Assert.Equal(2, emulator.Requests.Count);
        Assert.Contains(log.Lines, line => line.Text.Contains(host, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("LOCALHOST:5080")]
    [InlineData("localhost.")]
    [InlineData("uploader.localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("127.9.9.9:1")]
    [InlineData("[::1]:5080")]
    public async Task Every_name_of_this_computer_is_accepted(string host)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var uploader = new TestUploader(emulator);
        uploader.Http.DefaultRequestHeaders.Host = host;

        using var stored = await uploader.PutAsync(await uploader.GetUploadUrlAsync(), [1]);

        Assert.Equal(HttpStatusCode.OK, stored.StatusCode);
        Assert.Single(emulator.Photos);
    }

    [Fact]
    public async Task A_request_without_a_host_is_accepted()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, emulator.BaseAddress.Port, Token);
        await socket.GetStream().WriteAsync("GET /gallery/icon.svg HTTP/1.0\r\n\r\n"u8.ToArray(), Token);
        using var reader = new StreamReader(socket.GetStream());

        Assert.Equal("HTTP/1.1 200 OK", await reader.ReadLineAsync(Token));
    }

    [Fact]
    public async Task With_AllowAnyHost_upload_URLs_point_to_the_host_of_the_request()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(new EventPicsEmulatorOptions { AllowAnyHost = true }, Token);
        using var uploader = new TestUploader(emulator);
        uploader.Http.DefaultRequestHeaders.Host = "eventpics-emulator:8080";

        var url = await uploader.GetUploadUrlAsync();
        using var stored = await uploader.PutAsync(emulator.BaseAddress.GetLeftPart(UriPartial.Authority) + new Uri(url).PathAndQuery, [1]);

        Assert.StartsWith("http://eventpics-emulator:8080/storage/", url, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, stored.StatusCode);
    }

    [Fact]
    public async Task Without_AllowAnyHost_upload_URLs_point_to_the_loopback_address()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var uploader = new TestUploader(emulator);
        uploader.Http.DefaultRequestHeaders.Host = "localhost:1";

        Assert.StartsWith(emulator.BaseAddress.AbsoluteUri + "storage/", await uploader.GetUploadUrlAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0.0.0.0", "127.0.0.1")]
    [InlineData("::", "[::1]")]
    public async Task Listening_on_every_address_accepts_any_host(string listen, string reachable)
    {
        Assert.SkipWhen(listen == "::" && !Socket.OSSupportsIPv6, "This computer has no IPv6.");
        var options = new EventPicsEmulatorOptions { ListenAddress = IPAddress.Parse(listen) };
        await using var emulator = await EventPicsEmulator.StartAsync(options, Token);
        using var uploader = new TestUploader(emulator);
        uploader.Http.DefaultRequestHeaders.Host = "uploader.example.com";

        using var list = await uploader.ListAsync();
        using var requested = await uploader.RequestUploadUrlAsync();

        Assert.Equal(reachable, emulator.BaseAddress.Host);
        Assert.Equal(HttpStatusCode.OK, list.StatusCode);
        var json = await requested.Content.ReadFromJsonAsync<JsonElement>(Token);
        Assert.StartsWith("http://uploader.example.com/storage/", json.GetProperty("uploadUrl").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_loopback_address_still_accepts_local_names_only()
    {
        Assert.SkipWhen(OperatingSystem.IsMacOS(), "macOS has no loopback address but 127.0.0.1.");
        var options = new EventPicsEmulatorOptions { ListenAddress = IPAddress.Parse("127.0.0.2") };
        await using var emulator = await EventPicsEmulator.StartAsync(options, Token);
        using var uploader = new TestUploader(emulator);
        using var own = await uploader.ListAsync();
        uploader.Http.DefaultRequestHeaders.Host = "rebind.example.com";
        using var foreign = await uploader.ListAsync();

        Assert.Equal("127.0.0.2", emulator.BaseAddress.Host);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.BadRequest), (own.StatusCode, foreign.StatusCode));
    }
}
