namespace EventPics.LiveCheck.Questions;

internal sealed class TakenAtQuestion() : Question(
    "taken-at",
    "Which capture time wins, takenAt or the one in the photo?",
    "takenAt: a hot folder and the tool send it from the photo's metadata, other programs as they like.",
    "A photo whose metadata says 2001, sent with takenAt in 2002.")
{
    public override int Photos => 1;

    public override async Task<Finding> AskAsync(LiveService service, CancellationToken cancellationToken)
    {
        var name = service.FileName("taken-at.jpg");
        var taken = new DateTimeOffset(2002, 2, 2, 12, 0, 0, TimeSpan.Zero);
        var url = await service.GetUploadUrlAsync(
            name, cancellationToken, body => body["takenAt"] = taken.ToUnixTimeMilliseconds());
        var photo = TestPhoto.Create(name, new DateTime(2001, 1, 1, 12, 0, 0));
        var reply = await service.PutAsync(url, photo, Jpeg, cancellationToken);
        return reply.IsSuccess
            ? Finding.LookInAlbum($"{name} is from 2002 if takenAt wins, and from 2001 if the photo's metadata wins")
            : Finding.Differs($"the PUT returned {reply.Status}");
    }
}
