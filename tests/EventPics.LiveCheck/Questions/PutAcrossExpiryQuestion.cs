using EventPics.LiveCheck.Bodies;

namespace EventPics.LiveCheck.Questions;

internal sealed class PutAcrossExpiryQuestion() : Question(
    "put-across-expiry",
    "May a PUT that starts in time end after its upload URL has expired?",
    "Yes: the storage checks when the request starts, so a slow upload is never aborted because of its upload URL.",
    "PUT of a JPEG with padding at 4 KB/s, until a few seconds after the end of the upload URL's lifetime.")
{
    public override int Photos => 1;

    public override bool IsSlow => true;

    public override async Task<Finding> AskAsync(LiveService service, CancellationToken cancellationToken)
    {
        var name = service.FileName("put-across-expiry.jpg");
        var url = await service.GetUploadUrlAsync(name, cancellationToken);
        var duration = UploadUrlFacts.Read(url).Lifetime + TimeSpan.FromSeconds(3);
        var reply = await service.PutAsync(url, new SlowContent(TestPhoto.Create(name), duration), cancellationToken);
        return reply.IsSuccess ? Finding.AsAssumed($"{reply.Status}") : Finding.Differs($"{reply.Status}");
    }
}
