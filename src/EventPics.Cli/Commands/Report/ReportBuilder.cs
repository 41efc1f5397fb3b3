using EventPics.Cli.Context;
using EventPics.Cli.Model;
using EventPics.Cli.Sending;
using EventPics.Cli.Sending.Destinations;
using EventPics.HotFolder;
using EventPics.Queue;

namespace EventPics.Cli.Commands.Report;

/// <summary>Builds a report from the files in the folder and the photos that the queue remembers.</summary>
internal sealed class ReportBuilder
{
    private const string UploadedFolder = "uploaded";

    private readonly CommandContext _context;
    private readonly string? _root;
    private readonly string? _linkId;
    private readonly bool _isRecursive;
    private readonly IReadOnlyList<EventPicsEvent>? _events;
    private readonly List<ReportRow> _rows = [];
    private readonly HashSet<string> _matched = new(StringComparer.Ordinal);

    private ReportBuilder(CommandContext context, string? folder, string? linkId, bool isRecursive)
    {
        (_context, _root, _linkId, _isRecursive) = (context, folder is null ? null : Path.GetFullPath(folder), linkId, isRecursive);
        _events = new EventCache(context.DataDirectory, context.BaseAddress).Load();
    }

    /// <summary>Builds a report on a folder, on an event, or on both.</summary>
    public static async Task<UploadReport> BuildAsync(CommandContext context, string? folder, string? linkId, bool isRecursive)
    {
        var builder = new ReportBuilder(context, folder, linkId, isRecursive);
        var queue = await context.OpenQueueAsync().ConfigureAwait(false);
        await using var queueScope = queue.ConfigureAwait(false);
        await builder.AddFilesAsync(queue).ConfigureAwait(false);
        await builder.AddQueuedAsync(queue).ConfigureAwait(false);
        return new UploadReport(
            builder.Title, context.Time.GetLocalNow(), [.. builder._rows.OrderBy(row => row.Name, StringComparer.Ordinal)]);
    }

    private string Title
    {
        get
        {
            var place = _linkId is null ? null : EventLookup.Describe(_events, _linkId, albumId: null);
            return place is null ? _root!.Sanitize() : _root is null ? place : $"{place}, {_root.Sanitize()}";
        }
    }

    private async Task AddFilesAsync(UploadQueue queue)
    {
        if (_root is null)
        {
            return;
        }

        var done = Path.Combine(_root, UploadedFolder);
        foreach (var folder in new[] { _root, done }.Where(Directory.Exists))
        {
            foreach (var file in MediaFiles.Enumerate(folder, _isRecursive))
            {
                _context.StoppingToken.ThrowIfCancellationRequested();
                if (file.SkipReason is null)
                {
                    await AddFileAsync(queue, file.Path).ConfigureAwait(false);
                }
                else if (IsReported(file) && file.Path != done)
                {
                    AddSkipped(file);
                }
            }
        }
    }

    // A settings file between the photos is no loss, but a name without a usual extension may be a photo's.
    private bool IsReported(UploadableFile file) => file.SkipReason switch
    {
        SkipReason.AlreadyHandled or SkipReason.Empty => true,
        SkipReason.NotIncluded => _context.Verbose || Path.GetExtension(file.Path).Length == 0 || file.Path.AsSpan()[^1] is ' ' or '.',
        var reason => SkipReasonCodes.IsReported(reason!.Value, file.Path),
    };

    private void AddSkipped(UploadableFile file)
    {
        // A photo that is empty or can't be opened has not arrived. Everything else is skipped for its name or folder.
        var (state, why) = file.SkipReason switch
        {
            SkipReason.Empty => (ReportState.Missing, _context.Texts.EmptyFile),
            SkipReason.InvalidName => (ReportState.Unreadable, _context.Texts.DamagedName),
            SkipReason.Unreadable => (ReportState.Unreadable, _context.Texts.UnreadableFolder),
            _ => (ReportState.Skipped, _context.Texts.ReportSkipped(file.SkipReason!.Value)),
        };
        Add(new ReportRow(file.Path, Name(file.Path), state == ReportState.Missing ? 0 : null, null, state, null, why));
    }

    private async Task AddFileAsync(UploadQueue queue, string file)
    {
        long length;
        string sha256;
        try
        {
            (length, sha256) = await FileHash.ComputeAsync(file, _context.StoppingToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Add(new ReportRow(
                file, Name(file), null, null, ReportState.Unreadable, null, UserError.FromException(e, _context.Texts).Message));
            return;
        }

        var deliveries = (await queue.FindDeliveriesAsync(sha256, _context.StoppingToken).ConfigureAwait(false))
            .Where(delivery => _linkId is null || delivery.LinkId == _linkId)
            .ToList();
        foreach (var delivery in deliveries)
        {
            // One file may go to several albums, and several files may hold the same photo.
            _matched.Add(delivery.Id);
            if (await queue.FindAsync(delivery.Id, _context.StoppingToken).ConfigureAwait(false) is { } upload)
            {
                Add(Row(file, Name(file), upload));
            }
        }

        if (deliveries.Count == 0)
        {
            Add(new ReportRow(file, Name(file), length, sha256, ReportState.Missing, null, null));
        }
    }

    // Photos that were deleted after their upload, were never in this folder, or were removed from it by hand.
    private async Task AddQueuedAsync(UploadQueue queue)
    {
        var filter = new QueueFilter { LinkId = _linkId, SourceFolder = _linkId is null ? _root : null };
        await foreach (var upload in queue.EnumerateAsync(filter, _context.StoppingToken).ConfigureAwait(false))
        {
            if (!_matched.Contains(upload.Id))
            {
                var file = upload.SourcePath ?? upload.FileName;
                Add(Row(file, Name(file), upload) with { IsInFolder = false });
            }
        }
    }

    private ReportRow Row(string file, string name, QueuedUpload upload)
    {
        var state = ReportRow.StateOf(upload);
        var error = state switch
        {
            ReportState.Uploaded when upload.PossibleDuplicate => _context.Texts.ReportDuplicate,
            ReportState.Uploaded => upload.ETag is null ? _context.Texts.ReportWithoutProof : null,
            ReportState.Exported => _context.Texts.ExportedNote(upload.ExportedTo?.Sanitize() ?? "", upload.WithdrawnAt),
            ReportState.Removed => _context.Texts.RemovedNote(upload.WithdrawnAt),
            _ => _context.Texts.ErrorText(upload),
        };
        return new ReportRow(file, name, upload.Length, upload.Sha256, state, upload, error);
    }

    private void Add(ReportRow row) =>
        _rows.Add(row.Upload is { } upload ? row with { Place = EventLookup.Describe(_events, upload.LinkId, upload.AlbumId) } : row);

    // In the folder the relative name is enough; elsewhere it takes the whole path.
    private string Name(string file)
    {
        var name = _root is null ? file : Path.GetRelativePath(_root, file);
        return name.StartsWith("..", StringComparison.Ordinal) ? file : name;
    }
}
