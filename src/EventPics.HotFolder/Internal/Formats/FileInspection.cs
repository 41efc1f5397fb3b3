using EventPics.HotFolder.Internal.Files;

namespace EventPics.HotFolder.Internal.Formats;

/// <summary>The result of reading a file's structure and checking for writers.</summary>
/// <param name="Kind">The kind, by its bytes.</param>
/// <param name="Completeness">What its structure shows about its end.</param>
/// <param name="Incomplete">What is missing, in plain English.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="IsBeingWritten">
/// Whether a program has it open for writing; <see langword="null"/> when the system doesn't report it.
/// </param>
internal sealed record FileInspection(MediaKind Kind, Completeness Completeness, string? Incomplete, long Length, bool? IsBeingWritten)
{
    private const string LockedMessage = "Another program has the file open and prevents reading it.";

    public static FileInspection Of(string path)
    {
        try
        {
            using var stream = SharedFile.OpenShared(path);
            // Checked before the bytes are read: a writer that ends in between has written all of them.
            var isBeingWritten = SharedFile.IsBeingWritten(path, stream);
            var (kind, completeness, incomplete) = CompletenessChecker.Inspect(stream, path);
            return new FileInspection(kind, completeness, incomplete, stream.Length, isBeingWritten);
        }
        catch (IOException e) when (IoErrorCodes.IsInUse(e))
        {
            return new FileInspection(
                MediaKind.Unknown, Completeness.Unknown, LockedMessage, new FileInfo(path).Length, IsBeingWritten: true);
        }
    }
}
