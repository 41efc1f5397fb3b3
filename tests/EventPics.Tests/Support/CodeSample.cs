namespace EventPics.Tests.Support;

/// <summary>The regions of the samples by name, as a reader sees them.</summary>
internal sealed record CodeSample(string File, string Region, string[] Usings, string Code)
{
    // The samples for .NET Framework are in the program that tests it.
    private static readonly string[] Folders = ["samples", "tests/EventPics.NetFramework"];

    public static IReadOnlyList<CodeSample> All { get; } =
        [.. Folders.SelectMany(folder => Directory.EnumerateFiles(Repository.PathOf(folder), "*.cs", SearchOption.AllDirectories))
            .Order(StringComparer.Ordinal)
            .SelectMany(path => Read(Path.GetRelativePath(Repository.Root, path), System.IO.File.ReadAllLines(path)))];

    /// <summary>Splits a text into its using directives and the code below, without the common indentation.</summary>
    public static (string[] Usings, string Code) Split(IEnumerable<string> text)
    {
        var lines = text.Select(line => line.TrimEnd()).ToArray();
        var usings = lines.TakeWhile(
            line => line.Length == 0 || line.StartsWith("using ", StringComparison.Ordinal) && line.EndsWith(';') && !line.Contains('='))
            .ToArray();
        var code = lines[usings.Length..];
        var indent = code.Where(line => line.Length > 0).Select(line => line.Length - line.TrimStart().Length).DefaultIfEmpty(0).Min();
        return ([.. usings.Where(line => line.Length > 0)], string.Join(
            '\n', code.Select(line => line.Length > 0 ? line[indent..] : "")).Trim('\n'));
    }

    private static IEnumerable<CodeSample> Read(string path, string[] lines)
    {
        var fileUsings = lines.Select(line => line.Trim()).Where(line => line.StartsWith("using ", StringComparison.Ordinal)).ToArray();
        for (var start = 0; start < lines.Length; start++)
        {
            if (!lines[start].TrimStart().StartsWith("#region ", StringComparison.Ordinal))
            {
                continue;
            }

            var end = Array.FindIndex(lines, start, line => line.TrimStart().StartsWith("#endregion", StringComparison.Ordinal));
            yield return new CodeSample(path, lines[start].Trim()[8..], fileUsings, Split(lines[(start + 1)..end]).Code);
        }
    }
}
