namespace EventPics.LiveCheck.Questions;

internal sealed class ContentTypeQuestion() : Question(
    "content-type",
    "Does the storage reject a content type that does not fit?",
    "Only if the upload URL lists content-type among its signed headers; the library then tries the others that fit the file.",
    "PUT of a JPEG as text/plain.")
{
    public override int Photos => 1;

    public override async Task<Finding> AskAsync(LiveService service, CancellationToken cancellationToken)
    {
        var name = service.FileName("content-type.jpg");
        var url = await service.GetUploadUrlAsync(name, cancellationToken);
        var isBound = UploadUrlFacts.Read(url).SignedHeaders?.Contains("content-type", StringComparison.OrdinalIgnoreCase) ?? false;
        var reply = await service.PutAsync(url, TestPhoto.Create(name), "text/plain", cancellationToken);
        var detail = $"content-type is {(isBound ? "" : "not ")}signed, and text/plain returned {reply.Status}";
        return reply.IsSuccess != isBound ? Finding.AsAssumed(detail) : Finding.Differs(detail);
    }
}
