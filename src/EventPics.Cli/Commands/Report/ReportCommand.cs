using System.CommandLine;
using System.Text;
using EventPics.Cli.Context;
using EventPics.Cli.Localization.English;
using EventPics.Cli.Model;
using EventPics.Cli.Sending.Destinations;

namespace EventPics.Cli.Commands.Report;

/// <summary><c>report</c>: matches every photo of an event or folder with its receipt.</summary>
internal static class ReportCommand
{
    private static readonly string[] Formats = ["text", "csv", "html"];

    public static Command Create(Texts texts, Func<ParseResult, CommandContext> createContext)
    {
        var folder =
            new Argument<string?>(texts.Placeholders.Folder) { Description = texts.ReportFolderHelp, Arity = ArgumentArity.ZeroOrOne };
        var wanted = new Option<string?>("--event") { HelpName = texts.Placeholders.Event, Description = texts.ReportEventHelp };
        var noRecursive = new Option<bool>("--no-recursive") { Description = texts.NoRecursiveHelp };
        var format = new Option<string?>("--format") { HelpName = "text|csv|html", Description = texts.ReportFormatHelp };
        format.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !Formats.Contains(token.Value))
            {
                result.AddError(texts.BadFormat(token.Value));
            }
        });
        var output = new Option<string?>("--output") { HelpName = texts.Placeholders.File, Description = texts.ReportOutputHelp };
        output.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && result.GetValue(format) is null && Path.HasExtension(token.Value)
                && FormatOf(token.Value) is null)
            {
                result.AddError(texts.BadOutput(Path.GetExtension(token.Value)));
            }
        });
        var command = new Command("report", texts.ReportHelp) { folder, wanted, noRecursive, format, output };
        command.Validators.Add(result =>
        {
            if (result.GetValue(folder) is null && result.GetResult(wanted) is null)
            {
                result.AddError(texts.ReportNeedsSubject);
            }
        });
        command.SetAction(async (parsed, _) =>
        {
            var context = createContext(parsed);
            var path = parsed.GetValue(folder);
            if (path is not null && !Directory.Exists(path))
            {
                throw new CommandException(ExitCodes.Usage, texts.NoSuchFolder(path.Sanitize()));
            }

            var report = await ReportBuilder.BuildAsync(
                context, path, parsed.GetValue(wanted) is { } value ? EventLookup.FindId(context, value) : null,
                !parsed.GetValue(noRecursive)).ConfigureAwait(false);
            await WriteAsync(context, report, parsed.GetValue(format), parsed.GetValue(output)).ConfigureAwait(false);
            return report.ExitCode;
        });
        return command;
    }

    private static string? FormatOf(string file) => Path.GetExtension(file).ToLowerInvariant() switch
    {
        ".txt" or ".text" => "text",
        ".csv" => "csv",
        ".html" or ".htm" => "html",
        _ => null,
    };

    private static async Task WriteAsync(CommandContext context, UploadReport report, string? format, string? output)
    {
        format ??= (output is null ? null : FormatOf(output)) ?? Formats[0];
        if (context.Json)
        {
            ReportWriter.Json(report, context.Out);
        }

        if (output is null && context.Json)
        {
            return;
        }

        var text = format switch
        {
            "csv" => ReportWriter.Csv(report, context.Texts),
            "html" => HtmlReport.Write(report, context.Texts),
            _ => ReportWriter.Text(report, context.Texts),
        };
        if (output is null)
        {
            await context.Out.WriteAsync(text).ConfigureAwait(false);
            return;
        }

        // Excel needs the byte order mark to read umlauts.
        await File.WriteAllTextAsync(
            output, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: format == "csv")).ConfigureAwait(false);
        context.Info(context.Texts.ReportWritten(Path.GetFullPath(output).Sanitize()));
        context.Info(context.Texts.ReportConclusion(report.Counts));
    }
}
