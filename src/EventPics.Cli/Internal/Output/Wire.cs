namespace EventPics.Cli.Internal;

/// <summary>One file of <c>upload</c> or <c>watch</c>.</summary>
internal sealed record FileLine(
    string Type, string File, string? LinkId, string? AlbumId, long? Bytes, string? Sha256, int Attempts, string? Error);

/// <summary>The last line of <c>upload</c> and <c>watch</c>.</summary>
internal sealed record SummaryLine(string Type, int Uploaded, int Duplicates, int Failed, int Waiting);
