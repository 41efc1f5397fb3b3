using System.Threading.Channels;

namespace EventPics.Cli.Internal;

/// <summary>Tells another program about every picture that is up, one after the other; its trouble is never the uploads' trouble.</summary>
/// <remarks>A program that is slower than photos arrive has <see cref="Most"/> calls waiting; what comes then is left out, and that is reported.</remarks>
internal sealed class Hook : IAsyncDisposable
{
    /// <summary>How many calls may wait: an evening's photos, and about 1 MB.</summary>
    public const int Most = 2000;

    private static readonly TimeSpan EachOne = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(60);

    private readonly string _option;
    private readonly Shell _shell;
    private readonly Notices _notices;
    private readonly Func<HookBody, CancellationToken, Task>? _tell;
    private readonly IDisposable? _owned;
    private readonly Channel<HookBody> _news = Channel.CreateBounded<HookBody>(Most);
    private readonly LeftOutCalls _leftOut = new();
    private readonly CancellationTokenSource _abandon = new();
    private readonly Task _telling;

    private Hook(string option, Shell shell, Notices notices, Func<HookBody, CancellationToken, Task>? tell, IDisposable? owned)
    {
        (_option, _shell, _notices, _tell, _owned) = (option, shell, notices, tell, owned);
        _telling = tell is null ? Task.CompletedTask : Task.Run(TellAllAsync);
    }

    /// <summary>A hook for an address or a command line; without either, one that tells nobody.</summary>
    public static Hook Create(string option, string? target, Shell shell, Notices notices)
    {
        if (target is null)
        {
            return new Hook(option, shell, notices, null, null);
        }

        if (Uri.TryCreate(target, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps))
        {
            var web = new WebHook(url, shell.Texts);
            return new Hook(option, shell, notices, web.TellAsync, web);
        }

        var command = new CommandHook(target, shell);
        return new Hook(option, shell, notices, command.TellAsync, null);
    }

    public void Post(FileResult delivery)
    {
        if (_tell is not null && delivery.Outcome == Outcome.Uploaded)
        {
            Add(new HookBody(
                "uploaded", delivery.File, delivery.LinkId, delivery.AlbumId, delivery.Upload?.Sha256, delivery.Upload?.TakenAt, delivery.Upload?.UploadedAt));
        }
    }

    /// <summary>Reports a change of state.</summary>
    public void Post(StateLine line)
    {
        if (_tell is not null)
        {
            Add(new HookBody(line.Type, "", null, null, null, null, null) { State = line.Connection, Message = line.Message });
        }
    }

    /// <summary>Reports a photo that failed.</summary>
    public void PostFailure(FileResult delivery)
    {
        if (_tell is not null && delivery.Outcome == Outcome.Failed)
        {
            Add(new HookBody(
                "failed", delivery.File, delivery.LinkId, delivery.AlbumId, delivery.Upload?.Sha256, delivery.Upload?.TakenAt, null)
            { State = "failed", Message = delivery.Error });
        }
    }

    /// <summary>Waits until all is told, but not for ever.</summary>
    public async Task FinishAsync(CancellationToken stop)
    {
        _news.Writer.TryComplete();
        try
        {
            await _telling.WaitAsync(Rest, _shell.Time, stop).ConfigureAwait(false);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            await _abandon.CancelAsync().ConfigureAwait(false);
            await Task.WhenAny(_telling, Task.Delay(LastWords, _shell.Time, CancellationToken.None)).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _news.Writer.TryComplete();
        await _abandon.CancelAsync().ConfigureAwait(false);
        await _telling.ConfigureAwait(false);
        _owned?.Dispose();
        _abandon.Dispose();
    }

    private void Add(HookBody news)
    {
        if (!_news.Writer.TryWrite(news) && !_news.Reader.Completion.IsCompleted && _leftOut.Add(news))
        {
            _notices.Add(_shell.Texts.HookBehind(_option, Most));
        }
    }

    private void ReportLeftOut()
    {
        if (_leftOut.Take() is { } left)
        {
            _notices.Add(_shell.Texts.HookLeftOut(_option, left.Count, Name(left.First), Name(left.Last)));
        }

        static string Name(HookBody news) => news.File.Length > 0 ? Path.GetFileName(news.File).Plain() : news.State ?? "";
    }

    private async Task TellAllAsync()
    {
        await foreach (var news in _news.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            if (_abandon.IsCancellationRequested)
            {
                _leftOut.Add(news);
                continue;
            }

            if (_news.Reader.Count < Most / 2)
            {
                ReportLeftOut();
            }

            using var limit = new CancellationTokenSource(EachOne, _shell.Time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, _abandon.Token);
            try
            {
                await _tell!(news, either.Token).ConfigureAwait(false);
            }
#pragma warning disable CA1031 // Whatever somebody else's program does, the pictures go on.
            catch (Exception e)
#pragma warning restore CA1031
            {
                var why = e is OperationCanceledException ? _shell.Texts.HookTooSlow : Explanation.Of(e, _shell.Texts).Message;
                _notices.Add(news.State is null ? _shell.Texts.HookFailed(Path.GetFileName(news.File).Plain(), why) : _shell.Texts.ProblemHookFailed(why));
            }
        }

        ReportLeftOut();
    }
}
