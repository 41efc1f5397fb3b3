using EventPics.LiveCheck.Bodies;

namespace EventPics.LiveCheck.Questions;

internal sealed class NoLengthQuestion() : Question(
    "no-length",
    "Does a PUT need a Content-Length?",
    "Yes. The library always sends one.",
    "PUT of a JPEG with Transfer-Encoding: chunked.")
{
    public override int Photos => 1;

    public override async Task<Finding> AskAsync(LiveService service, CancellationToken cancellationToken)
    {
        var name = service.FileName("no-length.jpg");
        var url = await service.GetUploadUrlAsync(name, cancellationToken);
        var reply = await service.PutAsync(url, new ChunkedContent(TestPhoto.Create(name)), cancellationToken);
        return reply.IsSuccess ? Finding.Differs($"{reply.Status} without one") : Finding.AsAssumed($"{reply.Status} without one");
    }
}
