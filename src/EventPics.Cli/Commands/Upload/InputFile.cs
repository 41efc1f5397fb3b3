namespace EventPics.Cli.Commands.Upload;

/// <summary>A file of <c>upload</c>.</summary>
/// <param name="Path">The full path.</param>
/// <param name="IsExplicit">Whether it was given itself, and not found in a folder: then rules for folders only cause a note.</param>
internal sealed record InputFile(string Path, bool IsExplicit);
