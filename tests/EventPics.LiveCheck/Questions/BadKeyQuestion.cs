namespace EventPics.LiveCheck.Questions;

internal sealed class BadKeyQuestion() : Question(
    "bad-key",
    "What do both calls return for a wrong API key?",
    "401 or 403, which the library reports as ApiKeyRejected.",
    "Both calls through the library, with a key that does not exist.")
{
    public override async Task<Finding> AskAsync(LiveService service, CancellationToken cancellationToken)
    {
        using var client = service.CreateClient("livecheck-no-such-key");
        var request = new UploadUrlRequest(service.LinkId, service.FileName("bad-key.jpg")) { AlbumId = service.AlbumId };
        var list = await Library.FindErrorAsync(() => client.GetEventsAndAlbumsAsync(cancellationToken));
        var url = await Library.FindErrorAsync(() => client.GetUploadUrlAsync(request, cancellationToken));
        return (list, url) == (EventPicsError.ApiKeyRejected, EventPicsError.ApiKeyRejected)
            ? Finding.AsAssumed()
            : Finding.Differs($"the library reports {Library.Name(list)} for the list and {Library.Name(url)} for the upload URL");
    }
}
