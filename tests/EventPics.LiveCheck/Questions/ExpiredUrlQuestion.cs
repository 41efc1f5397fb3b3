namespace EventPics.LiveCheck.Questions;

internal sealed class ExpiredUrlQuestion() : Question(
    "expired-url",
    "What does the storage return for an upload URL that has expired?",
    "A code that the library reports as UploadUrlExpired, upon which it requests a new upload URL.",
    "PUT through the library, a few seconds after the end of the upload URL's lifetime.")
{
    public override int Photos => 1;

    public override bool IsSlow => true;

    public override async Task<Finding> AskAsync(LiveService service, CancellationToken cancellationToken)
    {
        var name = service.FileName("expired-url.jpg");
        var url = await service.GetUploadUrlAsync(name, cancellationToken);
        await Task.Delay(UploadUrlFacts.Read(url).Lifetime + TimeSpan.FromSeconds(3), cancellationToken);
        using var client = service.CreateClient();
        var stored = new UploadUrl(url, DateTimeOffset.UtcNow);
        var error = await Library.FindErrorAsync(
            () => client.PutAsync(stored, UploadContent.FromBytes(TestPhoto.Create(name)), cancellationToken: cancellationToken));
        return error == EventPicsError.UploadUrlExpired
            ? Finding.AsAssumed()
            : Finding.Differs($"the library reports {Library.Name(error)}");
    }
}
