using System.Text.Json;
using EventPics.Cli.Tests.Support;

namespace EventPics.Cli.Tests.Adversarial;

/// <summary>A command that was run, and what it left behind.</summary>
internal sealed record Command(IReadOnlyList<string> Arguments, bool WasKilled, bool WasInterrupted, int ExitCode, string Out, string Error)
{
    private static readonly string[] Outcomes = ["uploaded", "duplicate", "failed", "waiting", "skipped"];

    /// <summary>The lines of stdout; the last one of a killed process may be torn.</summary>
    public IReadOnlyList<JsonElement> Lines { get; } = Parse(Out, WasKilled);

    private string Name => Arguments[0] == "queue" ? $"queue {Arguments[1]}" : Arguments[0];

    private bool IsSending => Name is "upload" or "watch" or "queue send";

    public IEnumerable<JsonElement> OfType(string type) => Lines.Where(line => ToolResult.Text(line, "type") == type);

    /// <summary>Checks what holds for every run of every command.</summary>
    public void Check()
    {
        // On a busy machine an interrupted process may be ended the hard way, like a killed one.
        var endedHard = WasInterrupted && ExitCode is 4 or 130 && !OfType("summary").Any();
        if (WasKilled || endedHard)
        {
            return;
        }

        Assert.True(IsAllowed(ExitCode), $"Unexpected exit code.\n{this}");
        Assert.DoesNotContain("unexpected error occurred", Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled", Error, StringComparison.Ordinal);
        if (IsSending)
        {
            var summary = Lines.Count > 0 ? Lines[^1] : default;
            Assert.True(Lines.Count > 0 && ToolResult.Text(summary, "type") == "summary", $"No summary at the end.\n{this}");
            Assert.True(Counts(summary, "uploaded") == OfType("uploaded").Count()
                && Counts(summary, "waiting") == OfType("waiting").Count(), $"The summary counts otherwise.\n{this}");
        }

        if (Name == "upload" && ExitCode is 0 or 1 or 4)
        {
            var named = Lines.Where(line => Outcomes.Contains(ToolResult.Text(line, "type")))
                .Select(line => ToolResult.Text(line, "file"))
                .ToList();
            var files = Arguments.Skip(1).TakeWhile(argument => !argument.StartsWith("--", StringComparison.Ordinal)).Where(File.Exists);
            Assert.All(files, file => Assert.True(named.Contains(file), $"{file} is not named.\n{this}"));
        }
    }

    public override string ToString() =>
        $"eventpics {string.Join(' ', Arguments)}{(WasKilled ? " (killed)" : WasInterrupted ? " (interrupted)" : "")} -> {ExitCode}\n{Out}{Error}";

    private bool IsAllowed(int code) => Name switch
    {
        "queue import" => code is 0 or 1 or 2,
        "report" => code is 0 or 1 or 4,
        // 3: one of the faults is a rejected key.
        "upload" or "watch" or "queue send" => code is 0 or 1 or 3 or 4 || (WasInterrupted && code == 130),
        _ => code is 0 or 1 || (WasInterrupted && code == 130),
    };

    private static int Counts(JsonElement summary, string name) => summary.GetProperty(name).GetInt32();

    private static List<JsonElement> Parse(string output, bool wasKilled)
    {
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).ToList();
        if (wasKilled && lines.Count > 0 && !output.EndsWith('\n'))
        {
            lines.RemoveAt(lines.Count - 1);
        }

        List<JsonElement> parsed = [.. lines.Select(line => JsonElement.Parse(line))];
        Assert.All(parsed, line => Assert.True(line.TryGetProperty("type", out _), $"A line without a type: {line}"));
        return parsed;
    }
}
