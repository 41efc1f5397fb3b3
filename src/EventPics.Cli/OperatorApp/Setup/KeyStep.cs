using System.Security.Cryptography;
using EventPics.Cli.Context;
using EventPics.Cli.Platform;
using EventPics.Cli.Sending.Destinations;

namespace EventPics.Cli.OperatorApp.Setup;

/// <summary>The first step: checks an API key and stores it as <c>login</c> does.</summary>
internal static class KeyStep
{
    /// <summary>A rejected key is not stored: the one before it may still be right.</summary>
    public static async Task<WireKeyResult> CheckAsync(CommandContext context, string text, CancellationToken cancellationToken)
    {
        if (ApiKeyText.Clean(text) is not { } key)
        {
            return new WireKeyResult("empty", 0, null);
        }

        try
        {
            using var client = context.CreateQuickClient(key);
            var events = await client.GetEventsAndAlbumsAsync(cancellationToken).ConfigureAwait(false);
            new EventCache(context.DataDirectory, context.BaseAddress).Save(events);
            return Store(context, key, new WireKeyResult("valid", events.Count, null));
        }
        catch (CommandException)
        {
            return new WireKeyResult("malformed", 0, null);
        }
        catch (EventPicsException e) when (e.Error == EventPicsError.ApiKeyRejected)
        {
            return new WireKeyResult("rejected", 0, null);
        }
        catch (EventPicsException e)
        {
            return Store(context, key, new WireKeyResult("unchecked", 0, context.Texts.ErrorText(e.Error, e.StatusCode)));
        }
    }

    private static WireKeyResult Store(CommandContext context, string key, WireKeyResult result)
    {
        try
        {
            context.ApiKeyStore.Store(key);
            return result;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return new WireKeyResult("notSaved", 0, UserError.FromException(e, context.Texts).Message);
        }
    }
}
