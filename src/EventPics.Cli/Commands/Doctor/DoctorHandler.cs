using EventPics.Cli.Checks;
using EventPics.Cli.Context;
using EventPics.Cli.Model;
using Spectre.Console;

namespace EventPics.Cli.Commands.Doctor;

/// <summary>Runs <c>doctor</c>.</summary>
internal sealed class DoctorHandler(CommandContext context, CheckSettings settings)
{
    private readonly List<Finding> _findings = [];
    private readonly IAnsiConsole? _console = Console.IsOutputRedirected || context.Json
        ? null
        : AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Out) });

    public async Task<int> RunAsync()
    {
        var local = new LocalChecks(context);
        Add(local.Disk());
        Add(await local.DataFolderAsync().ConfigureAwait(false));
        Add(await local.WatchedFolderAsync(settings.Folder).ConfigureAwait(false));
        if (settings.Folder is { } folder)
        {
            Add(local.FolderDisk(folder));
        }

        var server = new ServerChecks(context, settings);
        await foreach (var finding in server.RunAsync().ConfigureAwait(false))
        {
            Add(finding);
        }

        var isReady = !Has(CheckResult.Bad);
        WriteResult(isReady);
        return isReady ? ExitCodes.Success : ExitCodes.Failed;
    }

    private bool Has(CheckResult health) => _findings.Exists(finding => finding.Result == health);

    private void Add(Finding finding)
    {
        _findings.Add(finding);
        var name = context.Texts.CheckName(finding.Check);
        if (context.Json)
        {
            JsonOutput.Write(context.Out, finding.ToLine());
        }
        else if (_console is not null)
        {
            var (mark, colour) = finding.Result switch { CheckResult.Ok => ("✓", "green"), CheckResult.Unchecked => ("–", "grey"), CheckResult.Warning => ("!", "yellow"), _ => ("✗", "red") };
            var grid = new Grid().AddColumn(new GridColumn { Width = 1 }).AddColumn(new GridColumn { Width = NameWidth }).AddColumn();
            grid.AddRow(new Markup($"[{colour}]{mark}[/]"), new Text(name), new Text(finding.Message));
            _console.Write(grid);
        }
        else
        {
            context.Out.WriteLine(
                $"{context.Texts.CheckResultLabel(finding.Result).PadRight(ResultWidth)} {name.PadRight(NameWidth)}  {finding.Message}");
        }
    }

    private int NameWidth => DoctorChecks.All.Max(check => context.Texts.CheckName(check).Length);

    private int ResultWidth => Enum.GetValues<CheckResult>().Max(health => context.Texts.CheckResultLabel(health).Length);

    private void WriteResult(bool isReady)
    {
        if (context.Json)
        {
            JsonOutput.Write(context.Out, new DoctorResultLine("verdict", isReady));
            return;
        }

        var result = !isReady
            ? context.Texts.NotReady
            : Has(CheckResult.Unchecked) ? context.Texts.ReadyAsFarAsChecked : context.Texts.Ready;
        if (_console is not null)
        {
            _console.WriteLine();
            _console.MarkupLine($"[bold {(isReady ? "green" : "red")}]{Markup.Escape(result)}[/]");
        }
        else
        {
            context.Out.WriteLine();
            context.Out.WriteLine(result);
        }
    }
}
