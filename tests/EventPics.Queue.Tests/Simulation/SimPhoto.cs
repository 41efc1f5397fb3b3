namespace EventPics.Queue.Tests.Simulation;

/// <summary>What users did with one photo.</summary>
internal sealed class SimPhoto(int number)
{
    public string File { get; } = $"p{number}.jpg";

    public string Sha256 { get; } = number.ToString("x64", null);

    /// <summary>All destinations that it was ever enqueued for or moved to.</summary>
    public HashSet<string> Destinations { get; } = new(StringComparer.Ordinal);

    public bool WasRemoved { get; set; }

    public bool WasExported { get; set; }

    public bool WasMoved { get; set; }

    /// <summary>A removal was undone, so the queue has no row for that destination until the photo is enqueued again.</summary>
    public bool IsForgotten { get; set; }

    public bool WasWithdrawn => WasRemoved || WasExported || WasMoved;

    /// <summary>When a user last changed its destination.</summary>
    public long ChangedAt { get; set; }
}
