using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Polly;

namespace EventPics.Internal;

/// <summary>Makes one API call: sends it, bounds its time and its answer, reads it, and repeats it where that may help.</summary>
internal sealed class ApiCaller<TReply, T>(
    string operation, HttpClient http, EventPicsClientOptions options, ILogger logger, HostActivity? ownHosts)
    where TReply : class
    where T : class
{
    private readonly ResiliencePipeline<Attempt<T>> _pipeline =
        RetryPipeline.Create<T>(operation, options, logger, static failure => failure.Reaction == Reaction.Repeat);

    public async Task<T> CallAsync(ApiCall<TReply, T> call, CancellationToken cancellationToken)
    {
        var outcome = await _pipeline.ExecuteAsync(
            static (state, token) => state.Caller.AttemptAsync(state.Call, token), (Caller: this, Call: call), cancellationToken).ConfigureAwait(false);
        return outcome.ResultOrThrow();
    }

    private async ValueTask<Attempt<T>> AttemptAsync(ApiCall<TReply, T> call, CancellationToken cancellationToken)
    {
        var outcome = await SendOnceAsync(call, mayBeStale: ownHosts is not null, cancellationToken).ConfigureAwait(false);
        return outcome.Failure?.Reaction == Reaction.StaleConnection
            ? await SendOnceAsync(call, mayBeStale: false, cancellationToken).ConfigureAwait(false)
            : outcome;
    }

    private async Task<Attempt<T>> SendOnceAsync(ApiCall<TReply, T> call, bool mayBeStale, CancellationToken cancellationToken)
    {
        using var timeout = Deadline.After(options.ApiTimeout, options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        using var request = await call.CreateRequest().ConfigureAwait(false);
        var asked = request.RequestUri!;
        var connection = ConnectionTrace.Attach(request, publicOnly: false);
        mayBeStale = mayBeStale && ownHosts!.IsQuiet(asked);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            ownHosts?.Answered(asked);
            return await ReadAsync(call, asked, response, either.Token).ConfigureAwait(false);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var isStale = mayBeStale && connection is { IsNewConnection: false } && BreakageReader.IsLostConnection(error);
            var breakage = error is not OperationCanceledException ? BreakageReader.Read(error)
                : timeout.IsCancellationRequested ? Breakage.NoAnswer
                : BreakageReader.OfCancellation(http, error);
            var failure = Failures.FromBreak(breakage, call.What, error);
            return new(isStale ? failure with { Reaction = Reaction.StaleConnection } : failure);
        }
    }

    private async Task<Attempt<T>> ReadAsync(
        ApiCall<TReply, T> call, Uri asked, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (BreakageReader.IsFromElsewhere(response, asked))
        {
            return Nonsense(call, response, "another host answered: the HttpClient passed to the client follows redirects; set AllowAutoRedirect to false");
        }

        var (bytes, isWhole) = await BoundedReader.ReadAsync(response.Content, call.Limit, cancellationToken).ConfigureAwait(false);
        var isHtml = Html.Is(response.Content?.Headers.ContentType?.MediaType, bytes.AsSpan());
        if (!response.IsSuccessStatusCode)
        {
            return new(Failures.FromAnswer(
                Classification.OfApi(response.StatusCode), response, call.What, isHtml ? "" : Text(bytes), options));
        }

        if (isHtml)
        {
            return new(Failures.FromContent(Classification.OfWebPage, response, call.What, ""));
        }

        return isWhole ? Parse(call, response, bytes) : Nonsense(call, response, $"the answer is longer than {call.Limit} bytes");
    }

    private static Attempt<T> Parse(ApiCall<TReply, T> call, HttpResponseMessage response, ArraySegment<byte> bytes)
    {
        var json = bytes.AsSpan();
        if (json is [0xEF, 0xBB, 0xBF, ..])
        {
            json = json.Slice(3);
        }

        try
        {
            if (JsonSerializer.Deserialize(json, call.ReplyType) is not { } reply)
            {
                return Nonsense(call, response, "the answer is empty");
            }

            var (result, problem) = call.Convert(reply, response);
            return result is null
                ? new(Failures.FromContent(Classification.OfUnusableReply, response, call.What, problem))
                : new(result);
        }
        catch (JsonException)
        {
            return Nonsense(call, response, "the answer is not the JSON that was due");
        }
    }

    private static Attempt<T> Nonsense(ApiCall<TReply, T> call, HttpResponseMessage response, string problem) =>
        new(Failures.FromContent(Classification.OfNonsense, response, call.What, problem));

    private static string Text(ArraySegment<byte> bytes) => Encoding.UTF8.GetString(bytes.Array!, bytes.Offset, Math.Min(bytes.Count, 4096));
}
