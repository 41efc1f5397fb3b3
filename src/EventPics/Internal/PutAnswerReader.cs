namespace EventPics.Internal;

/// <summary>Reads what a storage answered to a PUT.</summary>
internal sealed class PutAnswerReader(EventPicsClientOptions options)
{
    private const int MaxErrorBody = 8 * 1024;

    /// <param name="job">The PUT.</param>
    /// <param name="body">Its body, as far as it went out.</param>
    /// <param name="response">The answer.</param>
    /// <param name="watch">Watches the PUT.</param>
    /// <param name="mayBeHeldBack">Whether the body waited for the storage's word.</param>
    /// <param name="cancellationToken">The caller's.</param>
    public async ValueTask<Attempt<PutResult>> ReadAsync(
        PutJob job, UploadBody body, HttpResponseMessage response, StallWatch watch, bool mayBeHeldBack, CancellationToken cancellationToken)
    {
        if (BreakageReader.IsFromElsewhere(response, job.Link.Url))
        {
            const string Why = "another host answered: the HttpClient passed to the client follows redirects; set AllowAutoRedirect to false";
            return new(Failures.FromContent(Classification.OfForeignHost, response, job.What, Why));
        }

        if (response.IsSuccessStatusCode)
        {
            // The status line is all a storage owes: a cut reply body after it changes nothing.
            // Only a handler that stands in for the network, as in tests, never asks for a body that is not held back.
            var state = body.IsComplete ? watch.CutLineUnderWay() ? BodyState.Partial : BodyState.Complete
                : body.HasBegun ? BodyState.Partial
                : mayBeHeldBack ? BodyState.HeldBack
                : BodyState.Complete;
            var verdict = Classification.OfPutSuccess(IsPage(response), state);
            return verdict is { } odd
                ? new(Failures.FromContent(odd, response, job.What, "") with { IsUnclear = body.HasBegun })
                : new(new PutResult(response.StatusCode, response.Headers.ETag?.ToString(), job.Attempts));
        }

        return new(await ReadErrorAsync(job, body, response, watch, cancellationToken).ConfigureAwait(false));
    }

    private async ValueTask<Failure> ReadErrorAsync(
        PutJob job, UploadBody body, HttpResponseMessage response, StallWatch watch, CancellationToken cancellationToken)
    {
        watch.AwaitAnswer();
        var text = await BoundedReader.ReadErrorAsync(response.Content, MaxErrorBody, watch.Token, cancellationToken).ConfigureAwait(false);
        var error = StorageError.Read(text.AsSpan(), response.Content?.Headers.ContentType?.MediaType, AzureCode(response));

        // A hostile answer may call a piece of the link its code.
        var code = job.Link.Url.Query.Contains(error.Code, StringComparison.OrdinalIgnoreCase) ? "" : error.Code;
        var failure = Failures.FromAnswer(Classification.OfPut(response.StatusCode, error, job.Terms), response, job.What, code, options);
        return failure with { IsUnclear = IsUnclear(failure, response, body) };
    }

    // What became of a body that someone in between took is nobody's knowledge.
    private static bool IsUnclear(Failure failure, HttpResponseMessage response, UploadBody body) =>
        failure.Reaction == Reaction.AlreadyThere ||
        ((int)response.StatusCode >= 500 && body.IsComplete) ||
        (failure.Exception.Error == EventPicsError.CaptivePortal && body.HasBegun);

    // Google calls even its empty answer text/html.
    private static bool IsPage(HttpResponseMessage response) =>
        response.Content is { Headers: { ContentLength: not 0 } headers } && Html.Is(headers.ContentType?.MediaType, []);

    private static string? AzureCode(HttpResponseMessage response) =>
        response.Headers.TryGetValues("x-ms-error-code", out var values) ? values.First() : null;
}
