namespace EventPics.Cli.Context;

/// <summary>Messages to the user while a command runs: on the screen if there is one, else on stderr. Thread-safe.</summary>
internal sealed class Notices(CommandContext context)
{
    // More would push the counts out of sight.
    private const int MaxCount = 3;

    private readonly Lock _lock = new();
    private volatile IReadOnlyList<string> _latest = [];
    private volatile NoticeTarget _target;
    private Action<string> _writeAboveBars = _ => { };

    /// <summary>The latest notices.</summary>
    public IReadOnlyList<string> Latest => _latest;

    /// <summary>Notices for a dashboard, which also shows those from before it was drawn.</summary>
    public static Notices ForDashboard(CommandContext context)
    {
        var notices = new Notices(context);
        if (context.LiveTerminal is not null)
        {
            notices.ShowOnDashboard();
        }

        return notices;
    }

    public void ShowOnStderr() => _target = NoticeTarget.Stderr;

    public void ShowOnDashboard() => _target = NoticeTarget.Dashboard;

    public void ShowAboveBars(Action<string> write) => (_writeAboveBars, _target) = (write, NoticeTarget.AboveBars);

    /// <summary>Writes a message that a screen shows anyway.</summary>
    public void InfoUnlessShown(string message)
    {
        if (_target == NoticeTarget.Stderr)
        {
            context.Info(message);
        }
    }

    /// <summary>Writes a warning that a screen shows anyway.</summary>
    public void WarnUnlessShown(string message)
    {
        if (_target == NoticeTarget.Stderr)
        {
            context.Warn(message);
        }
    }

    /// <summary>Reports a change of state, which a dashboard shows anyway.</summary>
    public void AddStateChange(string line)
    {
        switch (_target)
        {
            case NoticeTarget.Stderr:
                context.Info(line);
                break;
            case NoticeTarget.AboveBars:
                _writeAboveBars(line);
                break;
        }
    }

    public void Add(string notice)
    {
        lock (_lock)
        {
            _latest = [.. _latest.Where(other => other != notice).Append(notice).TakeLast(MaxCount)];
        }

        switch (_target)
        {
            case NoticeTarget.Stderr:
                context.Warn(notice);
                break;
            case NoticeTarget.AboveBars:
                _writeAboveBars(notice);
                break;
        }
    }

    /// <summary>Removes a notice that no longer applies.</summary>
    public void Remove(string? notice)
    {
        lock (_lock)
        {
            _latest = [.. _latest.Where(other => other != notice)];
        }
    }
}
