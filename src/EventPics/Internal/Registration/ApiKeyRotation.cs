using EventPics.Internal.Validation;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace EventPics.Internal.Registration;

/// <summary>Gives a client the API key that replaces the one in its configuration. The host's services dispose it.</summary>
internal sealed class ApiKeyRotation(
    IOptionsMonitor<EventPicsClientOptions> monitor,
    IEnumerable<IOptionsChangeTokenSource<EventPicsClientOptions>> sources,
    OptionsFactory<EventPicsClientOptions> unvalidated,
    ILogger logger,
    string? name) : IDisposable
{
    private readonly List<IDisposable> _subscriptions = [];
    private readonly string _optionsName = name ?? Options.DefaultName;
    private (string? ApiKey, string Errors) _reported;

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

        if (monitor.OnChange((changed, changedName) =>
        {
            if ((changedName ?? Options.DefaultName) == _optionsName)
            {
                Update(changed);
            }
        }) is { } subscription)
        {
            _subscriptions.Add(subscription);
        }

        // The monitor reports no invalid options: it throws, in the background if a file was changed.
        foreach (var source in sources.Where(source => (source.Name ?? Options.DefaultName) == _optionsName))
        {
            _subscriptions.Add(ChangeToken.OnChange(source.GetChangeToken, ReportIfInvalid));
        }

        try
        {
            Update(monitor.Get(name)); // changed before the subscription
        }
        catch (OptionsValidationException)
        {
            // The key that was valid stays in use, as after any other change.
            ReportIfInvalid();
        }
    }

    public void Dispose() => _subscriptions.ForEach(static subscription => subscription.Dispose());

    // Once per value: an editor that saves a file in two steps reloads it twice.
    private void ReportIfInvalid()
    {
        var options = unvalidated.Create(_optionsName);
        var found = (options.ApiKey, Errors: string.Join(" ", FindErrors(options)));
        if (found.Errors.Length > 0 && found != _reported)
        {
            Log.InvalidConfiguration(logger, name is null ? "" : $" of account '{name}'", found.Errors);
        }

        _reported = found;
    }

    private IEnumerable<string> FindErrors(EventPicsClientOptions options)
    {
        try
        {
            return new ClientOptionsValidator().Validate(name, options).Failures ?? [];
        }
        catch (OptionsValidationException e)
        {
            return e.Failures;
        }
    }
}
