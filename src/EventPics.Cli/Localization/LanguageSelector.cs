using System.Globalization;
using System.Runtime.InteropServices;
using EventPics.Cli.Localization.English;
using EventPics.Cli.Localization.German;

namespace EventPics.Cli.Localization;

/// <summary>Chooses the language: by <c>--lang</c>, else the system's.</summary>
internal static partial class LanguageSelector
{
    public const string German = "de";
    public const string English = "en";

    private static readonly string[] Variables = ["LC_ALL", "LC_MESSAGES", "LANG"];

    /// <summary>Returns the texts for a command line and sets the language of the parser's own messages.</summary>
    public static Texts Choose(IReadOnlyList<string> args, Func<string, string?> environment)
    {
        var name = FromArguments(args) ?? FromSystem(environment);
        var texts = TextsIn(name);
        CultureInfo.CurrentUICulture = new CultureInfo(name);
        CultureInfo.CurrentCulture = texts.Culture;
        return texts;
    }

    public static Texts TextsIn(string language) => language == German ? new GermanTexts() : new Texts();

    // Read before parsing, since the parser's error messages have to be in this language too.
    private static string? FromArguments(IReadOnlyList<string> args)
    {
        for (var i = 0; i < args.Count && args[i] != "--"; i++)
        {
            var value = args[i] == "--lang" && i + 1 < args.Count ? args[i + 1]
                : args[i].StartsWith("--lang=", StringComparison.Ordinal)
                    || args[i].StartsWith("--lang:", StringComparison.Ordinal) ? args[i][7..]
                : null;
            if (value is German or English)
            {
                return value;
            }
        }

        return null;
    }

    // With invariant globalization the runtime doesn't know the system language, so it is read from the system.
    private static string FromSystem(Func<string, string?> environment)
    {
        if (OperatingSystem.IsWindows())
        {
            const int primaryLanguageMask = 0x3ff;
            const int german = 0x07;
            return (GetUserDefaultUILanguage() & primaryLanguageMask) == german ? German : English;
        }

        var set = Variables.Select(environment).FirstOrDefault(value => !string.IsNullOrEmpty(value));
        return set?.StartsWith(German, StringComparison.OrdinalIgnoreCase) == true ? German : English;
    }

    [LibraryImport("kernel32.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial ushort GetUserDefaultUILanguage();
}
