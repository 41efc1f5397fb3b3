namespace EventPics.Cli.Commands.Upload;

/// <summary>A file that <c>upload</c> was given.</summary>
/// <param name="Path">The full path.</param>
/// <param name="IsExplicit">Whether the file itself was given, not its folder: then the rules for folders only cause a warning.</param>
internal sealed record InputFile(string Path, bool IsExplicit);
