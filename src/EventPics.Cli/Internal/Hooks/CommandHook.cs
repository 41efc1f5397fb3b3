using System.ComponentModel;
using System.Diagnostics;

namespace EventPics.Cli.Internal;

/// <summary>Runs a command for the news, without a shell, so that a file's name can't become a command.</summary>
internal sealed class CommandHook(string commandLine, Shell shell)
{
    // Whoever keeps the command's output open after its end is a program of its own.
    private static readonly TimeSpan RestOfOutput = TimeSpan.FromSeconds(1);

    // An error is told in a line, and this is what fits beside the file's name.
    private const int LongestLine = 160;

    private readonly List<string> _words = CommandWords.Split(commandLine);

    public async Task TellAsync(HookBody news, CancellationToken cancellationToken)
    {
        using var process = Start(news);
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        string? lastError = null;
        try
        {
            // A command that reads would otherwise wait for what nobody writes.
            process.StandardInput.Close();
            var output = Task.WhenAll(
                ForwardAsync(process.StandardOutput, _ => { }, reading.Token),
                ForwardAsync(process.StandardError, line => lastError = line, reading.Token));
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            await Task.WhenAny(output, Task.Delay(RestOfOutput, shell.Time, cancellationToken)).ConfigureAwait(false);
            await reading.CancelAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        if (process.ExitCode != 0)
        {
            var why = shell.Texts.HookExit(process.ExitCode);
            throw new ToolException(ExitCodes.Refused, lastError is null ? why : $"{why}: {FileMarkup.Cut(lastError, LongestLine)}");
        }
    }

    private Process Start(HookBody news)
    {
        try
        {
            return Process.Start(StartInfo(news))!;
        }
        catch (Win32Exception e)
        {
            // The system's own sentence is in the system's language, and the runtime's in English.
            throw new ToolException(ExitCodes.Refused, shell.Texts.HookNotStarted(_words[0].Plain()), e.Message, e);
        }
    }

    private ProcessStartInfo StartInfo(HookBody news)
    {
        var values = new HookValues(news, shell.Time.GetUtcNow());
        var info = new ProcessStartInfo(_words[0])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        foreach (var word in _words.Skip(1))
        {
            info.ArgumentList.Add(values.FillIn(word));
        }

        foreach (var (variable, value) in values.Variables)
        {
            info.Environment[variable] = value;
        }

        info.Environment.Remove(KeyStore.Variable);
        return info;
    }

    // Its chatter must not get between the results on stdout.
    private async Task ForwardAsync(StreamReader output, Action<string> take, CancellationToken cancellationToken)
    {
        try
        {
            while (await output.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
            {
                if (shell.Verbose)
                {
                    shell.Say(line.Plain());
                }

                if (!string.IsNullOrWhiteSpace(line))
                {
                    take(line.Trim().Plain());
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The command is over, or is given up.
        }
    }
}
