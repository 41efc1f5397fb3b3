using System.Diagnostics;
using System.Security.Cryptography;
using EventPics.Emulator;

namespace EventPics.Benchmarks.Faults;

/// <summary>What became of one photo: what the sender reported, and what the album holds.</summary>
internal sealed record Outcome(bool? Success, int Stored, TimeSpan Duration)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan Remarkable = TimeSpan.FromSeconds(10);

    public bool IsGood => Success == true && Stored == 1;

    /// <summary>Sends one photo into an emulator with one fault.</summary>
    public static async Task<Outcome> OfAsync(ISender sender, Scenario scenario)
    {
        await using var emulator = await EventPicsEmulator.StartAsync();
        using var file = new TestFile(scenario.Length);
        scenario.Inject(emulator);
        using var limit = new CancellationTokenSource(Limit);
        var watch = Stopwatch.StartNew();
        bool? success;
        try
        {
            success = await sender.UploadAsync(emulator, file.Path, limit.Token).WaitAsync(Limit);
        }
        catch (TimeoutException)
        {
            success = null;
        }

        var duration = watch.Elapsed;
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(file.Path)));
        return new Outcome(success, emulator.Photos.Count(photo => photo.Sha256 == sha256), duration);
    }

    public override string ToString() => (Success, Stored) switch
    {
        (true, 1) => "ok" + After(),
        (true, 0) => "**says done, nothing stored**",
        (true, _) => $"there {Stored} times" + After(),
        (false, 0) => "not delivered" + After(),
        (false, _) => "in the album, reported as failed" + After(),
        _ => "hangs",
    };

    private string After() => Duration >= Remarkable ? FormattableString.Invariant($" after {Duration.TotalSeconds:0} s") : "";
}
