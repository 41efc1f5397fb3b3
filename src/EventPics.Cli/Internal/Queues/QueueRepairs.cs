using EventPics.Queue;

namespace EventPics.Cli.Internal;

/// <summary>Lets pictures wait again, or takes them out of the queue.</summary>
internal static class QueueRepairs
{
    public static async Task<int> RetryAsync(Shell shell, IReadOnlyList<string> ids)
    {
        var queue = await QueueViews.OpenAsync(shell).ConfigureAwait(false);
        await using var queueScope = queue.ConfigureAwait(false);
        var unknown = await UnknownAsync(shell, queue, ids).ConfigureAwait(false);
        var known = ids.Except(unknown).ToList();
        var count = ids.Count > 0 && known.Count == 0 ? 0 : await queue.RetryAsync(ids.Count > 0 ? known : null, shell.Stop).ConfigureAwait(false);
        Tell(shell, "retried", count, shell.Texts.Retried(count));
        if (count > 0)
        {
            shell.Say(shell.Texts.SentByNextRun);
        }

        return unknown.Count > 0 ? ExitCodes.Refused : ExitCodes.Done;
    }

    public static async Task<int> RemoveAsync(Shell shell, IReadOnlyList<string> ids)
    {
        var queue = await QueueViews.OpenAsync(shell).ConfigureAwait(false);
        await using var queueScope = queue.ConfigureAwait(false);
        var unknown = await UnknownAsync(shell, queue, ids).ConfigureAwait(false);
        var count = 0;
        foreach (var id in ids.Except(unknown))
        {
            count += await queue.RemoveAsync(id, shell.Stop).ConfigureAwait(false) ? 1 : 0;
        }

        Tell(shell, "removed", count, shell.Texts.Removed(count));
        return unknown.Count > 0 ? ExitCodes.Refused : ExitCodes.Done;
    }

    public static void Tell(Shell shell, string type, int count, string text)
    {
        if (shell.Json)
        {
            JsonLines.Write(shell.Out, new CountLine(type, count));
        }
        else
        {
            shell.Out.WriteLine(text);
        }
    }

    private static async Task<List<string>> UnknownAsync(Shell shell, UploadQueue queue, IReadOnlyList<string> ids)
    {
        List<string> unknown = [];
        foreach (var id in ids)
        {
            if (await queue.FindAsync(id, shell.Stop).ConfigureAwait(false) is null)
            {
                shell.Say($"eventpics: {shell.Texts.NoSuchPicture(id.Plain())}");
                unknown.Add(id);
            }
        }

        return unknown;
    }
}
