using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace EventPics.Internal;

/// <summary>Repeats failed attempts by a Polly pipeline: which failure is repeated is the classification's business, when is decided here.</summary>
internal sealed class RetryPipeline<T>(string operation, EventPicsClientOptions options, ILogger logger, Func<Failure, bool> shouldRepeat)
    where T : class
{
    private ResiliencePipeline<Attempt<T>>? _pipeline;

    /// <summary>Whether an attempt is to be repeated. Nearly every one succeeds at once, and then Polly need not even be loaded.</summary>
    public bool Repeats(Attempt<T> first) => options.MaxRetries > 0 && first.Failure is { } failure && shouldRepeat(failure);

    /// <summary>Repeats an attempt that failed, until one succeeds, fails for good, or the retries are used up.</summary>
    public ValueTask<Attempt<T>> RepeatAsync(
        Attempt<T> first, Func<CancellationToken, ValueTask<Attempt<T>>> attempt, CancellationToken cancellationToken)
    {
        _pipeline ??= Build();
        var isFirst = true;
        return _pipeline.ExecuteAsync(
            token =>
            {
                var outcome = isFirst ? new(first) : attempt(token);
                isFirst = false;
                return outcome;
            },
            cancellationToken);
    }

    private ResiliencePipeline<Attempt<T>> Build()
    {
        var builder = new ResiliencePipelineBuilder<Attempt<T>> { TimeProvider = options.TimeProvider };
        return builder.AddRetry(new RetryStrategyOptions<Attempt<T>>
        {
            MaxRetryAttempts = options.MaxRetries,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = options.BaseDelay,
            MaxDelay = options.MaxDelay,
            ShouldHandle = args => new(args.Outcome.Result?.Failure is { } failure && shouldRepeat(failure)),
            DelayGenerator = args => new(Delay(args.Outcome.Result!.Failure!, args.AttemptNumber)),
            OnRetry = args =>
            {
                var error = args.Outcome.Result!.Failure!.Exception.Error;
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
        Reaction.Repeat when failure.Exception.RetryAfter > TimeSpan.Zero => failure.Exception.RetryAfter,
        Reaction.FreshLink when attempt == 0 => TimeSpan.Zero,
        _ => null,
    };
}
