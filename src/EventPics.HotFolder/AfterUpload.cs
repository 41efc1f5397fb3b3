namespace EventPics.HotFolder;

/// <summary>What happens to a file after it was uploaded.</summary>
public enum AfterUpload
{
    /// <summary>The file stays where it is.</summary>
    Keep,

    /// <summary>The file is moved into the folder <c>uploaded</c> inside the watched folder.</summary>
    Move,

    /// <summary>The file is deleted; requires <see cref="HotFolderOptions.AllowDelete"/>.</summary>
    Delete,
}
