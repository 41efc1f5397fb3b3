using System.CommandLine;
using System.Text;

namespace EventPics.Cli.Internal;

/// <summary>Runs one command line.</summary>
internal static class Tool
{
    public static async Task<int> RunAsync(string[] args)
    {
        if (OperatingSystem.IsWindows())
        {
            // The console's old code page has neither every umlaut nor the bars.
            Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        }

        var texts = Language.Choose(args, Environment.GetEnvironmentVariable);
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
        var code = await RunAsync(args, texts).ConfigureAwait(false);
        return code == ExitCodes.Done && isOutputLost ? ExitCodes.Refused : code;
    }

    private static async Task<int> RunAsync(string[] args, Texts texts)
    {
        using var interruption = new Interruption(TimeProvider.System);
        var globals = new GlobalOptions(texts);
        var root = CommandTree.Create(texts, globals, interruption);
        var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
        {
            return UsageErrors.Report(parsed, texts, globals);
        }

        var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
        try
        {
            return await parsed.InvokeAsync(configuration, CancellationToken.None).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The last stop: whatever it is, the person gets a sentence and not a stack trace.
        catch (Exception e)
#pragma warning restore CA1031
        {
            // A command that wrote its summary has nothing left to fail with.
            LastLine.Write(parsed, globals);
            return Report(Explanation.Of(e, texts), texts, parsed.GetValue(globals.Verbose));
        }
    }

    private static int Report(Explanation explanation, Texts texts, bool verbose)
    {
        Console.Error.WriteLine($"eventpics: {explanation.Message}");
        if (verbose && explanation.Detail is { } detail)
        {
            Console.Error.WriteLine(texts.Detail(detail));
        }

        return explanation.ExitCode;
    }
}
