using System.CommandLine;
using System.Text;
using EventPics.Cli.Commands.Start;
using EventPics.Cli.Context;
using EventPics.Cli.Localization;
using EventPics.Cli.Localization.English;
using EventPics.Cli.Model;
using EventPics.Cli.Parsing;
using EventPics.Cli.Platform;

namespace EventPics.Cli;

/// <summary>Runs one command line.</summary>
internal static class App
{
    public static async Task<int> RunAsync(string[] args)
    {
        ClosedStreams.Occupy();
        if (OperatingSystem.IsWindows())
        {
            // The console's old code page lacks some umlauts and the bars.
            Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        }

        args = args.Length == 0 && DoubleClick.IsLikely() ? [StartCommand.Name] : args;
        var texts = LanguageSelector.Choose(args, Environment.GetEnvironmentVariable);
        var isOutputLost = false;
        Console.SetError(new StandardStream(Console.Error, static _ => { }) { IsClosed = ClosedStreams.IsClosed(2) });
        Console.SetOut(new StandardStream(Console.Out, failure =>
        {
            isOutputLost = true;
            Console.Error.WriteLine($"eventpics: {texts.OutputLost}");
            if (args.Contains("--verbose"))
            {
                Console.Error.WriteLine(texts.Detail(failure.Message));
            }
        })
        { IsClosed = ClosedStreams.IsClosed(1) });

        // Never disposed: a signal while the process ends must not change the exit code.
        var shutdown = new ShutdownSignal(TimeProvider.System);
        var code = await RunAsync(args, texts, shutdown).ConfigureAwait(false);
        code = code == ExitCodes.Success && isOutputLost ? ExitCodes.Failed : code;
        shutdown.ForcedExitCode = code;
        return code;
    }

    private static async Task<int> RunAsync(string[] args, Texts texts, ShutdownSignal shutdown)
    {
        var globals = new GlobalOptions(texts);
        var root = CommandTree.Create(texts, globals, shutdown);
        var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
        {
            var code = UsageErrors.Report(parsed, texts);
            JsonSummaryGuard.WriteIfNeeded(parsed, globals);
            return code;
        }

        var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
        try
        {
            return await parsed.InvokeAsync(configuration, CancellationToken.None).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever it is, a person gets a sentence and not a stack trace.
        catch (Exception e)
#pragma warning restore CA1031
        {
            // A command that has written its summary can't fail any more.
            JsonSummaryGuard.WriteIfNeeded(parsed, globals);
            return Report(UserError.FromException(e, texts), texts, parsed.GetValue(globals.Verbose));
        }
    }

    private static int Report(UserError error, Texts texts, bool verbose)
    {
        Console.Error.WriteLine($"eventpics: {error.Message}");
        if (verbose && error.Detail is { } detail)
        {
            Console.Error.WriteLine(texts.Detail(detail));
        }

        return error.ExitCode;
    }
}
