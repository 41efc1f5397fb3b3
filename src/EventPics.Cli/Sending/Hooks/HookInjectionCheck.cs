namespace EventPics.Cli.Sending.Hooks;

/// <summary>Finds placeholders in arguments that an interpreter runs as code, where a file's name could become a command.</summary>
internal static class HookInjectionCheck
{
    private static readonly string[] Interpreters =
        ["SH", "BASH", "DASH", "ASH", "ZSH", "KSH", "FISH", "BUSYBOX", "PYTHON", "PYTHON3", "PERL", "RUBY", "NODE", "PHP", "PWSH", "POWERSHELL"];

    /// <summary>The first unsafe placeholder; <see langword="null"/> when there is none.</summary>
    public static string? FindUnsafePlaceholder(string commandLine)
    {
        // Windows runs batch files with cmd.exe, which interprets & and % in their arguments, however they are quoted.
        var (isCode, isInterpreter, isNextCode) = (false, false, false);
        foreach (var word in CommandLineSplitter.Split(commandLine))
        {
            if ((isCode || isNextCode) && HookValues.FindFirst(word) is { } found)
            {
                return found;
            }

            var program = ProgramName(word);
            isCode = program is "POWERSHELL" or "PWSH" or "CMD" || IsBatchFile(program) || (isCode && !IsScriptSwitch(word));
            isInterpreter |= Interpreters.Contains(program);
            isNextCode = isInterpreter && IsCodeSwitch(word);
        }

        return null;
    }

    // Windows ignores dots and spaces at the end of a name.
    private static string ProgramName(string word)
    {
        var name = word.Split('/', '\\')[^1].TrimEnd('.', ' ');
        return (name.EndsWith(".exe", StringComparison.OrdinalIgnoreCase) ? name[..^4] : name).ToUpperInvariant();
    }

    private static bool IsBatchFile(string program) =>
        program.EndsWith(".BAT", StringComparison.Ordinal) || program.EndsWith(".CMD", StringComparison.Ordinal);

    // PowerShell passes the arguments of a script on as they are.
    private static bool IsScriptSwitch(string word) => word.Equals("-File", StringComparison.OrdinalIgnoreCase);

    // -c, also combined with other switches as in -lc.
    private static bool IsCodeSwitch(string word) => word is ['-', .., 'c' or 'e'] && word[1..].All(char.IsAsciiLetter);
}
