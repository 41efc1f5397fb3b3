using System.Security.Cryptography;
using EventPics.Cli.Context;
using EventPics.Cli.Localization.English;
using EventPics.Cli.Model;

namespace EventPics.Cli.Sending.Destinations;

/// <summary>Finds the event and album that the options refer to, or lists what exists.</summary>
internal static class DestinationResolver
{
    // Guests are waiting, and a photo can be queued before its event is known to exist.
    private static readonly TimeSpan FetchTimeout = TimeSpan.FromSeconds(10);

    /// <summary>The event and album in the last known list, without a request.</summary>
    public static Destination? FindCached(CommandContext context, string wanted, string? album) =>
        LoadCached(context) is { } known && EventMatcher.Events(known, wanted) is [var found] ? InEvent(found, album) : null;

    /// <summary>The event's title in the last known list, otherwise its ID.</summary>
    public static string TitleOf(CommandContext context, string linkId) =>
        LoadCached(context)?.FirstOrDefault(known => known.LinkId == linkId)?.Title is { Length: > 0 } title ? title : linkId;

    /// <summary>Fetches the list of events.</summary>
    public static async Task<EventListing> FetchEventsAsync(CommandContext context, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(FetchTimeout, context.Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var client = context.CreateQuickClient();
            var events = await client.GetEventsAndAlbumsAsync(both.Token).ConfigureAwait(false);
            new EventCache(context.DataDirectory, context.BaseAddress).Save(events);
            return new EventListing(events);
        }
        catch (Exception e) when (e is EventPicsException or CommandException or CryptographicException)
        {
            var why = UserError.FromException(e, context.Texts);
            return new EventListing(null, why.Message, why.ExitCode == ExitCodes.ApiKey ? ExitCodes.ApiKey : ExitCodes.Waiting, why.Detail);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new EventListing(null, context.Texts.ErrorText(EventPicsError.Timeout));
        }
    }

    /// <summary>
    /// The event and album without a list from the service. The last known list can confirm them but can't rule them out: a value that may
    /// be an ID is taken as one. <see langword="null"/> when the album can only be a title that is not known yet.
    /// </summary>
    /// <exception cref="CommandException">The event can only be a title or an address that is not known yet.</exception>
    public static Destination? ResolveOffline(CommandContext context, string wanted, string? album, EventListing listing)
    {
        var known = LoadCached(context) is { } cached && EventMatcher.Events(cached, wanted) is [var only] ? only : null;
        if (known is not null && InEvent(known, album) is { } confirmed)
        {
            return confirmed;
        }

        if (known is null && !EventMatcher.MayBeId(wanted))
        {
            throw new CommandException(
                listing.ExitCode, $"{context.Texts.NothingQueued} {listing.Problem} {context.Texts.EventNeedsNetwork(wanted.Sanitize())}")
            {
                ShortMessage = context.Texts.EventNeedsNetwork(wanted.Sanitize()),
            };
        }

        return album is null || EventMatcher.MayBeId(album)
            ? new Destination(known?.LinkId ?? wanted.Trim(), album?.Trim(), known?.Title) { IsAssumed = true }
            : null;
    }

    /// <summary>The event and album in a list.</summary>
    /// <exception cref="CommandException">The list does not contain them.</exception>
    public static Destination Resolve(IReadOnlyList<EventPicsEvent> events, string wanted, string? album, Texts texts)
    {
        var matches = EventMatcher.Events(events, wanted);
        if (matches is not [var found])
        {
            throw matches.Count > 1
                ? Unknown(texts.AmbiguousEvent(wanted.Sanitize()), matches.Select(Texts.EventLine), texts.ChooseById, "")
                : Unknown(texts.UnknownEvent(wanted.Sanitize()), events.Select(Texts.EventLine), texts.TheseExist, texts.NoEvents);
        }

        return InEvent(found, album) ?? throw (EventMatcher.Albums(found, album!) is { Count: > 1 } albums
            ? Unknown(texts.AmbiguousAlbum(album!.Sanitize(), found.Title.Sanitize()), albums.Select(Texts.AlbumLine), texts.ChooseById, "")
            : Unknown(
                texts.UnknownAlbum(album!.Sanitize(), found.Title.Sanitize()), found.Albums.Select(Texts.AlbumLine),
                texts.TheseExist, texts.NoAlbums));
    }

    private static IReadOnlyList<EventPicsEvent>? LoadCached(CommandContext context) =>
        new EventCache(context.DataDirectory, context.BaseAddress).Load();

    private static Destination? InEvent(EventPicsEvent found, string? album) =>
        album is null ? new Destination(found.LinkId, null, found.Title)
        : EventMatcher.Albums(found, album) is [var chosen] ? new Destination(found.LinkId, chosen.Id, found.Title, chosen.Title)
        : null;

    private static CommandException Unknown(string message, IEnumerable<string> lines, string introduction, string otherwise)
    {
        var list = lines.ToList();
        var more = list.Count > 0 ? string.Join(Environment.NewLine, [introduction, .. list.Select(line => "  " + line)]) : otherwise;
        return new CommandException(ExitCodes.Failed, $"{message} {more}") { ShortMessage = message };
    }
}
