using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace EventPics.Internal;

/// <summary>Repeats failed attempts by a Polly pipeline: which failure is repeated is the classification's business, when is decided here.</summary>
internal sealed class RetryPipeline<T>(string operation, EventPicsClientOptions options, ILogger logger, Func<Failure, bool> shouldRepeat)
    where T : class
{
    private ResiliencePipeline<Attempt<T>>? _pipeline;

    public async ValueTask<Attempt<T>> ExecuteAsync<TState>(
        Func<TState, CancellationToken, ValueTask<Attempt<T>>> attempt, TState state, CancellationToken cancellationToken)
    {
        // Nearly every call succeeds at once. Polly is asked for only when one has not: it costs allocations per call and time at start.
        var first = await attempt(state, cancellationToken).ConfigureAwait(false);
        return options.MaxRetries > 0 && first.Failure is { } failure && shouldRepeat(failure)
            ? await RepeatAsync(first, attempt, state, cancellationToken).ConfigureAwait(false)
            : first;
    }

    private ValueTask<Attempt<T>> RepeatAsync<TState>(
        Attempt<T> first, Func<TState, CancellationToken, ValueTask<Attempt<T>>> attempt, TState state, CancellationToken cancellationToken)
    {
        _pipeline ??= Build();
        var isFirst = true;
        return _pipeline.ExecuteAsync(
            token =>
            {
                var outcome = isFirst ? new(first) : attempt(state, token);
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
