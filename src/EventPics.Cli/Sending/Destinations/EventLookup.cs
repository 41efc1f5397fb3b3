using System.Security.Cryptography;
using EventPics.Cli.Context;
using EventPics.Cli.Localization.English;
using EventPics.Cli.Model;
using EventPics.HotFolder;

namespace EventPics.Cli.Sending.Destinations;

/// <summary>Events and albums as a person gives them to commands that send nothing: looked up in the service's list where it can be had, else in the last known one.</summary>
internal static class EventLookup
{
    /// <summary>Where photos are to be moved to.</summary>
    /// <exception cref="CommandException">There is no such event or album, or it can't be looked up now and is no ID.</exception>
    public static async Task<Destination> FindAsync(CommandContext context, string wanted, string? album)
    {
        try
        {
            using var client = context.CreateQuickClient();
            var events = await client.GetEventsAndAlbumsAsync(context.StoppingToken).ConfigureAwait(false);
            new EventCache(context.DataDirectory, context.BaseAddress).Save(events);
            return DestinationResolver.Resolve(events, FindId(events, wanted), album, context.Texts);
        }
        catch (Exception e) when (e is EventPicsException or CryptographicException or CommandException { ExitCode: ExitCodes.ApiKey })
        {
            var why = UserError.FromException(e, context.Texts);
            var destination = FindCached(context, wanted, album) ?? (MayBeId(wanted) && (album is null || MayBeId(album)) ? new Destination(wanted.Trim(), album?.Trim()) : null);
            if (destination is null)
            {
                throw new CommandException(why.ExitCode == ExitCodes.ApiKey ? ExitCodes.ApiKey : ExitCodes.Waiting, context.Texts.RequiresLookup(album ?? wanted, why.Message), why.Detail, e);
            }

            context.Warn(context.Texts.EventLookupFailed(why.Message));
            return destination;
        }
    }

    /// <summary>The ID of an event given by ID, title or link, without asking the service.</summary>
    public static string FindId(CommandContext context, string wanted) => FindCached(context, wanted, album: null)?.LinkId ?? wanted.Trim();

    /// <summary>The event and album as listed last.</summary>
    public static Destination? FindCached(CommandContext context, string wanted, string? album) =>
        new EventCache(context.DataDirectory, context.BaseAddress).Load() is { } events ? DestinationResolver.FindCached(context, FindId(events, wanted), album) : null;

    /// <summary>The event's title and the album's, as far as they are known.</summary>
    public static string Describe(IReadOnlyList<EventPicsEvent>? events, string linkId, string? albumId)
    {
        var found = events?.FirstOrDefault(known => known.LinkId == linkId);
        return Texts.Place(new Destination(linkId, albumId, found?.Title, found?.Albums.FirstOrDefault(album => album.Id == albumId)?.Title));
    }

    private static string FindId(IReadOnlyList<EventPicsEvent> events, string wanted)
    {
        var trimmed = wanted.Trim();
        var parts = trimmed.Split('/', '?', '#');
        return events.FirstOrDefault(known => known.LinkId == trimmed || (parts.Length > 1 && parts.Contains(known.LinkId)))?.LinkId
            ?? (events.Where(known => AlbumTitles.Comparer.Equals(known.Title, trimmed)).ToList() is [var only] ? only.LinkId : trimmed);
    }

    private static bool MayBeId(string wanted) => wanted.Trim() is { Length: > 0 } id && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
