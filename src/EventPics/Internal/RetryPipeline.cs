using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace EventPics.Internal;

/// <summary>Builds the Polly pipelines: which failure is repeated is the classification's business, when is decided here.</summary>
internal static class RetryPipeline
{
    public static ResiliencePipeline<Attempt<T>> Create<T>(
        string operation, EventPicsClientOptions options, ILogger logger, Func<Failure, bool> shouldRepeat)
        where T : class
    {
        if (options.MaxRetries == 0)
        {
            return ResiliencePipeline<Attempt<T>>.Empty;
        }

        var builder = new ResiliencePipelineBuilder<Attempt<T>> { TimeProvider = options.TimeProvider };
        return builder.AddRetry(new RetryStrategyOptions<Attempt<T>>
        {
            MaxRetryAttempts = options.MaxRetries,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = options.BaseDelay,
            MaxDelay = options.MaxDelay,
            ShouldHandle = args => new(args.Outcome.Result.Failure is { } failure && shouldRepeat(failure)),
            DelayGenerator = args => new(Delay(args.Outcome.Result.Failure!, args.AttemptNumber)),
            OnRetry = args =>
            {
                var error = args.Outcome.Result.Failure!.Exception.Error;
                Diagnostics.Retried(operation, error);
                logger.Retrying(operation, error.ToString(), args.AttemptNumber + 1, args.RetryDelay.TotalSeconds);
                return default;
            },
        }).Build();
    }

    // An expired link is nobody's trouble, so the first fresh one is asked for at once, whatever wait the refusal speaks of.
    // Null leaves the delay to the exponential back-off.
    private static TimeSpan? Delay(Failure failure, int attempt) => failure.Reaction switch
    {
        Reaction.Repeat => failure.Exception.RetryAfter,
        Reaction.FreshLink when attempt == 0 => TimeSpan.Zero,
        _ => null,
    };
}
