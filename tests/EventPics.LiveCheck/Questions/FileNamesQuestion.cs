namespace EventPics.LiveCheck.Questions;

internal sealed class FileNamesQuestion() : Question(
    "file-names",
    "Which file names are accepted?",
    "Any plain name of up to 255 bytes of UTF-8, as the library sends it.",
    "getuploadurl for unusual names; the one with letters that are not ASCII is sent.")
{
    public override int Photos => 1;

    public override async Task<Finding> AskAsync(LiveService service, CancellationToken cancellationToken)
    {
        string[] names =
        [
            service.FileName("Bräutigam & Braut \U0001F389.jpg"),
            service.FileName("100% #1 + 'a'?.jpg"),
            service.FileName("").PadRight(251, 'x') + ".jpg",
        ];
        var results = new List<string>();
        foreach (var name in names)
        {
            var reply = await service.RequestUploadUrlAsync(name, cancellationToken);
            if (name == names[0] && service.FindUploadUrl(reply) is { } url)
            {
                reply = await service.PutAsync(url, TestPhoto.Create(name), Jpeg, cancellationToken);
            }

            if (!reply.IsSuccess)
            {
                results.Add($"'{name}': {reply.Status}");
            }
        }

        return results.Count == 0
            ? Finding.AsAssumed($"all accepted. The album must show '{names[0]}' with this name")
            : Finding.Differs("rejected: " + string.Join(", ", results));
    }
}
