using EventPics.HotFolder.Internal.Formats;
using EventPics.HotFolder.Internal.Intake;

namespace EventPics.HotFolder;

/// <summary>Examines photo and video files before they are sent: their kind, and whether they are complete.</summary>
public static class MediaFileExaminer
{
    /// <summary>Examines a file. It is opened for reading and stays open to its writer.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The result.</returns>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    /// <exception cref="FileNotFoundException">The file doesn't exist.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The user has no permission to read the file.</exception>
    public static Task<MediaFileExamination> ExamineAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return Task.Run(() => Examine(path), cancellationToken);
    }

    private static MediaFileExamination Examine(string path)
    {
        var inspection = FileInspection.Of(path);
        return new MediaFileExamination
        {
            Kind = inspection.Kind switch
            {
                MediaKind.Unknown => MediaFileKind.Other,
                MediaKind.Video => MediaFileKind.Video,
                _ => MediaFileKind.Photo,
            },
            Length = inspection.Length,
            IsBeingWritten = inspection.IsBeingWritten == true,
            Incomplete = inspection.Incomplete,
            FileName = UploadFileName.FromPath(path),
        };
    }
}
