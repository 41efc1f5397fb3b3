namespace EventPics.LiveCheck.Questions;

internal sealed class EventListQuestion() : Question(
    "event-list",
    "Are both key headers accepted, and how is an album's ID called?",
    "Bearer and X-API-Key return the same list; an album has id (German and English page) or albumId (Italian page).",
    "GET geteventsandalbums with each header, then through the library.")
{
    public override async Task<Finding> AskAsync(LiveService service, CancellationToken cancellationToken)
    {
        var bearer = await service.ListAsync(
            headers => headers.TryAddWithoutValidation("Authorization", "Bearer " + service.ApiKey), cancellationToken);
        var header = await service.ListAsync(
            headers => headers.TryAddWithoutValidation("X-API-Key", service.ApiKey), cancellationToken);
        if (!bearer.IsSuccess || !header.IsSuccess)
        {
            return Finding.Differs($"Bearer returned {bearer.Status}, X-API-Key returned {header.Status}");
        }

        if (bearer.Body != header.Body)
        {
            return Finding.Differs("Bearer and X-API-Key return different lists");
        }

        using var client = service.CreateClient();
        var events = await client.GetEventsAndAlbumsAsync(cancellationToken);
        var isListed = events.Any(party => party.LinkId == service.LinkId && party.Albums.Any(album => album.Id == service.AlbumId));
        return isListed
            ? Finding.AsAssumed(bearer.Body.Contains("\"albumId\"", StringComparison.Ordinal) ? "albums have albumId" : "albums have id")
            : Finding.Differs("the library does not find this event and album in the list");
    }
}
