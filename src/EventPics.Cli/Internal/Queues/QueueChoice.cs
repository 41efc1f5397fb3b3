using EventPics.Queue;

namespace EventPics.Cli.Internal;

/// <summary>The photos that a person means with the IDs on a command line, each given in full or by a beginning that is unique.</summary>
internal sealed record QueueChoice(IReadOnlyList<QueuedUpload> Uploads, int Mistakes)
{
    public static async Task<QueueChoice> OfAsync(Shell shell, UploadQueue queue, IReadOnlyList<string> ids)
    {
        var chosen = new Dictionary<string, QueuedUpload>(StringComparer.Ordinal);
        var mistakes = 0;
        foreach (var id in ids)
        {
            var found = string.IsNullOrWhiteSpace(id) ? [] : await queue.FindByIdPrefixAsync(id.Trim().ToLowerInvariant(), shell.Stop).ConfigureAwait(false);
            if (found is [var upload])
            {
                chosen[upload.Id] = upload;
                continue;
            }

            mistakes++;
            shell.Say($"eventpics: {(found.Count == 0 ? shell.Texts.NoSuchPhoto(id.Plain()) : shell.Texts.AmbiguousId(id.Plain()))}");
            var texts = shell.Texts;
            foreach (var candidate in found)
            {
                shell.Say("  " + texts.QueueLine(candidate, candidate.Id, note: null));
            }
        }

        return new QueueChoice([.. chosen.Values], mistakes);
    }
}
