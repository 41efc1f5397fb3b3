using EventPics;
using EventPics.HotFolder;
using EventPics.Queue;
using Recipes.Support;

namespace Recipes;

/// <summary>A hot folder in a program with a host: a service, or an ASP.NET application.</summary>
internal static class HotFolderInHost
{
    public static async Task RunAsync(RecipeContext context)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(context.Configuration);
        var (prints, linkId, albumId) = (context.PrintsFolder, context.LinkId, context.AlbumId);

        #region hot-folder-host
        builder.Services
            .AddEventPics()
            .AddUploadQueue(builder.Configuration.GetSection("EventPicsQueue"))
            .AddHotFolder(folder =>
            {
                folder.Path = prints;
                folder.LinkId = linkId;
                folder.AlbumId = albumId;
                folder.AfterUpload = AfterUpload.Move; // to the subfolder "uploaded"
            });
        #endregion

        using var host = builder.Build();

        #region hot-folder-events
        var watcher = host.Services.GetRequiredService<HotFolderWatcher>();
        watcher.Changed += (_, e) => Console.WriteLine($"{e.Change}: {Path.GetFileName(e.Path)} {e.WaitReason}{e.SkipReason} {e.Message}");
        #endregion

        await host.StartAsync();
        context.PrintAll();
        await context.Emulator.WaitForPhotosAsync(context.Photos.Count);
        await host.StopAsync();
    }
}
