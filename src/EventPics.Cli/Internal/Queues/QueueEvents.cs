using System.Security.Cryptography;
using EventPics.HotFolder;

namespace EventPics.Cli.Internal;

/// <summary>Events and albums as a person gives them to commands that send nothing: looked up in the service's list where it can be had, else in the last known one.</summary>
internal static class QueueEvents
{
    /// <summary>Where photos are to be moved to.</summary>
    /// <exception cref="ToolException">There is no such event or album, or it can't be looked up now and is no ID.</exception>
    public static async Task<Target> FindAsync(Shell shell, string wanted, string? album)
    {
        try
        {
            using var client = shell.CreateQuickClient();
            var events = await client.GetEventsAndAlbumsAsync(shell.Stop).ConfigureAwait(false);
            new EventCache(shell.DataDirectory, shell.BaseAddress).Save(events);
            return TargetFinder.Find(events, IdOf(events, wanted), album, shell.Texts);
        }
        catch (Exception e) when (e is EventPicsException or CryptographicException or ToolException { ExitCode: ExitCodes.ApiKey })
        {
            var why = Explanation.Of(e, shell.Texts);
            var target = Listed(shell, wanted, album) ?? (MayBeId(wanted) && (album is null || MayBeId(album)) ? new Target(wanted.Trim(), album?.Trim()) : null);
            if (target is null)
            {
                throw new ToolException(why.ExitCode == ExitCodes.ApiKey ? ExitCodes.ApiKey : ExitCodes.Waiting, shell.Texts.NeedsLookUp(album ?? wanted, why.Message), why.Detail, e);
            }

            shell.Warn(shell.Texts.NotLookedUp(why.Message));
            return target;
        }
    }

    /// <summary>The ID of an event given by ID, title or link, without asking the service.</summary>
    public static string IdOf(Shell shell, string wanted) => Listed(shell, wanted, album: null)?.LinkId ?? wanted.Trim();

    /// <summary>The event and album as listed last.</summary>
    public static Target? Listed(Shell shell, string wanted, string? album) =>
        new EventCache(shell.DataDirectory, shell.BaseAddress).Load() is { } events ? TargetFinder.Listed(shell, IdOf(events, wanted), album) : null;

    /// <summary>The event's title and the album's, as far as they are known.</summary>
    public static string PlaceOf(IReadOnlyList<EventPicsEvent>? events, string linkId, string? albumId)
    {
        var found = events?.FirstOrDefault(known => known.LinkId == linkId);
        return Texts.Place(new Target(linkId, albumId, found?.Title, found?.Albums.FirstOrDefault(album => album.Id == albumId)?.Title));
    }

    private static string IdOf(IReadOnlyList<EventPicsEvent> events, string wanted)
    {
        var trimmed = wanted.Trim();
        var parts = trimmed.Split('/', '?', '#');
        return events.FirstOrDefault(known => known.LinkId == trimmed || (parts.Length > 1 && parts.Contains(known.LinkId)))?.LinkId
            ?? (events.Where(known => AlbumTitles.Comparer.Equals(known.Title, trimmed)).ToList() is [var only] ? only.LinkId : trimmed);
    }

    private static bool MayBeId(string wanted) => wanted.Trim() is { Length: > 0 } id && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
