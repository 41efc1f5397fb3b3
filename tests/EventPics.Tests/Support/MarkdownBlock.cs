namespace EventPics.Tests.Support;

/// <summary>A block of code in a document.</summary>
/// <param name="Language">The word after the backticks; empty for a command line.</param>
/// <param name="Start">Its first line's number, from 1.</param>
/// <param name="Lines">Its lines.</param>
internal sealed record MarkdownBlock(string Language, int Start, string[] Lines);
