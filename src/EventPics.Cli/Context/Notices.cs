namespace EventPics.Cli.Context;

/// <summary>What a person should know while something runs: on the screen when there is one, else on stderr. Thread-safe.</summary>
internal sealed class Notices(CommandContext shell)
{
    // More would push the counts out of sight.
    private const int MaxCount = 3;

    private readonly Lock _lock = new();
    private volatile IReadOnlyList<string> _all = [];

    /// <summary>The last few.</summary>
    public IReadOnlyList<string> All => _all;

    /// <summary>Takes each in place of stderr, while bars or a board fill the terminal.</summary>
    public Action<string>? Screen { get; set; }

    /// <summary>Notices for a board, which also shows those from before it was drawn.</summary>
    public static Notices ForDashboard(CommandContext shell) => new(shell) { Screen = Terminal.Find(shell) is null ? null : KeepOnly };

    /// <summary>A screen that draws <see cref="All"/>, so that nothing else need be done with one of them.</summary>
    public static void KeepOnly(string notice)
    {
    }

    /// <summary>Says what the board shows anyway.</summary>
    public void InfoUnlessShown(string message)
    {
        if (Screen is null)
        {
            shell.Info(message);
        }
    }

    /// <summary>Warns of what the board shows anyway.</summary>
    public void WarnUnlessShown(string message)
    {
        if (Screen is null)
        {
            shell.Warn(message);
        }
    }

    /// <summary>Reports a change of state, which a board shows anyway.</summary>
    public void AddStateChange(string line)
    {
        if (Screen is not { } screen)
        {
            shell.Info(line);
        }
        else if (screen != KeepOnly)
        {
            screen(line);
        }
    }

    public void Add(string notice)
    {
        lock (_lock)
        {
            _all = [.. _all.Where(other => other != notice).Append(notice).TakeLast(MaxCount)];
        }

        if (Screen is { } screen)
        {
            screen(notice);
        }
        else
        {
            shell.Warn(notice);
        }
    }

    /// <summary>Takes back what is no longer so.</summary>
    public void Remove(string? notice)
    {
        lock (_lock)
        {
            _all = [.. _all.Where(other => other != notice)];
        }
    }
}
