namespace EventPics.Cli.Internal;

/// <summary>What a person should know while a watch runs: on the board when there is one, else on stderr. Thread-safe.</summary>
internal sealed class Notices(Shell shell)
{
    private readonly bool _hasBoard = Terminal.Find(shell) is not null;
    private volatile IReadOnlyList<string> _all = [];

    public IReadOnlyList<string> All => _all;

    /// <summary>Says what the board shows anyway.</summary>
    public void SayUnlessShown(string message)
    {
        if (!_hasBoard)
        {
            shell.Say(message);
        }
    }

    public void Add(string notice)
    {
        if (!_hasBoard)
        {
            shell.Warn(notice);
        }

        _all = [.. _all, notice];
    }

    public void Clear() => _all = [];
}
