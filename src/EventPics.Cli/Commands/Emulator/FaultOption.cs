using System.CommandLine;
using System.Globalization;
using EventPics.Cli.Localization.English;
using EventPics.Cli.Parsing;
using EventPics.Emulator;

namespace EventPics.Cli.Commands.Emulator;

/// <summary><c>--fault STEP:NAME[:COUNT]</c>: which calls to the emulator fail, and how.</summary>
internal static class FaultOption
{
    private static readonly Dictionary<string, EmulatorOperation> Steps = new(StringComparer.Ordinal)
    {
        ["events"] = EmulatorOperation.Events,
        ["url"] = EmulatorOperation.UploadUrl,
        ["put"] = EmulatorOperation.Put,
    };

    public static Option<ScriptedFault[]> Create(Texts texts) => new("--fault")
    {
        HelpName = texts.Placeholders.Fault,
        Description = texts.EmulatorFaultHelp(string.Join(", ", FaultNames.All)),
        CustomParser = result =>
        {
            var faults = new List<ScriptedFault>();
            foreach (var token in result.Tokens)
            {
                if (FindError(token.Value, texts, faults) is { } error)
                {
                    result.AddError(error);
                }
            }

            return [.. faults];
        },
    };

    private static string? FindError(string text, Texts texts, List<ScriptedFault> faults)
    {
        var parts = text.Split(':');
        if (parts.Length is < 2 or > 3)
        {
            return texts.BadFault(text);
        }

        if (!Steps.TryGetValue(parts[0], out var operation))
        {
            return texts.UnknownFaultStep(parts[0], string.Join(", ", Steps.Keys), SpellingSuggestion.Find(parts[0], Steps.Keys));
        }

        var known = FaultNames.For(operation).ToList();
        if (FaultNames.Find(parts[1]) is not { } fault || (fault.Operation is { } only && only != operation))
        {
            return texts.UnknownFault(parts[0], parts[1], string.Join(", ", known), SpellingSuggestion.Find(parts[1], known));
        }

        var count = 1;
        if (parts.Length == 3 && (!int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out count) || count < 1))
        {
            return texts.BadFaultCount(text, parts[2]);
        }

        faults.Add(new ScriptedFault(operation, fault.Times(count)));
        return null;
    }
}
