using EventPics.Emulator;

namespace EventPics.Tests.Http;

/// <summary>Exceptions of a caller's handler: they become an EventPicsException, and what says more about the caller stays.</summary>
public sealed class HandlerExceptionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<Exception> Exceptions =>
        [new InvalidOperationException("no token"), new KeyNotFoundException(), new ArgumentException("odd"), new TimeoutException(), new ObjectDisposedException("TokenCache"), new OddException()];

    [Theory]
    [MemberData(nameof(Exceptions), DisableDiscoveryEnumeration = true)]
    public async Task F089_Any_exception_of_a_handler_becomes_Unknown(Exception exception)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var http = new HttpClient(new ThrowingHandler(_ => true, exception));
        using var client = new EventPicsClient(http, TestClient.Options(emulator));
        var url = new UploadUrl(new Uri(emulator.BaseAddress, "storage/abcd1234/000001-photo.jpg"), DateTimeOffset.MaxValue);

        EventPicsException[] errors =
        [
            await Assert.ThrowsAsync<EventPicsException>(() => client.GetEventsAndAlbumsAsync(Token)),
            await Assert.ThrowsAsync<EventPicsException>(() => client.UploadAsync(TestClient.Photo, cancellationToken: Token)),
            await Assert.ThrowsAsync<EventPicsException>(() => client.PutAsync(url, TestClient.Photo.Content, cancellationToken: Token)),
        ];

        Assert.All(errors, error => Assert.Equal(
            (EventPicsError.Unknown, true, EventPicsErrorScope.Connection, false),
            (error.Error, error.IsTransient, error.Scope, error.MayBeUploaded)));
        Assert.All(
            errors,
            error => Assert.Contains($"failed: a handler of the HttpClient threw an exception. ", error.Message, StringComparison.Ordinal));
        Assert.All(errors, error => Assert.EndsWith($"({exception.GetType().Name})", error.Message, StringComparison.Ordinal));
        Assert.All(errors, error => Assert.Same(exception is OddException ? null : exception, error.InnerException));
        Assert.Empty(emulator.Requests);
    }

    [Fact]
    public async Task A_handler_that_throws_after_the_photo_was_stored_leaves_it_unclear()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var http = new HttpClient(new ThrowingHandler(
            request => request.Method == HttpMethod.Put, new InvalidOperationException("log is full"), afterwards: true));
        using var client = new EventPicsClient(http, TestClient.Options(emulator));

        var error = await Assert.ThrowsAsync<EventPicsException>(() => client.UploadAsync(TestClient.Photo, cancellationToken: Token));

        Assert.Equal((EventPicsError.Unknown, true), (error.Error, error.MayBeUploaded));
        Assert.Single(emulator.Photos);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_inner_exception_with_a_secret_is_left_out(bool inData)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var http = new HttpClient(new TellingHandler(inData));
        using var client = new EventPicsClient(http, TestClient.Options(emulator));

        EventPicsException[] errors =
        [
            await Assert.ThrowsAsync<EventPicsException>(() => client.UploadAsync(TestClient.Photo, cancellationToken: Token)),
            await Assert.ThrowsAsync<EventPicsException>(() => client.GetEventsAndAlbumsAsync(Token)),
        ];

        Assert.All(errors, error => Assert.Equal((EventPicsError.Unknown, null), (error.Error, error.InnerException)));
        Assert.All(errors, error => Assert.DoesNotContain("Amz", error.ToString(), StringComparison.Ordinal));
        Assert.All(errors, error => Assert.DoesNotContain(emulator.ApiKey, error.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Cancellation_inside_a_handler_stays_cancellation()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var cancellation = new CancellationTokenSource();
        using var http = new HttpClient(new ThrowingHandler(
            _ =>
            {
                cancellation.Cancel();
                return true;
            },
            new InvalidOperationException()));
        using var client = new EventPicsClient(http, TestClient.Options(emulator));

        var error = await Assert.ThrowsAsync<OperationCanceledException>(
            () => client.UploadAsync(TestClient.Photo, cancellationToken: cancellation.Token));

        Assert.Equal(cancellation.Token, error.CancellationToken);
    }

    private sealed class ThrowingHandler(
        Func<HttpRequestMessage, bool> applies, Exception exception, bool afterwards = false) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (applies(request) && !afterwards)
            {
                throw exception;
            }

            var response = await base.SendAsync(request, cancellationToken);
            return applies(request) ? throw exception : response;
        }
    }

    // As a handler that logs requests and responses, and fails at it.
    private sealed class TellingHandler(bool inData) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            var text =
                $"{request.RequestUri} {request.Headers.Authorization} {await response.Content.ReadAsStringAsync(cancellationToken)}";
            var error = new InvalidOperationException(inData ? "odd" : text);
            error.Data["what"] = text;
            throw error;
        }
    }

    private sealed class OddException : Exception
    {
        public override string Message => throw new InvalidOperationException();
    }
}
