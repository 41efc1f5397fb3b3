namespace EventPics.LiveCheck.Questions;

internal sealed class RateLimitQuestion() : Question(
    "rate-limit",
    "How many calls are allowed?",
    "At least 20 in a row. Beyond the limit 429, with Retry-After if the service likes.",
    "20 lists and 10 upload URLs, one after another, ending with the first that is rejected.")
{
    private const int Lists = 20;
    private const int UploadUrls = 10;
    private const int TooManyRequests = 429;

    public override async Task<Finding> AskAsync(LiveService service, CancellationToken cancellationToken)
    {
        for (var call = 1; call <= Lists + UploadUrls; call++)
        {
            var reply = call <= Lists
                ? await service.ListAsync(
                    headers => headers.TryAddWithoutValidation("Authorization", "Bearer " + service.ApiKey), cancellationToken)
                : await service.RequestUploadUrlAsync(service.FileName("rate-limit.jpg"), cancellationToken);
            if (!reply.IsSuccess)
            {
                var detail = $"call {call} returned {reply.Status}, Retry-After: {reply.Header("Retry-After") ?? "none"}";
                return reply.Status != TooManyRequests ? Finding.NoAnswer(detail)
                    : call > Lists ? Finding.AsAssumed(detail)
                    : Finding.Differs(detail);
            }
        }

        return Finding.AsAssumed($"{Lists + UploadUrls} calls in a row");
    }
}
