using System.Globalization;
using System.Text.Json;
using EventPics.Emulator.Internal.Photos;
using EventPics.Emulator.Internal.Wire;
using Microsoft.AspNetCore.Http;

namespace EventPics.Emulator.Internal.Gallery;

/// <summary>
/// Server-sent events: all photos once, then only those that are stored or replaced. A page that was disconnected catches up by the ID of
/// its last event.
/// </summary>
internal sealed class GalleryStream(EmulatorSettings settings, PhotoStore photos, ChangeSignal changes)
{
    // Revisions start again with each run.
    private readonly string _run = Guid.NewGuid().ToString("N");

    public async Task WriteAsync(HttpContext context)
    {
        var sent = FindRevision(context.Request.Headers["Last-Event-ID"].ToString());

        // A page that has missed nothing learns by the headers that it is connected again.
        await context.Response.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
        while (true)
        {
            var next = changes.Next;
            var (revision, changed) = photos.GetChanges(sent);
            if (sent is null)
            {
                await SendAsync(context, "all", revision, JsonSerializer.Serialize(
                    GalleryState.Create(settings.Events, changed), WireJson.Default.WireGallery)).ConfigureAwait(false);
            }
            else if (changed.Count > 0)
            {
                await SendAsync(context, "changes", revision, JsonSerializer.Serialize(
                    GalleryState.CreateChanges(changed), WireJson.Default.IReadOnlyListWireGalleryChange)).ConfigureAwait(false);
            }

            sent = revision;
            await next.WaitAsync(context.RequestAborted).ConfigureAwait(false);
        }
    }

    private int? FindRevision(string lastEventId) =>
        lastEventId.Split('-') is [var run, var number] && run == _run
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var revision)
            ? revision
            : null;

    private async Task SendAsync(HttpContext context, string type, int revision, string data)
    {
        await context.Response.WriteAsync(
            string.Create(CultureInfo.InvariantCulture, $"id: {_run}-{revision}\nevent: {type}\ndata: {data}\n\n"),
            context.RequestAborted).ConfigureAwait(false);
        await context.Response.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
    }
}
