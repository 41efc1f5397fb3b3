namespace EventPics.LiveCheck.Questions;

internal sealed class UnknownDestinationQuestion(bool isEvent) : Question(
    isEvent ? "unknown-event" : "unknown-album",
    isEvent ? "What does getuploadurl return for an unknown event?" : "What does getuploadurl return for an unknown album?",
    "404 or 410, which the library reports as NotFound.",
    "getuploadurl through the library, with an ID that does not exist. No bytes are sent.")
{
    private const string Unknown = "livecheck0nosuchid";

    public override async Task<Finding> AskAsync(LiveService service, CancellationToken cancellationToken)
    {
        using var client = service.CreateClient();
        var request = new UploadUrlRequest(isEvent ? Unknown : service.LinkId, service.FileName("unknown.jpg"))
        {
            AlbumId = isEvent ? null : Unknown,
        };
        var error = await Library.FindErrorAsync(() => client.GetUploadUrlAsync(request, cancellationToken));
        return error == EventPicsError.NotFound ? Finding.AsAssumed() : Finding.Differs($"the library reports {Library.Name(error)}");
    }
}
