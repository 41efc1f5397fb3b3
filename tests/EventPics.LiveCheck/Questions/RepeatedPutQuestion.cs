namespace EventPics.LiveCheck.Questions;

internal sealed class RepeatedPutQuestion() : Question(
    "repeated-put",
    "Does a second PUT to one upload URL replace the photo?",
    "Yes, so a PUT without a response is repeated without a duplicate. Within a second the storage may return 429.",
    "Three PUTs to one upload URL: the second immediately, the third 1.5 s later.")
{
    public override int Photos => 1;

    public override async Task<Finding> AskAsync(LiveService service, CancellationToken cancellationToken)
    {
        var name = service.FileName("repeated-put.jpg");
        var url = await service.GetUploadUrlAsync(name, cancellationToken);
        var photo = TestPhoto.Create(name);
        var first = await service.PutAsync(url, photo, Jpeg, cancellationToken);
        var second = await service.PutAsync(url, photo, Jpeg, cancellationToken);
        await Task.Delay(TimeSpan.FromSeconds(1.5), cancellationToken);
        var third = await service.PutAsync(url, photo, Jpeg, cancellationToken);
        var detail = $"{first.Status}, {second.Status}, {third.Status}";
        return first.IsSuccess && (second.IsSuccess || second.Status is 429 or 503) && third.IsSuccess
            ? Finding.AsAssumed($"{detail}. {name} must be in the album once")
            : Finding.Differs(detail);
    }
}
