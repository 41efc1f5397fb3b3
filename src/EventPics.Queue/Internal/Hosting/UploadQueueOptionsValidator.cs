using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EventPics.Queue.Internal.Hosting;

/// <summary>Validates a host's options, and that each of its queues has a folder of its own.</summary>
internal sealed class UploadQueueOptionsValidator(
    IEnumerable<RegisteredQueue> queues, IServiceProvider provider) : IValidateOptions<UploadQueueOptions>
{
    public ValidateOptionsResult Validate(string? name, UploadQueueOptions options)
    {
        var errors = UploadQueueOptionsRules.FindErrors(options);
        if (errors.Count == 0 && FindSharedFolder(name ?? Options.DefaultName, options) is { } shared)
        {
            errors.Add(shared);
        }

        errors = options.Origin?.Describe(errors) ?? errors;
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    // Compares with the queues registered before this one only, since their options are validated on the way.
    private string? FindSharedFolder(string name, UploadQueueOptions options)
    {
        foreach (var other in queues.TakeWhile(queue => queue.OptionsName != name))
        {
            if (FolderOf(other) is { } folder && FolderPaths.IsSame(folder, options.ResolveFolder(), FolderPaths.Comparison))
            {
                var account = other.OptionsName.Length == 0 ? "the account without a name" : $"account '{other.OptionsName}'";
                return $"Folder '{folder}' is also the folder of the queue of {account}. Use a different one for each account: they would send each other's photos.";
            }
        }

        return null;
    }

    private string? FolderOf(RegisteredQueue other)
    {
        try
        {
            return provider.GetRequiredService<IOptionsMonitor<UploadQueueOptions>>().Get(other.OptionsName).ResolveFolder();
        }
        catch (OptionsValidationException)
        {
            return null; // Reported for that queue.
        }
    }
}
