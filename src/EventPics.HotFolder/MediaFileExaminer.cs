using EventPics.HotFolder.Internal.Formats;
using EventPics.HotFolder.Internal.Intake;


namespace EventPics.HotFolder;

/// <summary>Examines photo and video files before they are sent: what they are, and whether they are complete.</summary>
public static class MediaFileExaminer
{
    /// <summary>Examines a file. It is opened for reading and shared with its writer.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>What was found out.</returns>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">This user has no right to read the file.</exception>
    public static Task<MediaFileExamination> ExamineAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return Task.Run(() => Examine(path), cancellationToken);
    }

    private static MediaFileExamination Examine(string path)
    {
        var found = FileInspection.Of(path);
        return new MediaFileExamination
        {
            Kind = found.Kind switch
            {
                MediaKind.Unknown => MediaFileKind.Other,
                MediaKind.Video => MediaFileKind.Video,
                _ => MediaFileKind.Photo,
            },
            Length = found.Length,
            IsBeingWritten = found.IsBeingWritten == true,
            Incomplete = found.Incomplete,
            FileName = UploadFileName.FromPath(path),
        };
    }
}
