namespace EventPics.HotFolder.Internal.History;

/// <summary>The content of a folder's mark: the last use, and those before.</summary>
internal sealed class MarkerContent : MarkerUse
{
    private const int MaxEarlierUses = 50;

    /// <summary>The folder's own, under whatever path it is reached.</summary>
    public string Id { get; set; } = "";

    /// <summary>Whether the last use ended as it should: at the time of the file's last modification.</summary>
    public bool HasEnded { get; set; }

    /// <summary>The uses before, oldest first: a computer that comes back has to know of all that happened meanwhile.</summary>
    public List<MarkerUse> Earlier { get; set; } = [];

    /// <summary>All uses, oldest first.</summary>
    public IEnumerable<MarkerUse> All => Earlier.Append(this);

    /// <summary>Takes over what an older mark tells.</summary>
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
