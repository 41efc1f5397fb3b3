using EventPics.Cli.Context;
using EventPics.Cli.Model;

namespace EventPics.Cli.Sending.Hooks;

/// <summary>The hooks of a session: for uploaded photos, and for problems.</summary>
internal sealed class SessionHooks(CommandContext context, Notices notices, string? onUploaded, string? onProblem) : IAsyncDisposable
{
    private readonly Hook _uploaded = Hook.Create("--on-uploaded", onUploaded, context, notices);
    private readonly Hook _problems = Hook.Create("--on-problem", onProblem, context, notices);

    public void Post(FileResult file)
    {
        _uploaded.Post(file);
        _problems.PostFailure(file);
    }

    public void Post(StateLine state) => _problems.Post(state);

    /// <summary>Waits until all calls are made, for a limited time.</summary>
    public async Task FinishAsync()
    {
        await _uploaded.FinishAsync(context.StoppingToken).ConfigureAwait(false);
        await _problems.FinishAsync(context.StoppingToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await _uploaded.DisposeAsync().ConfigureAwait(false);
        await _problems.DisposeAsync().ConfigureAwait(false);
    }
}
