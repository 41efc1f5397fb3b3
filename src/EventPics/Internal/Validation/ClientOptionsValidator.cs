using Microsoft.Extensions.Options;

namespace EventPics.Internal.Validation;

/// <summary>
/// Validates a host's options. Separate from the rules, so that a program without a host does not load the options assembly.
/// </summary>
internal sealed class ClientOptionsValidator : IValidateOptions<EventPicsClientOptions>
{
    public ValidateOptionsResult Validate(string? name, EventPicsClientOptions options)
    {
        var errors = ClientOptionsRules.FindErrors(options);
        if (options.Origin is not { } origin)
        {
            return Result(errors);
        }

        if (!string.IsNullOrEmpty(name) && !origin.HasSection && string.IsNullOrWhiteSpace(options.ApiKey))
        {
            // The name may be the API key. The caller of this method would add it to the exception.
            var abbreviated = AccountName.Abbreviate(name!);
            throw new OptionsValidationException(abbreviated, typeof(EventPicsClientOptions), origin.Describe(errors, abbreviated));
        }

        return Result(origin.Describe(errors));
    }

    private static ValidateOptionsResult Result(List<string> errors) =>
        errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
}
