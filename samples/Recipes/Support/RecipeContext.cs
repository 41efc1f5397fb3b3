using EventPics;
using EventPics.Emulator;

namespace Recipes.Support;

/// <summary>What a recipe runs with: an emulator in place of the service, a temporary folder, and photos.</summary>
internal sealed class RecipeContext : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("recipe-");

    private RecipeContext(EventPicsEmulator emulator) => Emulator = emulator;

    public EventPicsEmulator Emulator { get; }

    public string LinkId => Emulator.Events[0].LinkId;

    public string AlbumId => Emulator.Events[0].Albums[0].Id;

    public EventPicsClientOptions Options => new() { ApiKey = Emulator.ApiKey, BaseAddress = Emulator.BaseAddress };

    /// <summary>The same as a host's configuration.</summary>
    public Dictionary<string, string?> Configuration => new()
    {
        ["EventPics:ApiKey"] = Emulator.ApiKey,
        ["EventPics:BaseAddress"] = Emulator.BaseAddress.AbsoluteUri,
        ["EventPicsQueue:Folder"] = QueueFolder,
    };

    public string QueueFolder => Path.Combine(_folder.FullName, "queue");

    public string PrintsFolder => Path.Combine(_folder.FullName, "prints");

    public IReadOnlyList<string> Photos { get; } = [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Photos"))
        .Order(StringComparer.Ordinal)];

    public static async Task<RecipeContext> CreateAsync() => new(await EventPicsEmulator.StartAsync());

    /// <summary>Copies the photos to the folder that the booth's print program writes to.</summary>
    public void PrintAll()
    {
        Directory.CreateDirectory(PrintsFolder);
        foreach (var photo in Photos)
        {
            File.Copy(photo, Path.Combine(PrintsFolder, Path.GetFileName(photo)));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Emulator.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
