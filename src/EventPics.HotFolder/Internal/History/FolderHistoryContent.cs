using System.Text.Json.Serialization;

namespace EventPics.HotFolder.Internal.History;

/// <summary>The file behind <see cref="FolderHistory"/>.</summary>
internal sealed class FolderHistoryContent
{
    public string QueueId { get; set; } = "";

    /// <summary>Whether an earlier file was lost: what a folder without a mark was used for before isn't known.</summary>
    public bool IsIncomplete { get; set; }

    public List<FolderUse> Folders { get; set; } = [];

    /// <summary>Whether it isn't what lies on the disk.</summary>
    [JsonIgnore]
    public bool IsRestored { get; set; }
}
