namespace EventPics.Internal.Validation;

/// <summary>Every rule for <see cref="EventPicsClientOptions"/>, all mistakes told at once.</summary>
internal static class ClientOptionsRules
{
    private const int MaxKeyLength = 4096;
    private static readonly TimeSpan MaxTimer = TimeSpan.FromDays(1);

    /// <summary>Validates options that did not come from a host.</summary>
    public static void ThrowIfInvalid(EventPicsClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var mistakes = FindErrors(options);
        if (mistakes.Count > 0)
        {
            throw new ArgumentException(string.Join(" ", mistakes), nameof(options));
        }
    }

    public static void ThrowIfInvalidKey(string? apiKey)
    {
        var mistakes = new List<string>();
        CheckApiKey(apiKey, mistakes);
        if (mistakes.Count > 0)
        {
            throw new ArgumentException(mistakes[0], nameof(apiKey));
        }
    }

    public static List<string> FindErrors(EventPicsClientOptions options)
    {
        var mistakes = new List<string>();
        CheckApiKey(options.ApiKey, mistakes);
        CheckBaseAddress(options.BaseAddress, mistakes);
        CheckApplicationName(options.ApplicationName, mistakes);
        CheckDuration(options.ApiTimeout, nameof(options.ApiTimeout), mistakes);
        CheckDuration(options.StallTimeout, nameof(options.StallTimeout), mistakes);
        CheckDuration(options.ResponseTimeout, nameof(options.ResponseTimeout), mistakes);
        CheckDuration(options.UploadUrlLifetime, nameof(options.UploadUrlLifetime), mistakes);
        CheckDelays(options, mistakes);
        if (options.MaxRetries is < 0 or > 100)
        {
            mistakes.Add("MaxRetries must lie between 0 and 100.");
        }

        if (options.TimeProvider is null)
        {
            mistakes.Add("TimeProvider is missing. Set TimeProvider.System.");
        }

        return mistakes;
    }

    private static void CheckApiKey(string? key, List<string> mistakes)
    {
        if (string.IsNullOrWhiteSpace(key))
        {
            mistakes.Add("ApiKey is missing. Copy it from the event's API key page in the EventPics app.");
        }
        else if (key!.Trim() is var trimmed && (IsQuote(trimmed[0]) || IsQuote(trimmed[trimmed.Length - 1])))
        {
            mistakes.Add("ApiKey is in quotation marks. Remove them, or copy the key again from the event's API key page: some shells and environment files make the marks part of the value.");
        }
        else if (trimmed.Length < key.Length && !StringExtensions.Any(trimmed, IsForeignToKeys))
        {
            mistakes.Add("ApiKey begins or ends with a space or a line break. Remove it, or copy the key again from the event's API key page.");
        }
        else if (trimmed.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) || trimmed.IndexOfAny(['=', ':']) is > 0 and var at && IsLabel(trimmed.Substring(0, at)))
        {
            mistakes.Add("ApiKey holds more than the key: leave out what stands before it, such as \"Bearer\" or \"apiKey=\", or copy it again from the event's API key page.");
        }
        else if (key.Length > MaxKeyLength || StringExtensions.Any(key, IsForeignToKeys))
        {
            // The key itself never goes into a message.
            mistakes.Add("ApiKey has spaces, line breaks or other characters that no key has. Copy it again from the event's API key page.");
        }
    }

    private static bool IsForeignToKeys(char c) => c is <= ' ' or > '~';

    private static bool IsQuote(char c) => c is '"' or '\'' or '`' or (>= '\u2018' and <= '\u201F') or '\u00AB' or '\u00BB';

    private static bool IsLabel(string text) =>
        text.Replace("_", "").Replace("-", "").Replace(" ", "").ToUpperInvariant() is "APIKEY" or "XAPIKEY" or "EVENTPICSAPIKEY" or "AUTHORIZATION";

    private static void CheckBaseAddress(Uri? address, List<string> mistakes)
    {
        if (address is null || !address.IsAbsoluteUri)
        {
            mistakes.Add("BaseAddress must be an absolute address such as https://api.eventpics.net/.");
            return;
        }

        if (address.Scheme != Uri.UriSchemeHttps && !(address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
        {
            mistakes.Add("BaseAddress must begin with https://, so that nobody can read the API key on its way; http:// is for loopback hosts only.");
        }

        if (address.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0)
        {
            mistakes.Add("BaseAddress must have no user name, query or fragment. Put the key into ApiKey.");
        }
    }

    private static void CheckApplicationName(string? name, List<string> mistakes)
    {
        if (name is not null && !UserAgent.IsValid(name))
        {
            mistakes.Add("ApplicationName must be a product name, with or without a version, such as MyBooth/2.1: letters, digits and -._ only.");
        }
    }

    private static void CheckDelays(EventPicsClientOptions options, List<string> mistakes)
    {
        if (options.BaseDelay < TimeSpan.Zero || options.BaseDelay > MaxTimer)
        {
            mistakes.Add("BaseDelay must lie between zero and one day.");
        }

        if (options.MaxDelay < options.BaseDelay || options.MaxDelay > MaxTimer)
        {
            mistakes.Add("MaxDelay must lie between BaseDelay and one day.");
        }
    }

    private static void CheckDuration(TimeSpan value, string option, List<string> mistakes)
    {
        if (value <= TimeSpan.Zero || value > MaxTimer)
        {
            mistakes.Add($"{option} must be longer than zero and at most one day.");
        }
    }
}
