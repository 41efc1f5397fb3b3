namespace EventPics.HotFolder.Internal.History;

/// <summary>What a folder is used for, and what it was used for before.</summary>
internal sealed class FolderUse : FolderPeriod
{
    /// <summary>The ID in the folder's marker, which identifies it under any path. Empty when none could be written.</summary>
    public string Id { get; set; } = "";

    public string Folder { get; set; } = "";

    /// <summary>The earlier uses, oldest first.</summary>
    public List<EarlierUse> Earlier { get; set; } = [];

    public EarlierUse? Last => Earlier.Count == 0 ? null : Earlier[Earlier.Count - 1];

    /// <summary>Whether another computer or queue used the folder last, for the same event.</summary>
    public bool IsTakenOver => Last is { Computer: not null } last && last.LinkId == LinkId;

    /// <summary>
    /// Why a file doesn't belong to this use: it was present before, and not for this event, not from here, or not for certain.
    /// </summary>
    public SkipReason? FindSkipReason(string path, DateTime writtenUtc)
    {
        if (!IsFromBefore(path, writtenUtc))
        {
            return null;
        }

        FolderPeriod next = this;
        for (var i = Earlier.Count - 1; i >= 0; i--)
        {
            var use = Earlier[i];
            // The files that were present before the first use were there for it.
            if (i == 0 || !use.IsFromBefore(path, writtenUtc))
            {
                return use.LinkId != LinkId ? SkipReason.OtherEvent
                    : use.Computer is not null ? SkipReason.OtherComputer
                    : next.IsCertainlyFromBefore(path, writtenUtc) ? null
                    : next != this && next.LinkId == LinkId ? SkipReason.OtherComputer
                    : SkipReason.OtherEvent;
            }

            next = use;
        }

        return SkipReason.OtherEvent;
    }
}
