namespace EventPics.Internal.Validation;

/// <summary>The rule for the name of an account. An API key that is passed instead must not appear in a message.</summary>
internal static class AccountName
{
    private const int MaxLength = 24;

    public static string Check(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length is >= 1 and <= MaxLength && !StringExtensions.Any(name, static c => !IsAllowed(c))
            ? name
            : throw new ArgumentException(
                $"The name of an account must have 1 to {MaxLength} letters (A to Z), digits, hyphens or underscores. It is not the API key: set that as EventPics:NAME:ApiKey in the configuration.",
                nameof(name));
    }

    /// <summary>As much of a name as a message may show when it may be an API key.</summary>
    public static string Abbreviate(string name) => name.Length <= 3 ? name : $"{name[0]}{name[1]}{name[2]}...";

    private static bool IsAllowed(char c) => c is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' or '_';
}
