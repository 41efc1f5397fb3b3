namespace EventPics.LiveCheck.Questions;

internal sealed class FileTypesQuestion() : Question(
    "file-types",
    "Which file types are accepted?",
    "Photos and videos alike; the library sends any file, and a hot folder sends the usual photo and video formats.",
    "GIF, MP4 and PNG are sent; for the others an upload URL is requested and not used.")
{
    // One pixel.
    private static readonly byte[] Png = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    public override int Photos => 3;

    public override async Task<Finding> AskAsync(LiveService service, CancellationToken cancellationToken)
    {
        (string Extension, string Type, byte[]? Bytes)[] files =
        [
            ("gif", "image/gif", TestPhoto.Read("boomerang.gif")),
            ("mp4", "video/mp4", TestPhoto.Read("first-dance.mp4")),
            ("png", "image/png", Png),
            ("webp", "image/webp", null),
            ("heic", "image/heic", null),
            ("avif", "image/avif", null),
            ("mov", "video/quicktime", null),
        ];
        var results = new List<string>();
        foreach (var file in files)
        {
            var name = service.FileName("file-types." + file.Extension);
            var reply = await service.RequestUploadUrlAsync(name, cancellationToken);
            if (file.Bytes is not null && service.FindUploadUrl(reply) is { } url)
            {
                reply = await service.PutAsync(url, file.Bytes, file.Type, cancellationToken);
            }

            if (!reply.IsSuccess)
            {
                results.Add($"{file.Extension}: {reply.Status}");
            }
        }

        return results.Count == 0
            ? Finding.AsAssumed("all accepted. GIF, MP4 and PNG must be in the album")
            : Finding.Differs("rejected: " + string.Join(", ", results));
    }
}
