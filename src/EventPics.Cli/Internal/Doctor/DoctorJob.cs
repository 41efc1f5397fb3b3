using Spectre.Console;

namespace EventPics.Cli.Internal;

/// <summary>One run of <c>doctor</c>.</summary>
internal sealed class DoctorJob(Shell shell, DoctorWishes wishes)
{
    private readonly List<Finding> _findings = [];
    private readonly IAnsiConsole? _console = Console.IsOutputRedirected || shell.Json
        ? null
        : AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Out) });

    public async Task<int> RunAsync()
    {
        var local = new LocalChecks(shell);
        Add(local.Disk());
        Add(await local.DataFolderAsync().ConfigureAwait(false));
        Add(await local.WatchedFolderAsync(wishes.Folder).ConfigureAwait(false));
        if (wishes.Folder is { } folder)
        {
            Add(local.FolderDisk(folder));
        }

        var server = new ServerChecks(shell, wishes);
        await foreach (var finding in server.RunAsync().ConfigureAwait(false))
        {
            Add(finding);
        }

        var isGo = !Has(Health.Bad);
        Conclude(isGo);
        return isGo ? ExitCodes.Done : ExitCodes.Refused;
    }

    private bool Has(Health health) => _findings.Exists(finding => finding.Health == health);

    private void Add(Finding finding)
    {
        _findings.Add(finding);
        var name = shell.Texts.CheckName(finding.Check);
        if (shell.Json)
        {
            JsonLines.Write(shell.Out, finding.ToLine());
        }
        else if (_console is not null)
        {
            var (mark, colour) = finding.Health switch { Health.Ok => ("✓", "green"), Health.Unchecked => ("–", "grey"), Health.Warning => ("!", "yellow"), _ => ("✗", "red") };
            var grid = new Grid().AddColumn(new GridColumn { Width = 1 }).AddColumn(new GridColumn { Width = NameWidth }).AddColumn();
            grid.AddRow(new Markup($"[{colour}]{mark}[/]"), new Text(name), new Text(finding.Message));
            _console.Write(grid);
        }
        else
        {
            shell.Out.WriteLine($"{shell.Texts.HealthWord(finding.Health).PadRight(HealthWidth)} {name.PadRight(NameWidth)}  {finding.Message}");
        }
    }

    private int NameWidth => DoctorChecks.All.Max(check => shell.Texts.CheckName(check).Length);

    private int HealthWidth => Enum.GetValues<Health>().Max(health => shell.Texts.HealthWord(health).Length);

    private void Conclude(bool isGo)
    {
        if (shell.Json)
        {
            JsonLines.Write(shell.Out, new VerdictLine("verdict", isGo));
            return;
        }

        var verdict = !isGo ? shell.Texts.NoGo : Has(Health.Unchecked) ? shell.Texts.GoAsFarAsChecked : shell.Texts.Go;
        if (_console is not null)
        {
            _console.WriteLine();
            _console.MarkupLine($"[bold {(isGo ? "green" : "red")}]{Markup.Escape(verdict)}[/]");
        }
        else
        {
            shell.Out.WriteLine();
            shell.Out.WriteLine(verdict);
        }
    }
}
