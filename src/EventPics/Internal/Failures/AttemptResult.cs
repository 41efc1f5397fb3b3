namespace EventPics.Internal.Failures;

/// <summary>
/// The outcome of one attempt: a result or a failure. A class, because the runtime ships async methods over reference types precompiled.
/// </summary>
internal sealed class AttemptResult<T>
    where T : class
{
    private readonly T? _result;

    public AttemptResult(T result) => _result = result;

    public AttemptResult(AttemptFailure failure) => Failure = failure;

    public AttemptFailure? Failure { get; }

    public T ResultOrThrow() => Failure is null ? _result! : throw Failure.Exception;
}
