namespace EventPics.HotFolder;

/// <summary>What becomes of a file once the service has its bytes.</summary>
public enum AfterUpload
{
    /// <summary>It stays where it is.</summary>
    Keep,

    /// <summary>It moves into the folder <c>uploaded</c> inside the watched folder.</summary>
    Move,

    /// <summary>It is deleted; <see cref="HotFolderOptions.AllowDelete"/> must allow it.</summary>
    Delete,
}
