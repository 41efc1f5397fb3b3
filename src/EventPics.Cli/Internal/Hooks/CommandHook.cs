using System.Diagnostics;
using System.Globalization;

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
        using var process = Process.Start(StartInfo(news))!;
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
            throw new InvalidOperationException(lastError is null ? why : $"{why}: {FileMarkup.Cut(lastError, LongestLine)}");
        }
    }

    private ProcessStartInfo StartInfo(HookBody news)
    {
        var uploadedAt = (news.UploadedAt ?? shell.Time.GetUtcNow()).ToString("O", CultureInfo.InvariantCulture);
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
            info.ArgumentList.Add(word
                .Replace("{file}", news.File, StringComparison.Ordinal)
                .Replace("{event}", news.LinkId, StringComparison.Ordinal)
                .Replace("{album}", news.AlbumId ?? "", StringComparison.Ordinal)
                .Replace("{time}", uploadedAt, StringComparison.Ordinal));
        }

        info.Environment["EVENTPICS_FILE"] = news.File;
        info.Environment["EVENTPICS_EVENT"] = news.LinkId;
        info.Environment["EVENTPICS_ALBUM"] = news.AlbumId ?? "";
        info.Environment["EVENTPICS_UPLOADED_AT"] = uploadedAt;
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
