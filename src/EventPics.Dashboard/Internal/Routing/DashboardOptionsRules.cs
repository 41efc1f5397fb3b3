namespace EventPics.Dashboard.Internal.Routing;

/// <summary>Validates the options and reports all errors together.</summary>
internal static class DashboardOptionsRules
{
    public static void ThrowIfInvalid(EventPicsDashboardOptions options)
    {
        if (FindErrors(options).ToList() is { Count: > 0 } errors)
        {
            throw new ArgumentException("The dashboard's options are invalid: " + string.Join(" ", errors), nameof(options));
        }
    }

    private static IEnumerable<string> FindErrors(EventPicsDashboardOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Title))
        {
            yield return "Title is empty. Set it to the name of the booth.";
        }

        if (options.AccountNames is not { } names)
        {
            yield return "AccountNames is null. Leave it empty to show all queues.";
        }
        else if (names.Any(static name => name is null))
        {
            yield return "AccountNames contains null. Use an empty string for the account without a name.";
        }
    }
}
