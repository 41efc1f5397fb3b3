namespace EventPics.Tests.Shared;

/// <summary>Polls for a condition that has no signal.</summary>
internal static class Eventually
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(90);

    public static Task TrueAsync(Func<bool> condition, TimeSpan? timeout = null) => TrueAsync(() => Task.FromResult(condition()), timeout);

    /// <summary>Waits until the condition is true.</summary>
    /// <exception cref="TimeoutException">It was still false after the timeout.</exception>
    public static async Task TrueAsync(Func<Task<bool>> condition, TimeSpan? timeout = null)
    {
        var limit = timeout ?? DefaultTimeout;
        var start = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(start) > limit)
            {
                throw new TimeoutException($"The condition was still false after {limit.TotalSeconds} s.");
            }

            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }
}
