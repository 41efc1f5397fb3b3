namespace EventPics.LiveCheck.Questions;

internal sealed class UploadUrlQuestion() : Question(
    "upload-url",
    "What does an upload URL state about itself?",
    "https, about 300 s. Its query says how long it lives and which headers are signed.",
    "getuploadurl; nothing is sent to the upload URL.")
{
    public override async Task<Finding> AskAsync(LiveService service, CancellationToken cancellationToken)
    {
        var url = await service.GetUploadUrlAsync(service.FileName("upload-url.jpg"), cancellationToken);
        var facts = UploadUrlFacts.Read(url);
        var lifetime = facts.StatedSeconds is { } seconds ? $"{seconds} s" : "no lifetime";
        var detail = $"{url.Scheme}, {lifetime}, signed headers: {facts.SignedHeaders ?? "not stated"}, "
            + $"{(facts.NamesFile ? "with" : "without")} the file name in its path";
        var isSafe = url.Scheme == Uri.UriSchemeHttps || url.IsLoopback;
        return isSafe && facts.StatedSeconds is >= 240 and <= 360 ? Finding.AsAssumed(detail) : Finding.Differs(detail);
    }
}
