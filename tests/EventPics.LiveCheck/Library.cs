namespace EventPics.LiveCheck;

/// <summary>What the library makes of a response.</summary>
internal static class Library
{
    /// <summary>The error of a call, or null when it succeeded.</summary>
    public static async Task<EventPicsError?> FindErrorAsync(Func<Task> call)
    {
        try
        {
            await call();
            return null;
        }
        catch (EventPicsException e)
        {
            return e.Error;
        }
    }

    public static string Name(EventPicsError? error) => error?.ToString() ?? "success";
}
