using EventPics.Cli.Context;
using EventPics.Cli.Model;

namespace EventPics.Cli.Sending.Hooks;

/// <summary>The hooks of a session: for uploaded photos, and for problems.</summary>
internal sealed class SessionHooks : IAsyncDisposable
{
    private readonly CommandContext _context;
    private readonly Notices _notices;
    private Hook _uploaded;
    private Hook _problems;
    private (string? OnUploaded, string? OnProblem) _targets;

    public SessionHooks(CommandContext context, Notices notices, string? onUploaded, string? onProblem)
    {
        (_context, _notices, _targets) = (context, notices, (onUploaded, onProblem));
        _uploaded = Create("--on-uploaded", onUploaded);
        _problems = Create("--on-problem", onProblem);
    }

    /// <summary>Uses other commands or URLs from now on. Calls that still wait are made.</summary>
    public async Task ChangeAsync(string? onUploaded, string? onProblem)
    {
        if (_targets == (onUploaded, onProblem))
        {
            return;
        }

        _targets = (onUploaded, onProblem);
        Hook[] previous =
        [
            Interlocked.Exchange(ref _uploaded, Create("--on-uploaded", onUploaded)),
            Interlocked.Exchange(ref _problems, Create("--on-problem", onProblem)),
        ];
        foreach (var hook in previous)
        {
            await hook.FinishAsync(_context.StoppingToken).ConfigureAwait(false);
            await hook.DisposeAsync().ConfigureAwait(false);
        }
    }

    public void Post(FileResult file)
    {
        _uploaded.Post(file);
        _problems.PostFailure(file);
    }

    public void Post(StateLine state) => _problems.Post(state);

    /// <summary>Waits until all calls are made, for a limited time.</summary>
    public async Task FinishAsync()
    {
        await _uploaded.FinishAsync(_context.StoppingToken).ConfigureAwait(false);
        await _problems.FinishAsync(_context.StoppingToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await _uploaded.DisposeAsync().ConfigureAwait(false);
        await _problems.DisposeAsync().ConfigureAwait(false);
    }

    private Hook Create(string option, string? target) => Hook.Create(option, target, _context, _notices);
}
