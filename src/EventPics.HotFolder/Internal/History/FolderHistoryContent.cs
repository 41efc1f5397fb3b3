using System.Text.Json.Serialization;

namespace EventPics.HotFolder.Internal.History;

/// <summary>The content of the file behind <see cref="FolderHistory"/>.</summary>
internal sealed class FolderHistoryContent
{
    public string QueueId { get; set; } = "";

    /// <summary>Whether an earlier file was lost, so that the earlier uses of a folder without a marker are unknown.</summary>
    public bool IsIncomplete { get; set; }

    public List<FolderUse> Folders { get; set; } = [];

    /// <summary>Whether it differs from the file on the disk.</summary>
    [JsonIgnore]
    public bool IsRestored { get; set; }
}
