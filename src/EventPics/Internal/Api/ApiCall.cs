using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using EventPics.Internal.Failures;
using EventPics.Internal.Http;
using EventPics.Internal.Validation;
using Microsoft.Extensions.Logging;

namespace EventPics.Internal.Api;

/// <summary>One operation of the API: sends the request, bounds the response's time and length, reads it, and retries where that may help.</summary>
/// <param name="name">The operation's name in logs, metrics and traces.</param>
/// <param name="http">Sends the requests.</param>
/// <param name="options">The client's options.</param>
/// <param name="logger">Where retries are logged.</param>
/// <param name="ownHosts">Which hosts have been idle; <see langword="null"/> for an HttpClient passed in, whose connections are unknown.</param>
internal abstract class ApiCall<TRequest, TResponse, TResult>(
    string name, HttpClient http, EventPicsClientOptions options, ILogger logger, IdleHostTracker? ownHosts)
    where TRequest : class
    where TResponse : class
    where TResult : class
{
    private const string JsonType = "application/json";

    private readonly string _activityName = "eventpics." + name;
    private readonly string _authority = options.BaseAddress.Authority;
    private readonly string _userAgent = UserAgent.For(options);
    private readonly RetryPipeline<TResult> _pipeline = new(name, options, logger, static failure => failure.Action == RecoveryAction.Retry);

    protected EventPicsClientOptions Options { get; } = options;

    /// <summary>The longest response that is read, in bytes.</summary>
    protected abstract int MaxResponseLength { get; }

    protected abstract JsonTypeInfo<TResponse> ResponseType { get; }

    public async Task<TResult> SendAsync(TRequest request, CancellationToken cancellationToken)
    {
        using var traced = SafeActivity.Start(_activityName);
        var outcome = await _pipeline.ExecuteAsync(request, AttemptAsync, cancellationToken).ConfigureAwait(false);
        if (outcome.Failure is { } failure)
        {
            Diagnostics.Fail(traced.Activity, failure.Exception.Error.ToString());
        }

        return outcome.ResultOrThrow();
    }

    /// <summary>Creates the HTTP request; each attempt needs a new one.</summary>
    protected abstract TransportRequest CreateRequest(TRequest request);

    /// <summary>The subject of error messages.</summary>
    protected abstract string Describe(TRequest request);

    /// <summary>Converts the response's JSON; without a result, the error says what is wrong with it.</summary>
    protected abstract (TResult? Result, string Error) Convert(TResponse json, HttpResponseMessage response);

    protected TransportRequest CreateRequest(HttpMethod method, string operation)
    {
        var request = new TransportRequest(method, new Uri(Options.BaseAddress.AbsoluteUri.TrimEnd('/') + "/" + operation));
        request.Headers.TryAddWithoutValidation("User-Agent", _userAgent);
        request.Headers.TryAddWithoutValidation("Accept", JsonType);
#if !NET
        // .NET Framework would ask before every POST whether it may send these hundred bytes.
        request.Headers.ExpectContinue = false;
#endif
        return request;
    }

    protected static HttpContent CreateContent(byte[] json, TransportRequest request)
    {
        // JsonContent doesn't know its length, and starts 10 ms later.
        var content = new ApiRequestContent(json, request);
        content.Headers.TryAddWithoutValidation("Content-Type", JsonType);
        return content;
    }

    private ValueTask<AttemptResult<TResult>> AttemptAsync(TRequest call, CancellationToken cancellationToken) =>
        AttemptAsync(call, mayBeStale: true, cancellationToken);

    private async ValueTask<AttemptResult<TResult>> AttemptAsync(TRequest call, bool mayBeStale, CancellationToken cancellationToken)
    {
        using var deadline = new Deadline(Options.ApiTimeout, Options.TimeProvider, cancellationToken);
        using var request = CreateRequest(call);
        var requested = request.RequestUri!;
        mayBeStale = mayBeStale && ownHosts is not null && ownHosts.IsQuiet(_authority);
        try
        {
            var response = await HttpTransport.SendAsync(http, request, deadline.Token).ConfigureAwait(false);
            using var disposer = new ResponseDisposer(response);
            ownHosts?.Answered(_authority);
            return await ReadAsync(call, requested, response, deadline.Token, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (TransportErrorReader.IsTransportError(error))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (error is OperationCanceledException && !deadline.Token.IsCancellationRequested)
            {
                ObjectDisposedException.ThrowIf(CallerHttpClientGuard.IsDisposed(http), http);
            }

            var transportError = deadline.Token.IsCancellationRequested ? TransportError.NoResponse
                : error is OperationCanceledException ? TransportErrorReader.OfCancellation(http, error)
                : TransportErrorReader.Read(error);
            var failure = FailureFactory.FromTransportError(transportError, Describe(call), error, Options);
            if (!mayBeStale || request.IsNewConnection || !TransportErrorReader.IsLostConnection(error))
            {
                return new(failure);
            }
        }

        // A pooled connection that the server had closed: retry on a new one.
        return await AttemptAsync(call, mayBeStale: false, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<AttemptResult<TResult>> ReadAsync(
        TRequest call, Uri requested, HttpResponseMessage response, CancellationToken deadline, CancellationToken cancellationToken)
    {
        if (TransportErrorReader.IsFromElsewhere(response, requested))
        {
            const string Why = "another host answered: the HttpClient passed to the client follows redirects; set AllowAutoRedirect to false";
            return new(FailureFactory.FromContent(FailureClassifier.ForeignHost, response, Describe(call), Why));
        }

        var mediaType = response.Content?.Headers.ContentType?.MediaType;
        if (!response.IsSuccessStatusCode)
        {
            var (text, _) = await BoundedContentReader.ReadStartAsync(response.Content, MaxResponseLength, deadline, cancellationToken).ConfigureAwait(false);
            var isHtml = HtmlDetector.IsHtml(mediaType, text.AsSpan());
            var classification = FailureClassifier.ClassifyApiStatus(response.StatusCode, isHtml);

            // A web server without this API answers like a portal.
            var why = !isHtml ? ApiErrorText.Read(text) : classification == FailureClassifier.WebPage ? "If there is no login page, check BaseAddress." : "";
            return new(FailureFactory.FromResponse(classification, response, Describe(call), why, Options));
        }

        var (bytes, isWhole) = await BoundedContentReader.ReadAsync(response.Content, MaxResponseLength, deadline).ConfigureAwait(false);
        if (HtmlDetector.IsHtml(mediaType, bytes.AsSpan()))
        {
            return new(FailureFactory.FromContent(FailureClassifier.WebPage, response, Describe(call), ""));
        }

        return isWhole ? Parse(call, response, bytes) : Unexpected(call, response, $"the response is longer than {MaxResponseLength} bytes");
    }

    private AttemptResult<TResult> Parse(TRequest call, HttpResponseMessage response, ArraySegment<byte> bytes)
    {
        var json = bytes.AsSpan();
        if (json is [0xEF, 0xBB, 0xBF, ..])
        {
            json = json.Slice(3);
        }

        try
        {
            if (JsonSerializer.Deserialize(json, ResponseType) is not { } model)
            {
                return Unexpected(call, response, "the response is empty");
            }

            var (result, error) = Convert(model, response);
            return result is null
                ? new(FailureFactory.FromContent(FailureClassifier.UnusableUploadUrl, response, Describe(call), error))
                : new(result);
        }
        catch (JsonException)
        {
            return Unexpected(call, response, "the response is not the expected JSON");
        }
    }

    private AttemptResult<TResult> Unexpected(TRequest call, HttpResponseMessage response, string why) =>
        new(FailureFactory.FromContent(FailureClassifier.UnexpectedBody, response, Describe(call), why));
}
