using System.Security.Cryptography;
using EventPics.HotFolder;
using EventPics.Queue;

namespace EventPics.Cli.Internal;

/// <summary>Every picture of a folder, matched with its receipt by its bytes.</summary>
internal sealed record Report(string Folder, DateTimeOffset MadeAt, IReadOnlyList<ReportRow> Rows)
{
    public bool IsComplete => Rows.All(row => row.State == ReportState.Uploaded);

    /// <summary>Refused, unknown and unreadable ones weigh more than those that still wait.</summary>
    public int ExitCode =>
        IsComplete ? ExitCodes.Done
        : Rows.All(row => row.State is ReportState.Uploaded or ReportState.Waiting) ? ExitCodes.Waiting
        : ExitCodes.Refused;

    public int Count(ReportState state) => Rows.Count(row => row.State == state);

    public static async Task<Report> MakeAsync(Shell shell, string folder, string? linkId, bool isRecursive)
    {
        var root = Path.GetFullPath(folder);
        var queue = await QueueViews.OpenAsync(shell).ConfigureAwait(false);
        await using var queueScope = queue.ConfigureAwait(false);
        var known = (await queue.ListAsync(null, int.MaxValue, shell.Stop).ConfigureAwait(false))
            .Where(upload => linkId is null || upload.LinkId == linkId)
            .ToLookup(upload => upload.Sha256, StringComparer.Ordinal);
        List<ReportRow> rows = [];
        foreach (var file in UploadableFiles.Find(root, isRecursive).Where(file => file.SkipReason is null or SkipReason.Empty))
        {
            shell.Stop.ThrowIfCancellationRequested();
            rows.Add(file.SkipReason == SkipReason.Empty
                ? new ReportRow(file.Path, Path.GetRelativePath(root, file.Path), 0, "", ReportState.Missing, null, shell.Texts.EmptyFile)
                : await RowAsync(shell, root, file.Path, known).ConfigureAwait(false));
        }

        return new Report(root, shell.Time.GetLocalNow(), rows);
    }

    private static async Task<ReportRow> RowAsync(Shell shell, string root, string file, ILookup<string, QueuedUpload> known)
    {
        var relative = Path.GetRelativePath(root, file);
        try
        {
            var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            await using (stream.ConfigureAwait(false))
            {
                var sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, shell.Stop).ConfigureAwait(false));

                // The best of its receipts: once up is up.
                var upload = known[sha256].MinBy(candidate => State(candidate));
                var state = upload is null ? ReportState.Missing : State(upload);
                var error = upload is null || state == ReportState.Uploaded ? null : QueueViews.Trouble(upload, shell.Texts);
                return new ReportRow(file, relative, stream.Length, sha256, state, upload, error);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new ReportRow(file, relative, 0, "", ReportState.Unreadable, null, Explanation.Of(e, shell.Texts).Message);
        }
    }

    private static ReportState State(QueuedUpload upload) => upload.State switch
    {
        QueuedUploadState.Uploaded => ReportState.Uploaded,
        QueuedUploadState.SetAside => ReportState.SetAside,
        _ => ReportState.Waiting,
    };
}
