namespace EventPics.HotFolder.Internal.History;

/// <summary>The content of a folder's marker: the last use and the earlier ones.</summary>
internal sealed class MarkerContent : MarkerUse
{
    private const int MaxEarlierUses = 50;

    /// <summary>Identifies the folder under any path.</summary>
    public string Id { get; set; } = "";

    /// <summary>Whether the last use ended properly, at the time of the file's last modification.</summary>
    public bool HasEnded { get; set; }

    /// <summary>The earlier uses, oldest first: a computer that returns has to know everything that happened in the meantime.</summary>
    public List<MarkerUse> Earlier { get; set; } = [];

    /// <summary>All uses, oldest first.</summary>
    public IEnumerable<MarkerUse> All => Earlier.Append(this);

    /// <summary>Adds the uses of an older marker.</summary>
    public void CopyEarlierUses(MarkerContent? old)
    {
        if (old is null)
        {
            return;
        }

        Earlier = [.. old.Earlier];
        if (old.QueueId != QueueId || old.LinkId != LinkId)
        {
            Earlier.Add(new MarkerUse
            {
                QueueId = old.QueueId,
                Computer = old.Computer,
                User = old.User,
                DataFolder = old.DataFolder,
                LinkId = old.LinkId,
                Since = old.Since,
            });
        }

        Earlier.RemoveRange(0, Math.Max(0, Earlier.Count - MaxEarlierUses));
    }
}
