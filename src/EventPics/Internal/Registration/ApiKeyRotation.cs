using Microsoft.Extensions.Options;

namespace EventPics.Internal.Registration;

/// <summary>Gives a client the API key that replaces the one in its configuration. The host's services dispose it.</summary>
internal sealed class ApiKeyRotation(IOptionsMonitor<EventPicsClientOptions> monitor, string? name) : IDisposable
{
    private IDisposable? _subscription;

    public void Follow(EventPicsClient client, string configuredKey)
    {
        _subscription = monitor.OnChange((changed, changedName) =>
        {
            // A reload for another reason must not undo UpdateApiKey. The monitor has already validated the key.
            if ((changedName ?? Options.DefaultName) == (name ?? Options.DefaultName) && changed.ApiKey != configuredKey)
            {
                configuredKey = changed.ApiKey;
                client.UpdateApiKey(configuredKey);
            }
        });
    }

    public void Dispose() => _subscription?.Dispose();
}
