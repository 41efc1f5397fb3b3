using Microsoft.Extensions.Options;

namespace EventPics.Internal.Validation;

/// <summary>Validates a host's options. Apart from the rules, so that a program without a host does not load what hosts need.</summary>
internal sealed class ClientOptionsValidator : IValidateOptions<EventPicsClientOptions>
{
    public ValidateOptionsResult Validate(string? name, EventPicsClientOptions options)
    {
        var mistakes = ClientOptionsRules.FindErrors(options);
        return mistakes.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistakes);
    }
}
