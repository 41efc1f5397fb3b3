using EventPics;
using EventPics.Emulator;
using Recipes.Support;

namespace Recipes;

/// <summary>Several photos at a time, with one progress bar for all.</summary>
internal static class ManyPhotos
{
    public static async Task RunAsync(RecipeContext context)
    {
        context.Emulator.Faults.OnPut(Fault.Status(413));
        using var client = new EventPicsClient(context.Options);
        string[] files = [Path.Combine(context.PrintsFolder, "deleted.jpg"), .. context.Photos];
        var (failed, unreadable) = await UploadAsync(client, files, context.LinkId, context.AlbumId);
        Console.WriteLine($"Failed: {failed.Count}, unreadable: {unreadable.Count}");
    }

    private static async Task<(IReadOnlyList<UploadRequest> Failed, IReadOnlyList<string> Unreadable)> UploadAsync(
        EventPicsClient client, IReadOnlyList<string> files, string linkId, string albumId, CancellationToken cancellationToken = default)
    {
        #region many
        var requests = new List<UploadRequest>();
        var unreadable = new List<string>();
        foreach (var file in files)
        {
            try
            {
                requests.Add(UploadRequest.FromFile(linkId, file, albumId));
            }
            catch (Exception e) when (e is IOException or ArgumentException)
            {
                Console.WriteLine($"{file}: {e.Message}"); // missing, locked or empty: the others are sent
                unreadable.Add(file);
            }
        }

        var bar = new TotalBar(requests.Sum(request => request.Content.Length));
        var failed = new List<UploadRequest>();
        await foreach (var outcome in client.UploadManyAsync(requests, maxConcurrency: 3, bar, cancellationToken))
        {
            if (outcome.Error is { } error)
            {
                Console.WriteLine($"{outcome.Request.FileName}: {error.Message}");
                failed.Add(outcome.Request);
                if (error is EventPicsException { UploadUrl: { } uploadUrl })
                {
                    outcome.Request.UploadUrl = uploadUrl; // the photo may have arrived: sent again, it replaces that one
                }
            }
        }
        #endregion

        return (failed, unreadable);
    }
}

#region total-bar
internal sealed class TotalBar(long totalBytes) : IProgress<UploadProgress>
{
    private long _percent;

    public void Report(UploadProgress value)
    {
        var percent = 100 * value.BytesSent / totalBytes;
        if (percent > _percent)
        {
            _percent = percent;
            Console.WriteLine($"{percent} %");
        }
    }
}
#endregion
