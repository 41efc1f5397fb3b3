namespace EventPics.HotFolder;

/// <summary>The result of <see cref="MediaFileExaminer"/>.</summary>
public sealed class MediaFileExamination
{
    /// <summary>The kind of the file, determined by its bytes.</summary>
    public MediaFileKind Kind { get; set; }

    /// <summary>The file's length in bytes when it was examined.</summary>
    public long Length { get; set; }

    /// <summary>Whether another program is still writing the file, as far as the system knows.</summary>
    public bool IsBeingWritten { get; set; }

    /// <summary>
    /// Why the file is incomplete according to its format, in plain English; <see langword="null"/> when it is complete or its format
    /// doesn't show it.
    /// </summary>
    public string? Incomplete { get; set; }

    /// <summary>The file name for the upload: base name only, control characters and separators replaced.</summary>
    public string FileName { get; set; } = "";
}
