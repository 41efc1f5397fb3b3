namespace EventPics.LiveCheck.Questions;

internal sealed class DefaultAlbumQuestion() : Question(
    "default-album",
    "Which album is used when albumId is left out?",
    "EventPics chooses one; the request is accepted.",
    "A photo without albumId.")
{
    public override int Photos => 1;

    public override async Task<Finding> AskAsync(LiveService service, CancellationToken cancellationToken)
    {
        var name = service.FileName("default-album.jpg");
        var url = await service.GetUploadUrlAsync(name, cancellationToken, body => body.Remove("albumId"));
        var reply = await service.PutAsync(url, TestPhoto.Create(name), Jpeg, cancellationToken);
        return reply.IsSuccess
            ? Finding.LookInAlbum($"in which album of the event {name} is")
            : Finding.Differs($"the PUT returned {reply.Status}");
    }
}
