using Microsoft.Extensions.Options;

namespace EventPics.Internal.Registration;

/// <summary>Gives a client the API key that replaces the one in its configuration. The host's services dispose it.</summary>
internal sealed class ApiKeyRotation(IOptionsMonitor<EventPicsClientOptions> monitor, string? name) : IDisposable
{
    private IDisposable? _subscription;

    public void Follow(EventPicsClient client, string configuredKey)
    {
        void Update(EventPicsClientOptions options)
        {
            // A reload for another reason must not undo UpdateApiKey. The monitor has already validated the key.
            if (options.ApiKey != configuredKey)
            {
                configuredKey = options.ApiKey;
                client.UpdateApiKey(configuredKey);
            }
        }

        _subscription = monitor.OnChange((changed, changedName) =>
        {
            if ((changedName ?? Options.DefaultName) == (name ?? Options.DefaultName))
            {
                Update(changed);
            }
        });
        try
        {
            Update(monitor.Get(name)); // changed before the subscription
        }
        catch (OptionsValidationException)
        {
            // The key that was valid stays in use, as after any other change.
        }
    }

    public void Dispose() => _subscription?.Dispose();
}
