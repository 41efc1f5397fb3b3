using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace EventPics.Internal;

/// <summary>Makes one API call: sends it, bounds its time and its answer, reads it, and repeats it where that may help.</summary>
internal sealed class ApiCaller<TCall, TReply, T>(
    ApiOperation<TCall, TReply, T> operation, HttpClient http, EventPicsClientOptions options, ILogger logger, HostActivity? ownHosts)
    where TReply : class
    where T : class
{
    private const int MaxText = 4096;

    private readonly string _activityName = "eventpics." + operation.Name;
    private readonly string _authority = options.BaseAddress.Authority;
    private readonly RetryPipeline<T> _pipeline = new(operation.Name, options, logger, static failure => failure.Reaction == Reaction.Repeat);

    public async Task<T> CallAsync(TCall call, CancellationToken cancellationToken)
    {
        using var traced = SafeActivity.Start(_activityName);
        var outcome = await AttemptAsync(call, mayBeStale: true, cancellationToken).ConfigureAwait(false);
        if (_pipeline.Repeats(outcome))
        {
            outcome = await RepeatAsync(outcome, call, cancellationToken).ConfigureAwait(false);
        }

        if (outcome.Failure is { } failure)
        {
            Diagnostics.Fail(traced.Activity, failure.Exception.Error.ToString());
        }

        return outcome.ResultOrThrow();
    }

    // Apart, since whoever repeats needs an object to do it with.
    private ValueTask<Attempt<T>> RepeatAsync(Attempt<T> first, TCall call, CancellationToken cancellationToken) =>
        _pipeline.RepeatAsync(first, token => AttemptAsync(call, mayBeStale: true, token), cancellationToken);

    private async ValueTask<Attempt<T>> AttemptAsync(TCall call, bool mayBeStale, CancellationToken cancellationToken)
    {
        using var deadline = new Deadline(options.ApiTimeout, options.TimeProvider, cancellationToken);
        using var request = operation.CreateRequest(call);
        var asked = request.RequestUri!;
        mayBeStale = mayBeStale && ownHosts is not null && ownHosts.IsQuiet(_authority);
        try
        {
            var response = await Transport.SendAsync(http, request, deadline.Token).ConfigureAwait(false);
            using var release = new AnswerRelease(response);
            ownHosts?.Answered(_authority);
            return await ReadAsync(call, asked, response, deadline.Token, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (BreakageReader.IsBreakage(error))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (error is OperationCanceledException && !deadline.Token.IsCancellationRequested)
            {
                ObjectDisposedException.ThrowIf(HandedInClient.IsDisposed(http), http);
            }

            var breakage = deadline.Token.IsCancellationRequested ? Breakage.NoAnswer
                : error is OperationCanceledException ? BreakageReader.OfCancellation(http, error)
                : BreakageReader.Read(error);
            var failure = Failures.FromBreak(breakage, operation.What(call), error, options);
            if (!mayBeStale || request.IsNewConnection || !BreakageReader.IsLostConnection(error))
            {
                return new(failure);
            }
        }

        // The connection came from the pool and was dead already.
        return await AttemptAsync(call, mayBeStale: false, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<Attempt<T>> ReadAsync(
        TCall call, Uri asked, HttpResponseMessage response, CancellationToken patience, CancellationToken cancellationToken)
    {
        if (BreakageReader.IsFromElsewhere(response, asked))
        {
            const string Why = "another host answered: the HttpClient passed to the client follows redirects; set AllowAutoRedirect to false";
            return new(Failures.FromContent(Classification.OfForeignHost, response, operation.What(call), Why));
        }

        var mediaType = response.Content?.Headers.ContentType?.MediaType;
        if (!response.IsSuccessStatusCode)
        {
            var (text, _) = await BoundedReader.ReadStartAsync(response.Content, operation.Limit, patience, cancellationToken).ConfigureAwait(false);
            var isHtml = Html.Is(mediaType, text.AsSpan());
            var verdict = Classification.OfApi(response.StatusCode, isHtml);

            // A web server without this API answers like a portal.
            var why = !isHtml ? Text(text) : verdict == Classification.OfWebPage ? "If there is no login page, check BaseAddress." : "";
            return new(Failures.FromAnswer(verdict, response, operation.What(call), why, options));
        }

        var (bytes, isWhole) = await BoundedReader.ReadAsync(response.Content, operation.Limit, patience).ConfigureAwait(false);
        if (Html.Is(mediaType, bytes.AsSpan()))
        {
            return new(Failures.FromContent(Classification.OfWebPage, response, operation.What(call), ""));
        }

        return isWhole ? Parse(call, response, bytes) : Nonsense(call, response, $"the answer is longer than {operation.Limit} bytes");
    }

    private Attempt<T> Parse(TCall call, HttpResponseMessage response, ArraySegment<byte> bytes)
    {
        var json = bytes.AsSpan();
        if (json is [0xEF, 0xBB, 0xBF, ..])
        {
            json = json.Slice(3);
        }

        try
        {
            if (JsonSerializer.Deserialize(json, operation.ReplyType) is not { } reply)
            {
                return Nonsense(call, response, "the answer is empty");
            }

            var (result, problem) = operation.Convert(reply, response);
            return result is null
                ? new(Failures.FromContent(Classification.OfUnusableReply, response, operation.What(call), problem))
                : new(result);
        }
        catch (JsonException)
        {
            return Nonsense(call, response, "the answer is not the JSON that was due");
        }
    }

    private Attempt<T> Nonsense(TCall call, HttpResponseMessage response, string problem) =>
        new(Failures.FromContent(Classification.OfNonsense, response, operation.What(call), problem));

    private static string Text(ArraySegment<byte> bytes) =>
        bytes.AsSpan() is [(byte)'{', ..] and { Length: <= MaxText } && Words(bytes) is { } words ? words : Encoding.UTF8.GetString(bytes.Array!, bytes.Offset, Math.Min(bytes.Count, MaxText));

    // What the service means for people: the exception is shown to them.
    private static string? Words(ArraySegment<byte> bytes)
    {
        try
        {
            using var json = JsonDocument.Parse(bytes);
            return Member(json.RootElement, "message") ?? Member(json.RootElement, "error");
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return null; // The latter is a string's that is no text.
        }
    }

    private static string? Member(JsonElement answer, string name) =>
        answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String &&
        member.GetString() is { } text && !string.IsNullOrWhiteSpace(text)
            ? text
            : null;
}
