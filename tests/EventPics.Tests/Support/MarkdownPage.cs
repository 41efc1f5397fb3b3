using System.Text;

namespace EventPics.Tests.Support;

/// <summary>A document of the repository, as far as tests look at it.</summary>
internal sealed record MarkdownPage(string File, string[] Lines)
{
    public IEnumerable<MarkdownBlock> Blocks
    {
        get
        {
            for (var at = 0; at < Lines.Length; at++)
            {
                if (Lines[at].StartsWith("```", StringComparison.Ordinal))
                {
                    var end = Array.IndexOf(Lines, "```", at + 1);
                    yield return new MarkdownBlock(Lines[at][3..], at + 1, Lines[(at + 1)..end]);
                    at = end;
                }
            }
        }
    }

    /// <summary>The targets of its links, except those to other servers.</summary>
    public IEnumerable<string> Links => Lines
        .SelectMany(line => line.Split("](").Skip(1))
        .Select(rest => rest[..rest.IndexOf(')', StringComparison.Ordinal)])
        .Where(target => !target.Contains("://", StringComparison.Ordinal));

    /// <summary>What a link to one of its headings has after the #, as GitHub makes it.</summary>
    public IEnumerable<string> Anchors => Lines
        .Where(line => line.StartsWith('#'))
        .Select(line => string.Concat(line.TrimStart('#').Trim().ToLowerInvariant().EnumerateRunes()
            .Where(rune => Rune.IsLetterOrDigit(rune) || rune.Value is ' ' or '-' or '_'))
            .Replace(' ', '-'));

    public static MarkdownPage Read(string file) => new(file, System.IO.File.ReadAllLines(Repository.PathOf(file)));
}
