using System.Diagnostics;
using System.Xml.Linq;

namespace EventPics.Cli.Platform;

/// <summary>The Windows task that runs a profile from this user's logon on, and again after a failure.</summary>
internal static class ScheduledTask
{
    public const string Name = "EventPics";

    private static readonly XNamespace Schema = "http://schemas.microsoft.com/windows/2004/02/mit/task";

    public static IReadOnlyList<string> Start { get; } = ["/run", "/tn", Name];

    public static IReadOnlyList<IReadOnlyList<string>> Uninstall { get; } = [["/end", "/tn", Name], ["/delete", "/tn", Name, "/f"]];

    public static IReadOnlyList<string> Create(string definition) => ["/create", "/tn", Name, "/xml", definition, "/f"];

    /// <summary>The task's definition. Without a time limit, and also on battery, since a party outlasts both.</summary>
    public static string Define(IReadOnlyList<string> command, string description, string user) => new XElement(
        Schema + "Task",
        new XAttribute("version", "1.2"),
        Element("RegistrationInfo", Element("Description", description)),
        Element("Triggers", Element("LogonTrigger", Element("UserId", user))),
        Element("Principals", Element(
            "Principal", new XAttribute("id", "User"), Element("UserId", user), Element("LogonType", "InteractiveToken"))),
        Element(
            "Settings",
            Element("MultipleInstancesPolicy", "IgnoreNew"),
            Element("DisallowStartIfOnBatteries", "false"),
            Element("StopIfGoingOnBatteries", "false"),
            Element("ExecutionTimeLimit", "PT0S"),
            Element("RestartOnFailure", Element("Interval", "PT1M"), Element("Count", "999"))),
        Element(
            "Actions",
            new XAttribute("Context", "User"),
            Element("Exec", Element("Command", command[0]), Element("Arguments", Join(command.Skip(1))))))
        .ToString();

    public static string Show(IReadOnlyList<string> arguments) => "schtasks.exe " + Join(arguments);

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo("schtasks.exe", arguments) { UseShellExecute = false, RedirectStandardOutput = true })!;
        await process.StandardOutput.ReadToEndAsync().ConfigureAwait(false);
        await process.WaitForExitAsync().ConfigureAwait(false);
        return process.ExitCode;
    }

    private static string Join(IEnumerable<string> words) => string.Join(' ', words.Select(WindowsService.Quote));

    private static XElement Element(string name, params object[] content) => new(Schema + name, content);
}
