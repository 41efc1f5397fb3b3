using Microsoft.Extensions.Options;

namespace EventPics.HotFolder.Internal.Hosting;

/// <summary>Validates a host's options.</summary>
internal sealed class HotFolderOptionsValidator : IValidateOptions<HotFolderOptions>
{
    public ValidateOptionsResult Validate(string? name, HotFolderOptions options)
    {
        var errors = HotFolderOptionsRules.FindErrors(options).ToList();
        errors = options.Origin?.Describe(errors) ?? errors;
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
