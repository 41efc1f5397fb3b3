namespace EventPics.HotFolder;

/// <summary>What <see cref="MediaFileExaminer"/> found out about a file.</summary>
public sealed class MediaFileExamination
{
    /// <summary>The kind, by the file's bytes.</summary>
    public MediaFileKind Kind { get; set; }

    /// <summary>The file's length in bytes when it was examined.</summary>
    public long Length { get; set; }

    /// <summary>Whether another program still writes the file, as far as the system says.</summary>
    public bool IsBeingWritten { get; set; }

    /// <summary>Why the file is incomplete by its own format, in plain words; <see langword="null"/> when it is complete or its format doesn't tell.</summary>
    public string? Incomplete { get; set; }

    /// <summary>The file name to send: base name only, control characters and separators replaced.</summary>
    public string FileName { get; set; } = "";
}
