using System.Net;
using EventPics.Emulator;

namespace EventPics.Tests.Http;

/// <summary>An HttpClient of the caller's: what is refused, what is noticed, and that it stays the caller's.</summary>
public sealed class CallerHttpClientTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_caller_HttpClient_works_and_is_not_disposed()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using (var client = new EventPicsClient(http, TestClient.Options(emulator)))
        {
            await client.UploadAsync(TestClient.Photo, cancellationToken: Token);
        }

        using var again = new EventPicsClient(http, TestClient.Options(emulator));
        Assert.Equal(2, (await again.GetEventsAndAlbumsAsync(Token)).Count);
    }

    [Fact]
    public async Task The_settings_of_a_caller_HttpClient_are_not_changed()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false })
        {
            BaseAddress = new("https://elsewhere.example/"),
            Timeout = TimeSpan.FromHours(1),
        };
        using var client = new EventPicsClient(http, TestClient.Options(emulator));

        await client.GetEventsAndAlbumsAsync(Token);

        Assert.Equal(("https://elsewhere.example/", 60), (http.BaseAddress.AbsoluteUri, http.Timeout.TotalMinutes));
        Assert.Empty(http.DefaultRequestHeaders);
    }

    [Theory]
    [InlineData(59, false)]
    [InlineData(60, true)]
    [InlineData(100, true)]
    public void An_HttpClient_whose_timeout_would_abort_uploads_is_rejected(int seconds, bool isGood)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(seconds) };

        var error = Record.Exception(() => new EventPicsClient(http, new EventPicsClientOptions { ApiKey = "key" }));

        Assert.Equal(isGood, error is null);
        if (!isGood)
        {
            Assert.Equal("httpClient", Assert.IsType<ArgumentException>(error).ParamName);
            Assert.Contains("HttpClient.Timeout is 59 s", error.Message, StringComparison.Ordinal);
            Assert.Contains("Set it to Timeout.InfiniteTimeSpan", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_proxy_in_the_options_is_rejected_since_the_HttpClient_has_its_own()
    {
        using var http = new HttpClient();

        var error = Assert.Throws<ArgumentException>("options", () =>
            new EventPicsClient(http, new EventPicsClientOptions { ApiKey = "key", Proxy = new WebProxy("http://proxy:8080/") }));

        Assert.Contains("Set the proxy of that handler", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Authorization", "Bearer secret")]
    [InlineData("X-API-Key", "secret")]
    [InlineData("Cookie", "session=secret")]
    [InlineData("X-Auth-Token", "secret")]
    [InlineData("x-amz-security-token", "secret")]
    public void An_HttpClient_that_would_send_credentials_to_the_storage_is_rejected(string header, string value)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Add(header, value);

        var error =
            Assert.Throws<ArgumentException>("httpClient", () => new EventPicsClient(http, new EventPicsClientOptions { ApiKey = "key" }));

        Assert.Contains($"'{header}'", error.Message, StringComparison.Ordinal);
        Assert.Contains("set the API key in EventPicsClientOptions.ApiKey", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Authorization", "Bearer secret")]
    [InlineData("Cookie", "session=secret")]
    [InlineData("X-Auth-Token", "secret")]
    [InlineData("x-amz-acl", "secret")] // no credential, but it breaks the signature
    public async Task A_header_added_later_fails_the_upload_before_anything_is_sent(string header, string value)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var client = new EventPicsClient(http, TestClient.Options(emulator));
        var url = await client.GetUploadUrlAsync(new("abcd1234", "photo.jpg"), Token);
        http.DefaultRequestHeaders.Add(header, value);

        var put = await Assert.ThrowsAsync<InvalidOperationException>(
            () => client.PutAsync(url, TestClient.Photo.Content, cancellationToken: Token));
        var upload =
            await Assert.ThrowsAsync<InvalidOperationException>(() => client.UploadAsync(TestClient.Photo, cancellationToken: Token));

        Assert.Contains($"'{header}'", put.Message, StringComparison.Ordinal);
        Assert.Equal(put.Message, upload.Message);
        Assert.DoesNotContain("secret", put.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(emulator.Requests, request => request.Operation == EmulatorOperation.Put);
        http.DefaultRequestHeaders.Remove(header);
        await client.UploadAsync(TestClient.Photo, cancellationToken: Token);
    }

    [Fact]
    public async Task A_header_added_between_two_attempts_prevents_the_retry()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var client = new EventPicsClient(http, TestClient.Options(emulator));
        emulator.Faults.OnPut(Fault.DropBeforeStoring);
        var progress = new ProgressLog(_ => http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bearer secret"));

        await Assert.ThrowsAsync<InvalidOperationException>(() => client.UploadAsync(TestClient.Photo, progress, Token));

        Assert.Equal("url, put 1", emulator.RequestSequence());
    }

    [Fact]
    public async Task Headers_that_only_affect_the_response_are_accepted()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        http.DefaultRequestHeaders.Add("User-Agent", "Booth/1.0");
        http.DefaultRequestHeaders.Add("Accept", "*/*");
        http.DefaultRequestHeaders.Add("Accept-Language", "de");
        http.DefaultRequestHeaders.Add("Cache-Control", "no-cache");
        using var client = new EventPicsClient(http, TestClient.Options(emulator));

        await client.UploadAsync(TestClient.Photo, cancellationToken: Token);
    }

    [Fact]
    public async Task A_followed_redirect_is_detected_by_the_response_from_another_host()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var other = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = true });
        using var client = new EventPicsClient(http, WithoutRetries(emulator));
        emulator.Faults.OnEvents(Fault.LoginRedirect(other.BaseAddress.AbsoluteUri));

        var error = await Assert.ThrowsAsync<EventPicsException>(() => client.GetEventsAndAlbumsAsync(Token));

        Assert.Equal(EventPicsError.UnexpectedResponse, error.Error);
        Assert.Contains("set AllowAutoRedirect to false", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100_000)]
    [InlineData(5_000_000)] // waits for "100 Continue"
    public async Task A_followed_redirect_of_a_PUT_does_not_send_the_photo_to_another_URL(int length)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var other = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = true });
        using var client = new EventPicsClient(http, WithoutRetries(emulator));
        using var otherClient = TestClient.For(other);
        var elsewhere = await otherClient.GetUploadUrlAsync(new UploadUrlRequest("abcd1234", "a.jpg"), Token);
        emulator.Faults.OnPut(Fault.LoginRedirect(elsewhere.Url.AbsoluteUri, 307));

        var error =
            await Assert.ThrowsAsync<EventPicsException>(() => client.UploadAsync(TestClient.Request(length), cancellationToken: Token));

        Assert.Equal(EventPicsError.UnexpectedResponse, error.Error);
        Assert.Contains("Set AllowAutoRedirect to false", error.Message, StringComparison.Ordinal);
        Assert.Empty(emulator.Photos);
        Assert.Empty(other.Photos);
    }

    [Fact]
    public async Task A_followed_redirect_of_an_API_call_does_not_send_the_API_key_to_another_URL()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var other = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = true });
        using var client = new EventPicsClient(http, WithoutRetries(emulator));
        emulator.Faults.OnUploadUrl(Fault.LoginRedirect(new Uri(other.BaseAddress, "getuploadurl").AbsoluteUri, 307));

        var error = await Assert.ThrowsAsync<EventPicsException>(() => client.UploadAsync(TestClient.Photo, cancellationToken: Token));

        Assert.Equal(EventPicsError.UnexpectedResponse, error.Error);
        Assert.Contains("Set AllowAutoRedirect to false", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, other.Requests.Sum(request => request.BytesRead));
    }

    [Fact]
    public async Task The_timeout_of_a_caller_HttpClient_is_named_when_it_elapses()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var http = new HttpClient(new SocketsHttpHandler()) { Timeout = TimeSpan.FromMilliseconds(300) };
        var options = TestClient.Options(emulator);
        options.StallTimeout = options.ResponseTimeout = TimeSpan.FromMilliseconds(200);
        using var client = new EventPicsClient(http, options);
        emulator.Faults.OnEvents(Fault.Delay(TimeSpan.FromHours(1)));

        var error = await Assert.ThrowsAsync<EventPicsException>(() => client.GetEventsAndAlbumsAsync(Token));

        Assert.Equal(EventPicsError.Timeout, error.Error);
        Assert.True(error.IsTransient);
        Assert.Contains("Set HttpClient.Timeout to Timeout.InfiniteTimeSpan", error.Message, StringComparison.Ordinal);
    }

    private static EventPicsClientOptions WithoutRetries(EventPicsEmulator emulator)
    {
        var options = TestClient.Options(emulator);
        options.MaxRetries = 0;
        return options;
    }
}
