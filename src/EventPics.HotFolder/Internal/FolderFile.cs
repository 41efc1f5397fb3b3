namespace EventPics.HotFolder.Internal;

/// <summary>The file behind <see cref="FolderMemory"/>.</summary>
internal sealed class FolderFile
{
    public string QueueId { get; set; } = "";

    public List<FolderUse> Folders { get; set; } = [];
}
