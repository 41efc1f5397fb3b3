using System.Globalization;
using System.Text;

namespace EventPics.Cli.Platform;

/// <summary>The systemd unit that keeps a folder watched.</summary>
internal static class SystemdUnit
{
    public const string Name = "eventpics.service";

    /// <summary>The unit's path: in the system's folder for root, else in the user's own.</summary>
    public static string FilePath { get; } = Environment.IsPrivilegedProcess
        ? Path.Combine("/etc/systemd/system", Name)
        : Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify),
            "systemd", "user", Name);

    /// <summary>The symbolic link by which systemd starts the unit automatically.</summary>
    public static string EnabledPath { get; } = Path.Combine(Path.GetDirectoryName(FilePath)!, $"{Target}.wants", Name);

    private static string Target => Environment.IsPrivilegedProcess ? "multi-user.target" : "default.target";

    public static string Text(IReadOnlyList<string> command, string description)
    {
        var unit = new StringBuilder();
        unit.AppendLine("[Unit]");
        unit.AppendLine(CultureInfo.InvariantCulture, $"Description={Escape(description)}");
        unit.AppendLine("Wants=network-online.target");
        unit.AppendLine("After=network-online.target");
        unit.AppendLine();
        unit.AppendLine("[Service]");
        unit.AppendLine("Type=exec");
        unit.AppendLine(CultureInfo.InvariantCulture, $"ExecStart={string.Join(' ', command.Select(Quote))}");
        unit.AppendLine("Restart=on-failure");
        unit.AppendLine("RestartSec=10");
        unit.AppendLine("# 3: the API key is missing or was rejected, which a restart can't fix. 4: stopped while photos are waiting; they are sent after the next start.");
        unit.AppendLine("# 130: stopped before watching began.");
        unit.AppendLine("RestartPreventExitStatus=3");
        unit.AppendLine("SuccessExitStatus=4 130");
        unit.AppendLine("TimeoutStopSec=15");
        unit.AppendLine("NoNewPrivileges=true");
        unit.AppendLine("ProtectSystem=full");
        unit.AppendLine("PrivateTmp=false");
        unit.AppendLine();
        unit.AppendLine("[Install]");
        unit.AppendLine(CultureInfo.InvariantCulture, $"WantedBy={Target}");
        return unit.ToString();
    }

    // systemd parses quotes like a shell, and expands % and $.
    private static string Quote(string word)
    {
        var escaped = Escape(word)
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("$", "$$", StringComparison.Ordinal);
        return word.Length > 0 && word.All(c => char.IsLetterOrDigit(c) || c is '/' or '.' or '-' or '_' or ':' or '%')
            ? escaped
            : $"\"{escaped}\"";
    }

    private static string Escape(string text) => text.Replace("%", "%%", StringComparison.Ordinal).ReplaceLineEndings(" ");
}
