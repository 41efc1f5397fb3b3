using EventPics.HotFolder.Internal.Files;

namespace EventPics.HotFolder.Internal.Formats;

/// <summary>What one look at a file's bytes and at its users found out.</summary>
/// <param name="Kind">The kind, by its bytes.</param>
/// <param name="Completeness">What its structure says about its end.</param>
/// <param name="Incomplete">What is missing, in plain words, when something is.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="IsBeingWritten">Whether a program has it open for writing; <see langword="null"/> when the system doesn't tell.</param>
internal sealed record FileInspection(MediaKind Kind, Completeness Completeness, string? Incomplete, long Length, bool? IsBeingWritten)
{
    private const string LockedMessage = "Another program has the file open and keeps others from reading it.";

    public static FileInspection Of(string path)
    {
        try
        {
            using var stream = SharedFile.OpenShared(path);
            // Asked before the bytes are read: a writer that ends in between has left all of them.
            var isBeingWritten = SharedFile.IsBeingWritten(path, stream);
            var (kind, completeness, incomplete) = CompletenessChecker.Inspect(stream, path);
            return new FileInspection(kind, completeness, incomplete, stream.Length, isBeingWritten);
        }
        catch (IOException e) when (IoErrorCodes.IsInUse(e))
        {
            return new FileInspection(MediaKind.Unknown, Completeness.Unknown, LockedMessage, new FileInfo(path).Length, IsBeingWritten: true);
        }
    }
}
