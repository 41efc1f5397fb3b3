using EventPics.Emulator;
using Microsoft.Extensions.Hosting;

namespace PhotoBooth;

/// <summary>A bad evening at the venue: links expire, answers get lost, uploads stall, and the network goes away.</summary>
internal sealed class Misery(EventPicsEmulator emulator) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(2));
        (string What, Action Begin)[] acts =
        [
            ("links expire", () => emulator.Faults.OnPut(Fault.Expired.Times(2))),
            ("the network is away", () => emulator.Faults.Offline = true),
            ("answers get lost", () => emulator.Faults.OnPut(Fault.LostResponse.Times(3))),
            ("uploads stall and break", () => emulator.Faults.OnPut(Fault.Stall(afterBytes: 20_000)).OnPut(Fault.DropAfter(30_000).Times(2))),
            ("a login page is in the way", () => emulator.Faults.OnUploadUrl(Fault.Html().Times(2)).OnPut(Fault.Html())),
            ("the server is busy", () => emulator.Faults.OnUploadUrl(Fault.Status(503).Times(2)).OnPut(Fault.Status(503).Times(2))),
        ];
        foreach (var (what, begin) in acts)
        {
            emulator.Faults.Clear();
            Console.WriteLine($"{(Console.IsOutputRedirected ? "" : Environment.NewLine)}--- {what}");
            begin();
            await timer.WaitForNextTickAsync(stoppingToken);
        }

        emulator.Faults.Clear();
    }
}
