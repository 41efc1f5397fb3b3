using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using EventPics.Internal.Failures;
using EventPics.Internal.Http;
using EventPics.Internal.Validation;
using Microsoft.Extensions.Logging;

namespace EventPics.Internal.Api;

/// <summary>One operation of the API: sends the request, limits the response's time and length, reads it, and retries where that may help.</summary>
/// <param name="name">The operation's name in logs, metrics and traces.</param>
/// <param name="path">Its path below the base address.</param>
/// <param name="http">Sends the requests.</param>
/// <param name="options">The client's options.</param>
/// <param name="logger">Where retries are logged.</param>
/// <param name="ownHosts">Which hosts have been idle; <see langword="null"/> for an HttpClient passed in, whose connections are unknown.</param>
internal abstract class ApiCall<TRequest, TResponse, TResult>(
    string name, string path, HttpMessageInvoker http, EventPicsClientOptions options, ILogger logger, IdleHostTracker? ownHosts)
    where TRequest : class
    where TResponse : class
    where TResult : class
{
    private readonly string _activityName = "eventpics." + name;
    private readonly Uri _url = new(options.BaseAddress.AbsoluteUri.TrimEnd('/') + "/" + path);
    private readonly string _authority = options.BaseAddress.Authority;
    private readonly string _userAgent = UserAgent.For(options);
    private readonly RetryPipeline<TResult> _pipeline = new(name, options, logger, static failure => failure.Action == RecoveryAction.Retry);

    protected EventPicsClientOptions Options { get; } = options;

    /// <summary>The longest response that is read, in bytes.</summary>
    protected abstract int MaxResponseLength { get; }

    protected abstract JsonTypeInfo<TResponse> ResponseType { get; }

    public async Task<TResult> SendAsync(TRequest request, CancellationToken cancellationToken) =>
        (await TrySendAsync(request, cancellationToken).ConfigureAwait(false)).ResultOrThrow();

    public async ValueTask<AttemptResult<TResult>> TrySendAsync(TRequest request, CancellationToken cancellationToken)
    {
        using var traced = SafeActivity.Start(_activityName);
        var outcome = await _pipeline.ExecuteAsync(request, AttemptAsync, cancellationToken).ConfigureAwait(false);
        if (outcome.Failure is { } failure)
        {
            Diagnostics.Fail(traced.Activity, failure.Exception.Error.ToString());
        }

        return outcome;
    }

    /// <summary>Creates the HTTP request; each attempt needs a new one.</summary>
    protected abstract ValueTask<TransportRequest> CreateRequestAsync(TRequest request);

    /// <summary>The subject of error messages.</summary>
    protected abstract string Describe(TRequest request);

    /// <summary>Converts the response's JSON; without a result, the error describes what is wrong with it.</summary>
    protected abstract (TResult? Result, string Error) Convert(TResponse json, HttpResponseMessage response);

    protected TransportRequest CreateRequest(HttpMethod method)
    {
        var request = new TransportRequest(method, _url);
        request.Headers.TryAddWithoutValidation("User-Agent", _userAgent);
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
#if !NET
        // .NET Framework would wait for "100 Continue" before it sends these hundred bytes.
        request.Headers.ExpectContinue = false;
#endif
        return request;
    }

    private ValueTask<AttemptResult<TResult>> AttemptAsync(TRequest arguments, CancellationToken cancellationToken) =>
        AttemptAsync(arguments, mayBeStale: true, cancellationToken);

    private async ValueTask<AttemptResult<TResult>> AttemptAsync(TRequest arguments, bool mayBeStale, CancellationToken cancellationToken)
    {
        using var deadline = new Deadline(Options.ApiTimeout, Options.TimeProvider, cancellationToken);
        using var request = await CreateRequestAsync(arguments).ConfigureAwait(false);
        mayBeStale = mayBeStale && ownHosts is not null && ownHosts.IsIdle(_authority);
        try
        {
            var response = await HttpTransport.SendAsync(http, request, deadline.Token).ConfigureAwait(false);
            using var disposer = new ResponseDisposer(response);
            ownHosts?.OnResponse(_authority);
            return await ReadAsync(arguments, response, deadline.Token, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (!TransportErrorReader.IsDisposedHttp(e))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (e is OperationCanceledException or ObjectDisposedException && !deadline.Token.IsCancellationRequested)
            {
                ObjectDisposedException.ThrowIf(CallerHttpClientGuard.IsDisposed(http), http);
            }

            var transportError = deadline.Token.IsCancellationRequested ? TransportError.NoResponse
                : e is OperationCanceledException ? TransportErrorReader.ReadCancellation(http, e)
                : TransportErrorReader.Read(e);
            var failure = FailureFactory.FromTransportError(transportError, Describe(arguments), e, Options);
            if (!mayBeStale || request.IsNewConnection || !TransportErrorReader.IsLostConnection(e))
            {
                return new(failure);
            }
        }

        // A pooled connection that the server had closed: retry on a new one.
        return await AttemptAsync(arguments, mayBeStale: false, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<AttemptResult<TResult>> ReadAsync(
        TRequest arguments, HttpResponseMessage response, CancellationToken deadline, CancellationToken cancellationToken)
    {
        if (TransportErrorReader.IsFromOtherHost(response, _url))
        {
            return new(FailureFactory.FromContent(FailureClassifier.ForeignHost, response, Describe(arguments), ErrorMessages.RedirectFollowed));
        }

        var mediaType = response.Content?.Headers.ContentType?.MediaType;
        if (!response.IsSuccessStatusCode)
        {
            var (text, _) = await BoundedContentReader.ReadStartAsync(response.Content, MaxResponseLength, deadline, cancellationToken).ConfigureAwait(false);
            var isHtml = HtmlDetector.IsHtml(mediaType, text.AsSpan());
            var classification = FailureClassifier.ClassifyApiStatus(response.StatusCode, isHtml);

            // A web server without this API responds like a captive portal.
            var detail = !isHtml ? ApiErrorText.Read(text) : classification == FailureClassifier.WebPage ? "If there is no login page, check BaseAddress." : "";
            return new(FailureFactory.FromResponse(classification, response, Describe(arguments), detail, Options));
        }

        var (bytes, isWhole) = await BoundedContentReader.ReadAsync(response.Content, MaxResponseLength, deadline).ConfigureAwait(false);
        if (HtmlDetector.IsHtml(mediaType, bytes.AsSpan()))
        {
            return new(FailureFactory.FromContent(FailureClassifier.WebPage, response, Describe(arguments), ""));
        }

        return isWhole
            ? await ParseAsync(arguments, response, bytes, cancellationToken).ConfigureAwait(false)
            : Unexpected(arguments, response, $"the response is longer than {MaxResponseLength} bytes");
    }

    private async ValueTask<AttemptResult<TResult>> ParseAsync(
        TRequest arguments, HttpResponseMessage response, ArraySegment<byte> bytes, CancellationToken cancellationToken)
    {
        // Without the response's Content-Type: JSON is UTF-8, whatever a server or a proxy calls it.
        using var json = new ByteArrayContent(bytes.Array!, bytes.Offset, bytes.Count);
        try
        {
            if (await json.ReadFromJsonAsync(ResponseType, cancellationToken).ConfigureAwait(false) is not { } model)
            {
                return Unexpected(arguments, response, "the response is empty");
            }

            var (result, error) = Convert(model, response);
            return result is null
                ? new(FailureFactory.FromContent(FailureClassifier.UnusableUploadUrl, response, Describe(arguments), error))
                : new(result);
        }
        catch (JsonException)
        {
            return Unexpected(arguments, response, "the response is not the expected JSON");
        }
    }

    private AttemptResult<TResult> Unexpected(TRequest arguments, HttpResponseMessage response, string detail) =>
        new(FailureFactory.FromContent(FailureClassifier.UnexpectedBody, response, Describe(arguments), detail));
}
