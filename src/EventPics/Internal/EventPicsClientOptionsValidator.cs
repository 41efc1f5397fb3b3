using Microsoft.Extensions.Options;

namespace EventPics.Internal;

/// <summary>Every rule for <see cref="EventPicsClientOptions"/>, all mistakes told at once.</summary>
internal sealed class EventPicsClientOptionsValidator : IValidateOptions<EventPicsClientOptions>
{
    private const int MaxKeyLength = 4096;
    private static readonly TimeSpan MaxTimer = TimeSpan.FromDays(1);

    /// <summary>Validates options that did not come from a host.</summary>
    public static void ThrowIfInvalid(EventPicsClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var result = new EventPicsClientOptionsValidator().Validate(name: null, options);
        if (result.Failed)
        {
            throw new ArgumentException(string.Join(" ", result.Failures), nameof(options));
        }
    }

    public ValidateOptionsResult Validate(string? name, EventPicsClientOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        CheckApiKey(options.ApiKey, result);
        CheckBaseAddress(options.BaseAddress, result);
        CheckApplicationName(options.ApplicationName, result);
        CheckDuration(options.ApiTimeout, nameof(options.ApiTimeout), result);
        CheckDuration(options.StallTimeout, nameof(options.StallTimeout), result);
        CheckDuration(options.ResponseTimeout, nameof(options.ResponseTimeout), result);
        CheckDuration(options.UploadUrlLifetime, nameof(options.UploadUrlLifetime), result);
        CheckDelays(options, result);
        if (options.MaxRetries is < 0 or > 100)
        {
            result.AddError("MaxRetries must lie between 0 and 100.");
        }

        if (options.TimeProvider is null)
        {
            result.AddError("TimeProvider is missing. Set TimeProvider.System.");
        }

        return result.Build();
    }

    private static void CheckApiKey(string? key, ValidateOptionsResultBuilder result)
    {
        if (string.IsNullOrWhiteSpace(key))
        {
            result.AddError("ApiKey is missing. Copy it from the event's API key page in the EventPics app.");
        }
        else if (key!.Length > MaxKeyLength || key.Any(static c => c is <= ' ' or > '~'))
        {
            // The key itself never goes into a message.
            result.AddError("ApiKey has spaces, line breaks or other characters that no key has. Copy it again from the event's API key page.");
        }
    }

    private static void CheckBaseAddress(Uri? address, ValidateOptionsResultBuilder result)
    {
        if (address is null || !address.IsAbsoluteUri)
        {
            result.AddError("BaseAddress must be an absolute address such as https://api.eventpics.net/.");
            return;
        }

        if (address.Scheme != Uri.UriSchemeHttps && !(address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
        {
            result.AddError("BaseAddress must begin with https://, so that nobody can read the API key on its way; http:// is for loopback hosts only.");
        }

        if (address.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0)
        {
            result.AddError("BaseAddress must have no user name, query or fragment. Put the key into ApiKey.");
        }
    }

    private static void CheckApplicationName(string? name, ValidateOptionsResultBuilder result)
    {
        if (name is not null && !UserAgent.IsValid(name))
        {
            result.AddError("ApplicationName must be a product name, with or without a version, such as MyBooth/2.1: letters, digits and -._ only.");
        }
    }

    private static void CheckDelays(EventPicsClientOptions options, ValidateOptionsResultBuilder result)
    {
        if (options.BaseDelay < TimeSpan.Zero || options.BaseDelay > MaxTimer)
        {
            result.AddError("BaseDelay must lie between zero and one day.");
        }

        if (options.MaxDelay < options.BaseDelay || options.MaxDelay > MaxTimer)
        {
            result.AddError("MaxDelay must lie between BaseDelay and one day.");
        }
    }

    private static void CheckDuration(TimeSpan value, string option, ValidateOptionsResultBuilder result)
    {
        if (value <= TimeSpan.Zero || value > MaxTimer)
        {
            result.AddError($"{option} must be longer than zero and at most one day.");
        }
    }
}
