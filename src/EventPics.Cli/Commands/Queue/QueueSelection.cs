using EventPics.Cli.Context;
using EventPics.Cli.Model;
using EventPics.Queue;

namespace EventPics.Cli.Commands.Queue;

/// <summary>The photos that the IDs on a command line stand for, each given in full or by a unique prefix.</summary>
internal sealed record QueueSelection(IReadOnlyList<QueuedUpload> Uploads, int Errors)
{
    public static async Task<QueueSelection> ResolveAsync(CommandContext context, UploadQueue queue, IReadOnlyList<string> ids)
    {
        var chosen = new Dictionary<string, QueuedUpload>(StringComparer.Ordinal);
        var errors = 0;
        foreach (var id in ids)
        {
            var found = string.IsNullOrWhiteSpace(id)
                ? []
                : await queue.FindByIdPrefixAsync(id.Trim().ToLowerInvariant(), context.StoppingToken).ConfigureAwait(false);
            if (found is [var upload])
            {
                chosen[upload.Id] = upload;
                continue;
            }

            errors++;
            context.Info(
                $"eventpics: {(found.Count == 0 ? context.Texts.NoSuchPhoto(id.Sanitize()) : context.Texts.AmbiguousId(id.Sanitize()))}");
            var texts = context.Texts;
            foreach (var candidate in found)
            {
                context.Info("  " + texts.QueueLine(candidate, candidate.Id, note: null));
            }
        }

        return new QueueSelection([.. chosen.Values], errors);
    }
}
