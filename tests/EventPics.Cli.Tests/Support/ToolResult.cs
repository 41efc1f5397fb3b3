using System.Text.Json;

namespace EventPics.Cli.Tests.Support;

/// <summary>What a run of the tool left behind.</summary>
internal sealed record ToolResult(int ExitCode, string Out, string Error)
{
    /// <summary>Every line of stdout, read as JSON; a line that is none fails the test.</summary>
    public IReadOnlyList<JsonElement> Json { get; } =
        Out.StartsWith('{') ? [.. Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line))] : [];

    public JsonElement Summary => Json[^1];

    public IEnumerable<JsonElement> OfType(string type) => Json.Where(line => line.GetProperty("type").GetString() == type);

    public static string Text(JsonElement element, string property) => element.GetProperty(property).GetString() ?? "";

    public override string ToString() => $"exit code {ExitCode}\n--- stdout\n{Out}\n--- stderr\n{Error}";
}
