namespace EventPics.Internal.Validation;

/// <summary>Every rule for <see cref="EventPicsClientOptions"/>; reports all errors together.</summary>
internal static class ClientOptionsRules
{
    private const int MaxKeyLength = 4096;
    private static readonly TimeSpan MaxTimer = TimeSpan.FromDays(1);

    /// <summary>Validates options that were not registered with a host.</summary>
    public static void ThrowIfInvalid(EventPicsClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var errors = FindErrors(options);
        if (errors.Count > 0)
        {
            throw new ArgumentException(string.Join(" ", errors), nameof(options));
        }
    }

    public static void ThrowIfInvalidKey(string? apiKey)
    {
        var errors = new List<string>();
        CheckApiKey(apiKey, missingReason: null, errors);
        if (errors.Count > 0)
        {
            throw new ArgumentException(errors[0], nameof(apiKey));
        }
    }

    public static List<string> FindErrors(EventPicsClientOptions options)
    {
        var errors = new List<string>();
        CheckApiKey(options.ApiKey, options.MissingKeyReason, errors);
        CheckBaseAddress(options.BaseAddress, options.AllowInsecureHttp, errors);
        CheckApplicationName(options.ApplicationName, errors);
        CheckDuration(options.ApiTimeout, nameof(options.ApiTimeout), errors);
        CheckDuration(options.StallTimeout, nameof(options.StallTimeout), errors);
        CheckDuration(options.ResponseTimeout, nameof(options.ResponseTimeout), errors);
        CheckDuration(options.UploadUrlLifetime, nameof(options.UploadUrlLifetime), errors);
        CheckDelays(options, errors);
        if (options.MaxRetries is < 0 or > 100)
        {
            errors.Add("MaxRetries must be between 0 and 100.");
        }

        if (options.TimeProvider is null)
        {
            errors.Add("TimeProvider is missing. Set TimeProvider.System.");
        }

        return errors;
    }

    private static void CheckApiKey(string? key, string? missingReason, List<string> errors)
    {
        if (string.IsNullOrWhiteSpace(key))
        {
            errors.Add(missingReason is null
                ? "ApiKey is missing. Copy it from the event's API key page in the EventPics app."
                : "ApiKey is missing: " + missingReason);
        }
        else if (key!.Trim() is var trimmed && (IsQuote(trimmed[0]) || IsQuote(trimmed[trimmed.Length - 1])))
        {
            errors.Add("ApiKey is in quotation marks. Remove them, or copy the key again from the event's API key page: some shells and environment files keep the marks as part of the value.");
        }
        else if (trimmed.Length < key.Length && !StringExtensions.Any(trimmed, IsInvalidInKey))
        {
            errors.Add(
                "ApiKey begins or ends with a space or a line break. Remove it, or copy the key again from the event's API key page.");
        }
        else if (trimmed.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            || trimmed.IndexOfAny(['=', ':']) is > 0 and var at && IsLabel(trimmed.Substring(0, at)))
        {
            errors.Add("ApiKey contains more than the key. Remove what precedes it, such as \"Bearer\" or \"apiKey=\", or copy the key again from the event's API key page.");
        }
        else if (key.Length > MaxKeyLength || StringExtensions.Any(key, IsInvalidInKey))
        {
            // The message must not contain the key itself.
            errors.Add(
                "ApiKey contains spaces, line breaks or other characters that no key has. Copy it again from the event's API key page.");
        }
    }

    private static bool IsInvalidInKey(char c) => c is <= ' ' or > '~';

    private static bool IsQuote(char c) => c is '"' or '\'' or '`' or (>= '\u2018' and <= '\u201F') or '\u00AB' or '\u00BB';

    private static bool IsLabel(string text) =>
        text.Replace("_", "")
            .Replace("-", "")
            .Replace(" ", "")
            .ToUpperInvariant() is "APIKEY" or "XAPIKEY" or "EVENTPICSAPIKEY" or "AUTHORIZATION";

    private static void CheckBaseAddress(Uri? address, bool allowsInsecureHttp, List<string> errors)
    {
        if (address is null || !address.IsAbsoluteUri)
        {
            errors.Add("BaseAddress must be an absolute URL such as https://api.eventpics.net/.");
            return;
        }

        if (address.Scheme != Uri.UriSchemeHttps && !(address.Scheme == Uri.UriSchemeHttp && (allowsInsecureHttp || address.IsLoopback)))
        {
            errors.Add("BaseAddress must begin with https://, so that the API key is encrypted in transit; http:// is accepted for loopback hosts only, and in a test network with AllowInsecureHttp.");
        }

        if (address.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0)
        {
            errors.Add("BaseAddress must have no user name, query or fragment. Set the key in ApiKey.");
        }
    }

    private static void CheckApplicationName(string? name, List<string> errors)
    {
        if (name is not null && !UserAgent.IsValid(name))
        {
            errors.Add(
                "ApplicationName must be a product name, with or without a version, such as MyBooth/2.1, of letters, digits and -._ only.");
        }
    }

    private static void CheckDelays(EventPicsClientOptions options, List<string> errors)
    {
        if (options.BaseDelay < TimeSpan.Zero || options.BaseDelay > MaxTimer)
        {
            errors.Add("BaseDelay must be between zero and one day.");
        }

        if (options.MaxDelay < options.BaseDelay || options.MaxDelay > MaxTimer)
        {
            errors.Add("MaxDelay must be between BaseDelay and one day.");
        }
    }

    private static void CheckDuration(TimeSpan value, string option, List<string> errors)
    {
        if (value <= TimeSpan.Zero || value > MaxTimer)
        {
            // A configuration binder reads 30 as 30 days.
            var days = value > MaxTimer && value.Ticks % TimeSpan.TicksPerDay == 0;
            errors.Add($"{option} must be longer than zero and at most one day."
                + (days ? $" It is {value.Days} days. In a configuration, a number alone is days: write {TimeSpan.FromSeconds(value.Days):c} for seconds." : ""));
        }
    }
}
