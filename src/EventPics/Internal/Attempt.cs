namespace EventPics.Internal;

/// <summary>The outcome of one attempt: a result, or a failure. A class, since the runtime has async methods of classes compiled already.</summary>
internal sealed class Attempt<T>
    where T : class
{
    private readonly T? _result;

    public Attempt(T result) => _result = result;

    public Attempt(Failure failure) => Failure = failure;

    public Failure? Failure { get; }

    public T ResultOrThrow() => Failure is null ? _result! : throw Failure.Exception;
}
