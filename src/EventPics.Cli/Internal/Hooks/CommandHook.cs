using System.Diagnostics;
using System.Globalization;

namespace EventPics.Cli.Internal;

/// <summary>Runs a command for the news, without a shell, so that a file's name can't become a command.</summary>
internal sealed class CommandHook(string commandLine, Shell shell)
{
    private readonly List<string> _words = CommandWords.Split(commandLine);

    public async Task TellAsync(HookBody news, CancellationToken cancellationToken)
    {
        using var process = Process.Start(StartInfo(news))!;
        try
        {
            var output = Task.WhenAll(ForwardAsync(process.StandardOutput, cancellationToken), ForwardAsync(process.StandardError, cancellationToken));
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            await output.ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException(shell.Texts.HookExit(process.ExitCode));
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
    private async Task ForwardAsync(StreamReader output, CancellationToken cancellationToken)
    {
        while (await output.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            if (shell.Verbose)
            {
                shell.Say(line.Plain());
            }
        }
    }
}
