using System.Threading.Channels;
using EventPics.Cli.Context;
using EventPics.Cli.Model;

namespace EventPics.Cli.Sending.Hooks;

/// <summary>Calls another program for each uploaded photo or problem, one at a time; its failures never affect the uploads.</summary>
/// <remarks>A slow program has up to <see cref="Capacity"/> calls waiting. Further calls are dropped, which is reported.</remarks>
internal sealed class Hook : IAsyncDisposable
{
    /// <summary>How many calls may wait: an evening's photos, about 1 MB.</summary>
    public const int Capacity = 2000;

    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan AbortGracePeriod = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan DrainTimeout = TimeSpan.FromSeconds(60);

    private readonly string _option;
    private readonly CommandContext _context;
    private readonly Notices _notices;
    private readonly Func<HookBody, CancellationToken, Task>? _call;
    private readonly IDisposable? _owned;
    private readonly Channel<HookBody> _pendingCalls = Channel.CreateBounded<HookBody>(Capacity);
    private readonly DroppedHookCalls _dropped = new();
    private readonly CancellationTokenSource _abort = new();
    private readonly Task _worker;

    private Hook(string option, CommandContext context, Notices notices, Func<HookBody, CancellationToken, Task>? send, IDisposable? owned)
    {
        (_option, _context, _notices, _call, _owned) = (option, context, notices, send, owned);
        _worker = send is null ? Task.CompletedTask : Task.Run(CallAllAsync);
    }

    /// <summary>Creates a hook for a URL or a command line; without either, one that does nothing.</summary>
    public static Hook Create(string option, string? target, CommandContext context, Notices notices)
    {
        if (target is null)
        {
            return new Hook(option, context, notices, null, null);
        }

        if (Uri.TryCreate(target, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps))
        {
            var web = new WebHook(url, context.Texts);
            return new Hook(option, context, notices, web.CallAsync, web);
        }

        var command = new CommandHook(target, context);
        return new Hook(option, context, notices, command.CallAsync, null);
    }

    public void Post(FileResult file)
    {
        if (_call is not null && file.Outcome == Outcome.Uploaded)
        {
            Add(new HookBody(
                "uploaded", file.File, file.LinkId, file.AlbumId, file.Upload?.Sha256, file.Upload?.TakenAt, file.Upload?.UploadedAt));
        }
    }

    /// <summary>Reports a change of state.</summary>
    public void Post(StateLine line)
    {
        if (_call is not null)
        {
            Add(new HookBody(line.Type, "", null, null, null, null, null) { State = line.Connection, Message = line.Message });
        }
    }

    /// <summary>Reports a photo that failed.</summary>
    public void PostFailure(FileResult file)
    {
        if (_call is not null && file.Outcome == Outcome.Failed)
        {
            Add(new HookBody(
                "failed", file.File, file.LinkId, file.AlbumId, file.Upload?.Sha256, file.Upload?.TakenAt, null)
            { State = "failed", Message = file.Error });
        }
    }

    /// <summary>Waits until all calls are made, for a limited time.</summary>
    public async Task FinishAsync(CancellationToken stop)
    {
        _pendingCalls.Writer.TryComplete();
        try
        {
            await _worker.WaitAsync(DrainTimeout, _context.Time, stop).ConfigureAwait(false);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            await _abort.CancelAsync().ConfigureAwait(false);
            await Task.WhenAny(_worker, Task.Delay(AbortGracePeriod, _context.Time, CancellationToken.None)).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _pendingCalls.Writer.TryComplete();
        await _abort.CancelAsync().ConfigureAwait(false);
        await _worker.ConfigureAwait(false);
        _owned?.Dispose();
        _abort.Dispose();
    }

    private void Add(HookBody call)
    {
        if (!_pendingCalls.Writer.TryWrite(call) && !_pendingCalls.Reader.Completion.IsCompleted && _dropped.Add(call))
        {
            _notices.Add(_context.Texts.HookBacklogged(_option, Capacity));
        }
    }

    private void ReportDropped()
    {
        if (_dropped.TakeAll() is { } left)
        {
            _notices.Add(_context.Texts.HookCallsDropped(_option, left.Count, Name(left.First), Name(left.Last)));
        }

        static string Name(HookBody call) => call.File.Length > 0 ? Path.GetFileName(call.File).Sanitize() : call.State ?? "";
    }

    private async Task CallAllAsync()
    {
        await foreach (var call in _pendingCalls.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            if (_abort.IsCancellationRequested)
            {
                _dropped.Add(call);
                continue;
            }

            if (_pendingCalls.Reader.Count < Capacity / 2)
            {
                ReportDropped();
            }

            using var limit = new CancellationTokenSource(CallTimeout, _context.Time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, _abort.Token);
            try
            {
                await _call!(call, either.Token).ConfigureAwait(false);
            }
#pragma warning disable CA1031 // Whatever the other program does, uploads go on.
            catch (Exception e)
#pragma warning restore CA1031
            {
                var why = e is OperationCanceledException
                    ? _context.Texts.HookTimedOut
                    : UserError.FromException(e, _context.Texts).Message;
                _notices.Add(
                    call.State is null
                        ? _context.Texts.HookFailed(Path.GetFileName(call.File).Sanitize(), why)
                        : _context.Texts.ProblemHookFailed(why));
            }
        }

        ReportDropped();
    }
}
