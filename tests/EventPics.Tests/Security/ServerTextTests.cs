using System.Net;
using System.Text.Json;
using EventPics.Emulator;
using Microsoft.Extensions.Time.Testing;

namespace EventPics.Tests.Security;

/// <summary>Text from a server or a file system can't inject anything.</summary>
public class ServerTextTests
{
    private const string Key = "CANARYKEY5f0c1e";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void S03_An_upload_URL_is_shown_as_its_host_only()
    {
        var random = new Random(3);
        for (var i = 0; i < 10_000; i++)
        {
            var path = Letters(random, 12);
            var query = Letters(random, 20);
            var url = new Uri($"https://{Letters(random, 8)}.example.com{(i % 7 == 0 ? ":8443" : "")}/{path}/{Uri.EscapeDataString(path + "ü")}?X-Amz-Signature={query}&a={path}#{query}");
            var text = new UploadUrl(url, DateTimeOffset.UnixEpoch).ToString();

            Assert.Contains(url.Host, text, StringComparison.Ordinal);
            Assert.DoesNotContain(path, text, StringComparison.Ordinal);
            Assert.DoesNotContain(query, text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("The key CANARYKEY5f0c1e is unknown.")]
    [InlineData("See https://bucket.example.com/a?X-Amz-Signature=CANARYSIG for more.")]
    [InlineData("{\"detail\":\"https:\\/\\/bucket.example.com\\/a?X-Goog-Signature=CANARYSIG\"}")]
    [InlineData("<a href='https://bucket.example.com/?sv=1&amp;sig=CANARYSIG'>")]
    [InlineData("x-amz-signature=CANARYSIG")]
    public async Task S10_Keys_and_URLs_are_redacted_from_server_text(string text)
    {
        var error = await RejectAsync(text);

        Assert.DoesNotContain("CANARY", error.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task S10_Server_text_is_truncated_without_leaving_half_a_key()
    {
        for (var padding = 490; padding <= 520; padding++)
        {
            var error = await RejectAsync(new string('x', padding) + Key + new string('y', 5000));

            Assert.True(error.Message.Length < 1000);
            Assert.DoesNotContain("CANAR", error.ToString(), StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task S10_Server_text_is_shown_where_it_helps()
    {
        var error = await RejectAsync("{\"message\":\"takenAt lies in the future\"}");

        Assert.Contains("takenAt lies in the future", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S23_Server_text_can_not_inject_log_lines()
    {
        using var capture = new TranscriptCapture(withEventSources: false);
        await using var emulator = await EventPicsEmulator.StartAsync(new() { ApiKey = Key }, Token);
        emulator.Faults.OnUploadUrl(
            Fault.Status(400).WithBody("first\r\n2026-01-01 INFO second\u001b[31m red\u0000\u0007\u2028third\u202Egpj"));
        using var client = new EventPicsClient(TestOptions.For(emulator.BaseAddress, Key), capture.CreateLogger());

        var error = await Assert.ThrowsAsync<EventPicsException>(
            () => client.UploadAsync(TestPhoto.Request(TestImages.Jpeg(1000)), cancellationToken: Token));

        Assert.DoesNotContain(error.Message, IsUnruly);
        Assert.DoesNotContain(string.Concat(capture.Text), c => IsUnruly(c) && c is not ('\r' or '\n')); // stack traces have lines
    }

    [Theory]
    [InlineData("a\nb.jpg")]
    [InlineData("a\rb.jpg")]
    [InlineData("a\u001b[31mb.jpg")]
    [InlineData("a\u0085b.jpg")]
    [InlineData("a\u2028b.jpg")]
    [InlineData("gpj.\u202Eexe")]
    public void S23_A_file_name_can_not_inject_log_lines(string fileName) =>
        Assert.Throws<ArgumentException>(() => new UploadRequest("abcd1234", fileName, UploadContent.FromBytes(new byte[1])));

    [Fact]
    public async Task S11_A_file_name_is_sent_unchanged_or_not_at_all()
    {
        await using var server = new RawServer();
        using var client = new EventPicsClient(TestOptions.For(server.BaseAddress));
        var names = NastyNames().Take(400).ToList();
        var sent = new List<string?>();
        server.OnUploadUrl(
            async (connection, request) =>
            {
                using var json = JsonDocument.Parse(await connection.ReadBodyAsync(request.ContentLength));
                sent.Add(json.RootElement.GetProperty("fileName").GetString());
                await connection.RespondAsync(200, server.NextUploadUrlResponse());
            },
            names.Count);

        foreach (var name in names)
        {
            var before = sent.Count;
            var refused = Record.Exception(() => new UploadUrlRequest("abcd1234", name));
            if (refused is null)
            {
                await client.GetUploadUrlAsync(new UploadUrlRequest("abcd1234", name), Token);
                Assert.Equal(name, sent[before]);
                Assert.DoesNotContain(name, c => c is '/' or '\\' || IsUnruly(c));
                Assert.True(System.Text.Encoding.UTF8.GetByteCount(name) <= 255);
            }
            else
            {
                Assert.IsType<ArgumentException>(refused, exactMatch: false);
                Assert.Equal(before, sent.Count);
            }
        }

        Assert.True(sent.Count is > 50 and < 350, $"{sent.Count} were sent.");
    }

    [Fact]
    public async Task S12_A_local_path_is_never_sent()
    {
        var folder = Directory.CreateTempSubdirectory("eventpics-CANARYFOLDER").FullName;
        try
        {
            var path = Path.Combine(folder, "..", Path.GetFileName(folder), "photo.jpg");
            await File.WriteAllBytesAsync(path, TestImages.Jpeg(1000), Token);
            await using var server = new RawServer();
            var body = "";
            server.OnUploadUrl(async (connection, request) =>
            {
                body = System.Text.Encoding.UTF8.GetString(await connection.ReadBodyAsync(request.ContentLength));
                await connection.RespondAsync(200, server.NextUploadUrlResponse());
            });
            using var client = new EventPicsClient(TestOptions.For(server.BaseAddress));

            await client.UploadAsync("abcd1234", path, cancellationToken: Token);

            Assert.Contains("\"fileName\":\"photo.jpg\"", body, StringComparison.Ordinal);
            Assert.DoesNotContain("CANARY", body + string.Concat(server.Heads.Select(head => head.Text)), StringComparison.Ordinal);
            Assert.Single(Directory.GetFileSystemEntries(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task S21_Endless_429_responses_cause_six_attempts_with_growing_back_off()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        emulator.Faults.OnEvents(Fault.Status(429).Times(100));
        var time = new FakeTimeProvider();
        var options = new EventPicsClientOptions
        {
            ApiKey = emulator.ApiKey,
            BaseAddress = emulator.BaseAddress,
            TimeProvider = time,
            ApiTimeout = TimeSpan.FromDays(1),
        };
        using var client = new EventPicsClient(options);
        var started = time.GetTimestamp();

        var call = client.GetEventsAndAlbumsAsync(Token);
        while (!call.IsCompleted)
        {
            time.Advance(TimeSpan.FromMilliseconds(500));
            await Task.WhenAny(call, Task.Delay(5, Token));
        }

        await Assert.ThrowsAsync<EventPicsException>(() => call);
        Assert.Equal(6, emulator.Requests.Count);
        Assert.True(time.GetElapsedTime(started) > TimeSpan.FromSeconds(5), "The back-offs are too short.");
    }

    private static async Task<EventPicsException> RejectAsync(string body)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(new() { ApiKey = Key }, Token);
        emulator.Faults.OnUploadUrl(Fault.Status(400).WithBody(body));
        using var client = new EventPicsClient(TestOptions.For(emulator.BaseAddress, Key));
        var error = await Assert.ThrowsAsync<EventPicsException>(
            () => client.GetUploadUrlAsync(new UploadUrlRequest("abcd1234", "photo.jpg"), Token));
        Assert.Equal((EventPicsError.InvalidRequest, HttpStatusCode.BadRequest), (error.Error, error.StatusCode));
        return error;
    }

    private static bool IsUnruly(char c) =>
        char.IsControl(c) || c is '\u2028' or '\u2029' || c is >= '\u202A' and <= '\u202E' || c is >= '\u2066' and <= '\u2069';

    private static string Letters(Random random, int length) =>
        "q" + string.Concat(Enumerable.Range(1, length).Select(_ => (char)('a' + random.Next(26))));

    private static IEnumerable<string> NastyNames()
    {
        string[] pieces =
        [
            "a", "ü", "u\u0308", "照片", "😀", "/", "\\", "..", ".", " ", "\"", "'", "\r\n", "\t", "\0", "\u001b[0m",
            "\u202E", "\u2066", "\u200F", "\u2028",
            "CON", "nul", ":", "*", "?", "<script>", "%00", "%2e%2e%2f", "&sig=", "\ud800", "\udc00", "{\"a\":1}",
            ".jpg", new string('x', 60), new string('ü', 60),
        ];
        var random = new Random(11);
        while (true)
        {
            yield return string.Concat(Enumerable.Range(0, random.Next(1, 5)).Select(_ => pieces[random.Next(pieces.Length)]));
        }
    }
}
