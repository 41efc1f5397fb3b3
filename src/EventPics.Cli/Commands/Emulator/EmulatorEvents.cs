using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using EventPics.Emulator;

namespace EventPics.Cli.Commands.Emulator;

/// <summary>Creates the emulator's events from their titles.</summary>
internal static class EmulatorEvents
{
    private static readonly string[] Albums = ["Fotobox", "Backstage"];

    /// <summary>
    /// Creates one event with two albums per title. The IDs depend only on the titles, so that a command that worked yesterday works today.
    /// </summary>
    public static IReadOnlyList<EmulatorEvent> Create(IReadOnlyList<string> titles)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        return [.. titles.Select((title, at) => new EmulatorEvent(title, NewId(title, taken), [.. Albums.Select((album, number) =>
            new EmulatorAlbum(string.Create(CultureInfo.InvariantCulture, $"a{(at * Albums.Length) + number + 1}"), album))]))];
    }

    // Two events may have the same title, as in a real account.
    private static string NewId(string title, HashSet<string> taken)
    {
        for (var salt = 0; ; salt++)
        {
            var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{salt}:{title}")))[..8];
            if (taken.Add(id))
            {
                return id;
            }
        }
    }
}
