namespace EventPics.Tests.Adversary;

/// <summary>A task that completes only by cancellation.</summary>
internal static class Never
{
    public static async Task<T> EndsAsync<T>(CancellationToken cancellationToken)
    {
        var never = new TaskCompletionSource<T>();
        using var registration = cancellationToken.Register(() => never.TrySetCanceled(cancellationToken));
        return await never.Task.ConfigureAwait(false);
    }
}
