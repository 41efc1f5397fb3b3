namespace EventPics.LiveCheck.Questions;

internal sealed class SameNameQuestion() : Question(
    "same-name",
    "Does one file name twice make two photos?",
    "Yes: each upload URL names an object of its own, so two photos of the same name never replace each other.",
    "Two upload URLs for one file name, one PUT each with different bytes.")
{
    public override int Photos => 2;

    public override async Task<Finding> AskAsync(LiveService service, CancellationToken cancellationToken)
    {
        var name = service.FileName("same-name.jpg");
        var first = await service.GetUploadUrlAsync(name, cancellationToken);
        var second = await service.GetUploadUrlAsync(name, cancellationToken);
        var firstPut = await service.PutAsync(first, TestPhoto.Create(name + " 1"), Jpeg, cancellationToken);
        var secondPut = await service.PutAsync(second, TestPhoto.Create(name + " 2"), Jpeg, cancellationToken);
        if (!firstPut.IsSuccess || !secondPut.IsSuccess)
        {
            return Finding.Differs($"the PUTs returned {firstPut.Status} and {secondPut.Status}");
        }

        return first.AbsolutePath == second.AbsolutePath
            ? Finding.Differs("both upload URLs name the same object, so the second photo replaced the first")
            : Finding.AsAssumed($"the upload URLs name two objects. {name} must be in the album twice");
    }
}
