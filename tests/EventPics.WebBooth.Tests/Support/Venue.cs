using EventPics.Emulator;

namespace EventPics.WebBooth.Tests.Support;

/// <summary>A booth, the emulator that it sends to, and the folder in which its photos wait.</summary>
internal sealed class Venue : IAsyncDisposable
{
    private readonly (string Name, string Value)[] _settings;

    private Venue(EventPicsEmulator emulator, TempFolder folder, BoothProcess booth, (string Name, string Value)[] settings) =>
        (Emulator, Folder, Booth, _settings) = (emulator, folder, booth, settings);

    public EventPicsEmulator Emulator { get; }

    public TempFolder Folder { get; }

    public BoothProcess Booth { get; private set; }

    /// <summary>Starts all three; each setting is an environment variable of the booth.</summary>
    public static async Task<Venue> StartAsync(params (string Name, string Value)[] settings)
    {
        var emulator = await EventPicsEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        var folder = new TempFolder();
        return new Venue(emulator, folder, await BoothProcess.StartAsync(emulator, folder, null, settings), settings);
    }

    /// <summary>Starts the booth again at its address, after a power cut.</summary>
    public async Task RestartBoothAsync()
    {
        await Booth.DisposeAsync();
        Booth = await BoothProcess.StartAsync(Emulator, Folder, Booth.Address, _settings);
    }

    public void Deconstruct(out EventPicsEmulator emulator, out BoothProcess booth) => (emulator, booth) = (Emulator, Booth);

    public async ValueTask DisposeAsync()
    {
        await Booth.DisposeAsync();
        await Emulator.DisposeAsync();
        Folder.Dispose();
    }
}
