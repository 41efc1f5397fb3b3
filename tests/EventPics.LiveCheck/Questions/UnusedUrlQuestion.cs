namespace EventPics.LiveCheck.Questions;

internal sealed class UnusedUrlQuestion() : Question(
    "unused-url",
    "Does an upload URL that is never used leave a trace in the album?",
    "No. The library requests an upload URL just before the bytes are sent, so few are left unused.",
    "getuploadurl; nothing is sent to the upload URL.")
{
    public override async Task<Finding> AskAsync(LiveService service, CancellationToken cancellationToken)
    {
        var name = service.FileName("unused-url.jpg");
        await service.GetUploadUrlAsync(name, cancellationToken);
        return Finding.LookInAlbum($"{name} must not appear, not even as an empty place");
    }
}
