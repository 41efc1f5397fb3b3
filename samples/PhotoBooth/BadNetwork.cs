using EventPics.Emulator;
using Microsoft.Extensions.Hosting;

namespace PhotoBooth;

/// <summary>A bad evening at the venue: upload URLs expire, responses get lost, uploads stall, and the network is down.</summary>
internal sealed class BadNetwork(EventPicsEmulator emulator) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(2));
        (string Name, Action Begin)[] scenes =
        [
            ("upload URLs expire", () => emulator.Faults.OnPut(Fault.Expired.Times(2))),
            ("the network is down", () => emulator.Faults.Offline = true),
            ("responses get lost", () => emulator.Faults.OnPut(Fault.LostResponse.Times(3))),
            ("uploads stall and break", () => emulator.Faults.OnPut(Fault.Stall(afterBytes: 20_000)).OnPut(Fault.DropAfter(30_000).Times(2))),
            ("a login page is in the way", () => emulator.Faults.OnUploadUrl(Fault.Html().Times(2)).OnPut(Fault.Html())),
            ("the server is busy", () => emulator.Faults.OnUploadUrl(Fault.Status(503).Times(2)).OnPut(Fault.Status(503).Times(2))),
        ];
        foreach (var (name, begin) in scenes)
        {
            emulator.Faults.Clear();
            Console.WriteLine($"{(Console.IsOutputRedirected ? "" : Environment.NewLine)}--- {name}");
            begin();
            await timer.WaitForNextTickAsync(stoppingToken);
        }

        emulator.Faults.Clear();
    }
}
