using System.ComponentModel;
using System.Diagnostics;
using EventPics.Cli.Context;
using EventPics.Cli.Model;

namespace EventPics.Cli.Sending.Hooks;

/// <summary>Runs a command for each call, without a shell, so that a file's name can't become a command.</summary>
internal sealed class CommandHook(string commandLine, CommandContext context)
{
    // A grandchild process may keep the output open after the command has exited; it is not waited for.
    private static readonly TimeSpan OutputDrainTimeout = TimeSpan.FromSeconds(1);

    // An error is reported in one line, and this is what fits next to the file's name.
    private const int MaxErrorLength = 160;

    private readonly List<string> _arguments = CommandLineSplitter.Split(commandLine);

    public async Task CallAsync(HookBody call, CancellationToken cancellationToken)
    {
        using var process = Start(call);
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        string? lastError = null;
        try
        {
            // A command that reads its input would otherwise wait forever.
            process.StandardInput.Close();
            var output = Task.WhenAll(
                ForwardAsync(process.StandardOutput, _ => { }, reading.Token),
                ForwardAsync(process.StandardError, line => lastError = line, reading.Token));
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            await Task.WhenAny(output, Task.Delay(OutputDrainTimeout, context.Time, cancellationToken)).ConfigureAwait(false);
            await reading.CancelAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        if (process.ExitCode != 0)
        {
            var why = context.Texts.HookExit(process.ExitCode);
            throw new CommandException(ExitCodes.Failed, lastError is null ? why : $"{why}: {lastError.Truncate(MaxErrorLength)}");
        }
    }

    private Process Start(HookBody call)
    {
        try
        {
            return Process.Start(StartInfo(call))!;
        }
        catch (Win32Exception e)
        {
            // The system's message is in the system's language, and the runtime's in English.
            throw new CommandException(ExitCodes.Failed, context.Texts.HookNotStarted(_arguments[0].Sanitize()), e.Message, e);
        }
    }

    private ProcessStartInfo StartInfo(HookBody call)
    {
        var values = new HookValues(call, context.Time.GetUtcNow());
        var info = new ProcessStartInfo(_arguments[0])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        foreach (var word in _arguments.Skip(1))
        {
            info.ArgumentList.Add(values.Substitute(word));
        }

        foreach (var (variable, value) in values.Variables)
        {
            info.Environment[variable] = value;
        }

        info.Environment.Remove(EnvironmentVariables.ApiKey);
        return info;
    }

    // The command's output must not get between the results on stdout.
    private async Task ForwardAsync(StreamReader output, Action<string> handleLine, CancellationToken cancellationToken)
    {
        try
        {
            while (await output.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
            {
                if (context.Verbose)
                {
                    context.Info(line.Sanitize());
                }

                if (!string.IsNullOrWhiteSpace(line))
                {
                    handleLine(line.Trim().Sanitize());
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The command has exited or is abandoned.
        }
    }
}
