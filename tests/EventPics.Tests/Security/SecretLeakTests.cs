using System.Text.Json;
using EventPics.Emulator;
using EventPics.Tests.Faults.Table;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EventPics.Tests.Security;

/// <summary>
/// Secret leaks: runs the client through every fault with a recognizable key and upload URLs, and searches all output for them.
/// </summary>
[Collection(nameof(NonParallel))]
public class SecretLeakTests
{
    private const string Key = "CANARYKEY5f0c1e";
    private const string Signature = "CANARYSIG8b7d2a";

    // The emulator signs its upload URLs itself, so the parameter's name is what to search for.
    private static readonly string[] Canaries = [Key, Signature, "Amz-Signature", "Goog-Signature", "sig="];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task S01_Neither_key_nor_upload_URL_leaks()
    {
        using var capture = new TranscriptCapture(
            withEventSources: Environment.GetEnvironmentVariable("DOTNET_SYSTEM_NET_HTTP_DISABLEURIREDACTION") is null);

        // Without the rows that wait.
        foreach (var row in FaultTable.All.Where(row => row.Client is null))
        {
            await FaultRunner.RunAsync(row, Key, capture);
        }

        await PlayHostAsync(capture);
        await PlayOddCallsAsync(capture);

        AssertClean(capture);
    }

    [Fact]
    public Task S01_Neither_leaks_when_the_runtimes_redaction_is_disabled() => ChildProcess.RunAsync(
        typeof(SecretLeakTests), nameof(S01_Neither_key_nor_upload_URL_leaks), ("DOTNET_SYSTEM_NET_HTTP_DISABLEURIREDACTION", "1"));

    [Fact]
    public async Task S02_The_runtime_traces_none_of_the_requests()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var capture = new TranscriptCapture(withEventSources: false);
        using var client = new EventPicsClient(TestOptions.For(emulator.BaseAddress));

        await client.UploadAsync(TestPhoto.Request(TestImages.Jpeg(10_000)), cancellationToken: Token);

        Assert.DoesNotContain(capture.Text, line => line.Contains("System.Net.Http.HttpRequest", StringComparison.Ordinal));
        Assert.All(emulator.Requests, request => Assert.False(request.Headers.ContainsKey("traceparent")));
    }

    [Fact]
    public async Task S20_Neither_leaks_when_calls_are_cancelled_at_any_point()
    {
        using var capture = new TranscriptCapture(withEventSources: true);
        await using var server = new RawServer { UploadUrlQuery = "X-Amz-Expires=300&X-Amz-Signature=" + Signature };
        server.OnPut(RawScripts.ReadSlowly(server), 100);
        using var client = new EventPicsClient(TestOptions.For(server.BaseAddress, Key), capture.CreateLogger());
        var random = new Random(1);

        for (var i = 0; i < 60; i++)
        {
            using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
            cancel.CancelAfter(random.Next(0, 60));
            capture.Add(await Record.ExceptionAsync(
                () => client.UploadAsync(TestPhoto.Request(TestImages.Jpeg(500_000)), cancellationToken: cancel.Token)));
        }

        Assert.Contains(capture.Text, line => line.Contains("OperationCanceledException", StringComparison.Ordinal)
            || line.Contains("TaskCanceledException", StringComparison.Ordinal));
        AssertClean(capture);
    }

    [Fact]
    public void The_leak_detection_itself_works()
    {
        using var capture = new TranscriptCapture(withEventSources: false);
        capture.Add(new InvalidOperationException("outer", new IOException(Signature)));

        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => AssertClean(capture));
    }

    private static async Task PlayHostAsync(TranscriptCapture capture)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(new() { ApiKey = Key }, Token);
        emulator.Faults.OnPut(Fault.DropAfter(10_000)).OnPut(Fault.Expired).OnPut(Fault.Status(403)).OnPut(Fault.Status(403));
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(capture));
        services.AddEventPics(options =>
        {
            options.ApiKey = Key;
            options.BaseAddress = emulator.BaseAddress;
            options.BaseDelay = options.MaxDelay = TimeSpan.FromMilliseconds(1);
        });
        await using var provider = services.BuildServiceProvider();
        var client = provider.GetRequiredService<EventPicsClient>();
        capture.Add(
            await Record.ExceptionAsync(() => client.UploadAsync(TestPhoto.Request(TestImages.Jpeg(50_000)), cancellationToken: Token)));
        var request = TestPhoto.Request(TestImages.Jpeg(50_000));
        var result = await client.UploadAsync(request, new Progress<UploadProgress>(value => capture.Add(value.ToString())), Token);
        var uploadUrl = await client.GetUploadUrlAsync(new UploadUrlRequest("abcd1234", "photo.jpg"), Token);
        var put = await client.PutAsync(uploadUrl, request.Content, cancellationToken: Token);
        object[] all = [client, request, request.Content, result, uploadUrl, put, new UploadUrlRequest("abcd1234", "a.jpg"), .. await client.GetEventsAndAlbumsAsync(Token)];
        Array.ForEach(all, item => capture.Add(item.ToString()));
        capture.Add(JsonSerializer.Serialize(result) + JsonSerializer.Serialize(new EventPicsClientOptions { ApiKey = Key }));
        capture.Add(new EventPicsClientOptions { ApiKey = Key }.ToString());
    }

    private static async Task PlayOddCallsAsync(TranscriptCapture capture)
    {
        var query = "?X-Amz-Expires=300&X-Amz-Signature=" + Signature;
        await using var server = new RawServer { UploadUrlQuery = query[1..] };
        var echo = $"bad {Key} https://bucket.s3.amazonaws.com/storage/1{query} {new string('x', 380)} {Key} {Key} {Key} {Key} {Key} {Key} {Key} {Key}";
        server.OnUploadUrl((connection, _) => connection.RespondAsync(400, echo))
            .OnUploadUrl((connection, _) => connection.RespondAsync(401, Key));
        server.OnPut(RefuseWith($"<Error><Code>{Signature}</Code><Message>{query}</Message></Error>"));
        server.OnPut(async (connection, request) =>
        {
            await connection.ReadBodyAsync(request.ContentLength);
            await connection.RespondAsync(400, "", $"x-ms-error-code: {Signature}\r\n");
        });
        using var client = new EventPicsClient(TestOptions.For(server.BaseAddress, Key), capture.CreateLogger());
        var content = UploadContent.FromBytes(TestImages.Jpeg(10_000));
        for (var i = 0; i < 4; i++)
        {
            capture.Add(
                await Record.ExceptionAsync(() => client.UploadAsync(new("abcd1234", "photo.jpg", content), cancellationToken: Token)));
        }

        foreach (var host in (string[])["http://storage.example.com", "https://127.0.0.2", "https://user:pw@storage.example.com", "https://10.1.2.3"])
        {
            using var strict = new EventPicsClient(new EventPicsClientOptions { ApiKey = Key }, capture.CreateLogger());
            var unsafeLink = new UploadUrl(new Uri(host + "/storage/1" + query), DateTimeOffset.UnixEpoch);
            capture.Add(unsafeLink.ToString());
            capture.Add(await Record.ExceptionAsync(() => strict.PutAsync(unsafeLink, content, cancellationToken: Token)));
        }

        capture.Add(Record.Exception(() => new EventPicsClient(Key + "\n")));
        capture.Add(Record.Exception(() => new UploadUrl(new Uri("/storage/1" + query, UriKind.Relative), DateTimeOffset.UnixEpoch)));
    }

    private static Func<RawConnection, RawRequest, Task> RefuseWith(string body) => async (connection, request) =>
    {
        await connection.ReadBodyAsync(request.ContentLength);
        await connection.RespondAsync(400, body);
    };

    private static void AssertClean(TranscriptCapture capture)
    {
        Assert.NotEmpty(capture.Text);
        Assert.DoesNotContain(capture.Text, line => Canaries.Any(canary => line.Contains(canary, StringComparison.OrdinalIgnoreCase)));

        // A path may contain a person's name. The runtime's own events contain it, without the query.
        Assert.DoesNotContain(
            capture.Text,
            line => line.Contains("/storage/", StringComparison.Ordinal) && !line.StartsWith("System.Net.Http ", StringComparison.Ordinal));
    }
}
