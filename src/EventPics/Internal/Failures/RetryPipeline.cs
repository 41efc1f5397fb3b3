using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace EventPics.Internal.Failures;

/// <summary>
/// Retries failed attempts with a Polly pipeline. The failure classifier decides which failures are retried; the pipeline decides when.
/// </summary>
internal sealed class RetryPipeline<T>(
    string operation, EventPicsClientOptions options, ILogger logger, Func<AttemptFailure, bool> shouldRetry)
    where T : class
{
    private ResiliencePipeline<AttemptResult<T>>? _pipeline;

    /// <summary>Runs the attempt until it succeeds, fails for good, or the retries are used up.</summary>
    public async ValueTask<AttemptResult<T>> ExecuteAsync<TState>(
        TState state, Func<TState, CancellationToken, ValueTask<AttemptResult<T>>> attempt, CancellationToken cancellationToken)
        where TState : class
    {
        // Nearly every first attempt succeeds; then Polly isn't even loaded.
        var first = await attempt(state, cancellationToken).ConfigureAwait(false);
        return options.MaxRetries > 0 && first.Failure is { } failure && shouldRetry(failure)
            ? await RetryAsync(first, state, attempt, cancellationToken).ConfigureAwait(false)
            : first;
    }

    // Separate method: the closure is allocated only when a retry is needed.
    private ValueTask<AttemptResult<T>> RetryAsync<TState>(
        AttemptResult<T> first, TState state, Func<TState, CancellationToken, ValueTask<AttemptResult<T>>> attempt,
        CancellationToken cancellationToken)
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

    private ResiliencePipeline<AttemptResult<T>> Build()
    {
        var builder = new ResiliencePipelineBuilder<AttemptResult<T>> { TimeProvider = options.TimeProvider };
        return builder.AddRetry(new RetryStrategyOptions<AttemptResult<T>>
        {
            MaxRetryAttempts = options.MaxRetries,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = options.BaseDelay,
            MaxDelay = options.MaxDelay,
            ShouldHandle = args => new(args.Outcome.Result?.Failure is { } failure && shouldRetry(failure)),
            DelayGenerator = args => new(Delay(args.Outcome.Result!.Failure!, args.AttemptNumber)),
            OnRetry = args =>
            {
                var error = args.Outcome.Result!.Failure!.Exception.Error;
                Diagnostics.Retried(operation, error);
                Log.Retrying(logger, operation, error.ToString(), args.AttemptNumber + 1, args.RetryDelay.TotalSeconds);
                return default;
            },
        }).Build();
    }

    // Expiry is not a fault: request the first new URL immediately, ignoring any Retry-After. Null means exponential back-off.
    private static TimeSpan? Delay(AttemptFailure failure, int attempt) => failure.Action switch
    {
        RecoveryAction.Retry when failure.Exception.RetryAfter > TimeSpan.Zero => failure.Exception.RetryAfter,
        RecoveryAction.RequestNewUrl when attempt == 0 => TimeSpan.Zero,
        _ => null,
    };
}
