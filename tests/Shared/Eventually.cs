namespace EventPics.Tests.Shared;

/// <summary>Polls for a condition that has no signal.</summary>
internal static class Eventually
{
    public static Task TrueAsync(Func<bool> condition, TimeSpan? timeout = null) => TrueAsync(() => Task.FromResult(condition()), timeout);

    /// <summary>Waits until the condition is true. Runs the step, such as advancing a fake clock, after each check that fails.</summary>
    /// <exception cref="TimeoutException">It was still false after the timeout.</exception>
    public static async Task TrueAsync(Func<Task<bool>> condition, TimeSpan? timeout = null, Action? step = null)
    {
        var limit = timeout ?? TestTimeout.Default;
        var start = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(start) > limit)
            {
                throw new TimeoutException($"The condition was still false after {limit.TotalSeconds} s.");
            }

            step?.Invoke();
            await Task.Delay(step is null ? 10 : 3, TestContext.Current.CancellationToken);
        }
    }
}
