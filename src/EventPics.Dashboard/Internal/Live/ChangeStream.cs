using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using EventPics.Dashboard.Internal.Accounts;
using EventPics.Dashboard.Internal.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace EventPics.Dashboard.Internal.Live;

/// <summary>
/// Server-sent events: <c>changes</c> with the photos that have changed, <c>reload</c> when the page must read its list again, and
/// <c>status</c> after changes and at least every 10 seconds. A page that was away catches up by the ID of its last event.
/// </summary>
internal sealed class ChangeStream(StatusReader status, TimeProvider time, CancellationToken stopping)
{
    public const int MaxStreams = 32;

    private static readonly TimeSpan StatusInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan MinGap = TimeSpan.FromMilliseconds(200);

    // The page reconnects immediately, and the application checks again whether it may. A phone that vanished without closing its
    // connection keeps its place no longer than this.
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(2);

    private readonly ConcurrentDictionary<string, ChangeFeed> _feeds = new(StringComparer.Ordinal);

    // Revisions start again with each run.
    private readonly string _run = Guid.NewGuid().ToString("N");
    private int _open;

    /// <summary>Follows a queue until the page is closed. Returns false when too many pages are open.</summary>
    public async Task<bool> TryWriteAsync(HttpContext context, Account account)
    {
        if (Interlocked.Increment(ref _open) > MaxStreams)
        {
            Interlocked.Decrement(ref _open);
            return false;
        }

        try
        {
            using var age = new CancellationTokenSource(MaxAge, time);
            using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping, age.Token);
            context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync("retry: 200\n\n", end.Token).ConfigureAwait(false);
            await WriteAsync(context, account, end.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The page was closed, the program stops, or the page is to connect again.
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }

        return true;
    }

    private async Task WriteAsync(HttpContext context, Account account, CancellationToken cancellationToken)
    {
        var feed = _feeds.GetOrAdd(account.Name, (_, account) => new ChangeFeed(account.Queue, time), account);
        await feed.Started.WaitAsync(cancellationToken).ConfigureAwait(false);
        var sent = FindRevision(context.Request.Headers["Last-Event-ID"].ToString());
        var statusAt = 0L;
        var isStatusDue = true;
        while (true)
        {
            var (revision, changes, next) = feed.Read(sent ?? -1);
            if (changes is null)
            {
                await SendAsync(context, "reload", revision, "{}", cancellationToken).ConfigureAwait(false);
            }
            else if (changes.Count > 0)
            {
                var json = JsonSerializer.Serialize(changes, WireJson.Default.IReadOnlyListWireUpload);
                await SendAsync(context, "changes", revision, json, cancellationToken).ConfigureAwait(false);
            }

            sent = revision;
            if (isStatusDue && (statusAt == 0 || time.GetElapsedTime(statusAt) >= StatusInterval))
            {
                var current = await status.ReadAsync(account, cancellationToken).ConfigureAwait(false);
                var json = JsonSerializer.Serialize(current, WireJson.Default.WireStatus);
                await SendAsync(context, "status", revision, json, cancellationToken).ConfigureAwait(false);
                (statusAt, isStatusDue) = (time.GetTimestamp(), false);
            }

            await Task.Delay(MinGap, time, cancellationToken).ConfigureAwait(false);
            await WaitAsync(next, isStatusDue ? StatusInterval : Heartbeat, cancellationToken).ConfigureAwait(false);
            isStatusDue = true;
        }
    }

    private async Task WaitAsync(Task task, TimeSpan timeout, CancellationToken cancellationToken)
    {
        try
        {
            await task.WaitAsync(timeout, time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // Time for the next status.
        }
    }

    private long? FindRevision(string lastEventId) =>
        lastEventId.Split('-') is [var run, var number] && run == _run
            && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var revision)
            ? revision
            : null;

    private async Task SendAsync(HttpContext context, string type, long revision, string data, CancellationToken cancellationToken)
    {
        await context.Response.WriteAsync(
            string.Create(CultureInfo.InvariantCulture, $"id: {_run}-{revision}\nevent: {type}\ndata: {data}\n\n"),
            cancellationToken).ConfigureAwait(false);
        await context.Response.Body.FlushAsync(cancellationToken).ConfigureAwait(false);
    }
}
