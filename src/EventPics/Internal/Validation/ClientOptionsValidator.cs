using Microsoft.Extensions.Options;

namespace EventPics.Internal.Validation;

/// <summary>Validates a host's options. Separate from the rules, so that a program without a host does not load the options assembly.</summary>
internal sealed class ClientOptionsValidator : IValidateOptions<EventPicsClientOptions>
{
    public ValidateOptionsResult Validate(string? name, EventPicsClientOptions options)
    {
        var errors = ClientOptionsRules.FindErrors(options);
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
