using System.Globalization;
using EventPics.Emulator;

namespace EventPics.Cli.Commands.Emulator;

/// <summary>
/// The emulator's faults by the names of <see cref="Fault"/>'s members in kebab case, with a hyphen before the number of a fault that takes
/// one.
/// </summary>
internal static class FaultNames
{
    private const string Number = "-N";

    private static readonly SortedDictionary<string, Func<long, Fault>> Table = new(StringComparer.Ordinal)
    {
        [Kebab(nameof(Fault.None))] = _ => Fault.None,
        [Kebab(nameof(Fault.ConnectionReset))] = _ => Fault.ConnectionReset,
        [Kebab(nameof(Fault.DropBeforeStoring))] = _ => Fault.DropBeforeStoring,
        [Kebab(nameof(Fault.DropAfter)) + Number] = Fault.DropAfter,
        [Kebab(nameof(Fault.LostResponse))] = _ => Fault.LostResponse,
        [Kebab(nameof(Fault.TruncatedResponse))] = _ => Fault.TruncatedResponse,
        [Kebab(nameof(Fault.HugeResponse)) + Number] = Fault.HugeResponse,
        [Kebab(nameof(Fault.SlowResponse)) + Number] = number => Fault.SlowResponse(checked((int)number)),
        [Kebab(nameof(Fault.SlowReading)) + Number] = number => Fault.SlowReading(checked((int)number)),
        [Kebab(nameof(Fault.Delay)) + Number] = number => Fault.Delay(TimeSpan.FromSeconds(checked((int)number))),
        [Kebab(nameof(Fault.Stall))] = _ => Fault.Stall(),
        [Kebab(nameof(Fault.Stall)) + Number] = Fault.Stall,
        [Kebab(nameof(Fault.Status)) + Number] = number => Fault.Status(checked((int)number)),
        [Kebab(nameof(Fault.Html))] = _ => Fault.Html(),
        [Kebab(nameof(Fault.Html)) + Number] = number => Fault.Html(checked((int)number)),
        [Kebab(nameof(Fault.LoginRedirect))] = _ => Fault.LoginRedirect(),
        [Kebab(nameof(Fault.NetworkAuthenticationRequired))] = _ => Fault.NetworkAuthenticationRequired,
        [Kebab(nameof(Fault.Expired))] = _ => Fault.Expired,
        [Kebab(nameof(Fault.ObjectExists))] = _ => Fault.ObjectExists,
        [Kebab(nameof(Fault.MissingUploadUrl))] = _ => Fault.MissingUploadUrl,
        [Kebab(nameof(Fault.SameUploadUrl))] = _ => Fault.SameUploadUrl,
    };

    /// <summary>All names, with N in place of a number.</summary>
    public static IReadOnlyCollection<string> All => Table.Keys;

    /// <summary>The names of the faults that apply to an operation.</summary>
    public static IEnumerable<string> For(EmulatorOperation operation) =>
        Table.Where(entry => entry.Value(200).Operation is not { } only || only == operation).Select(entry => entry.Key);

    /// <summary>The fault of a name; <see langword="null"/> when there is none, or its number is out of range.</summary>
    public static Fault? Find(string name)
    {
        if (Table.TryGetValue(name, out var plain) && !name.EndsWith(Number, StringComparison.Ordinal))
        {
            return plain(0);
        }

        var at = name.LastIndexOf('-');
        if (at < 0
            || !Table.TryGetValue(name[..at] + Number, out var numbered)
            || !long.TryParse(name[(at + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        try
        {
            return numbered(number);
        }
        catch (Exception e) when (e is ArgumentOutOfRangeException or OverflowException)
        {
            return null;
        }
    }

    private static string Kebab(string name) => string.Concat(name.Select((letter, at) =>
        char.IsUpper(letter) ? (at > 0 ? "-" : "") + char.ToLowerInvariant(letter) : letter.ToString()));
}
