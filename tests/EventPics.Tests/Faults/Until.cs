namespace EventPics.Tests.Faults;

/// <summary>Waits for what sends no signal.</summary>
internal static class Until
{
    public static async Task TrueAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }
}
