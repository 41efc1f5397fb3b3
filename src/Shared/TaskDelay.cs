namespace EventPics.Shared;

/// <summary><c>Task.Delay</c> with a time provider for netstandard2.0; the package Polyfill lacks it.</summary>
internal static class TaskDelay
{
    extension(Task)
    {
        public static Task Delay(TimeSpan delay, TimeProvider timeProvider, CancellationToken cancellationToken) =>
            timeProvider.Delay(delay, cancellationToken);
    }
}
