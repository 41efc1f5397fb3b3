namespace EventPics.LiveCheck;

/// <summary>What the library makes of a response.</summary>
internal static class Library
{
    /// <summary>The error that the library makes of a response, or null when the call succeeded.</summary>
    /// <exception cref="EventPicsException">There was no response.</exception>
    public static async Task<EventPicsError?> FindErrorAsync(Func<Task> call)
    {
        try
        {
            await call();
            return null;
        }
        catch (EventPicsException e) when (e.StatusCode is not null)
        {
            return e.Error;
        }
    }

    public static string Name(EventPicsError? error) => error?.ToString() ?? "success";
}
