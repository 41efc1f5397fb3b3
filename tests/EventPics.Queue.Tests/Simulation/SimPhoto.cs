namespace EventPics.Queue.Tests.Simulation;

/// <summary>What people did with one photo.</summary>
internal sealed class SimPhoto(int number)
{
    public string File { get; } = $"p{number}.jpg";

    public string Sha256 { get; } = number.ToString("x64", null);

    /// <summary>Everywhere it was to go at some time.</summary>
    public HashSet<string> Destinations { get; } = new(StringComparer.Ordinal);

    public bool WasRemoved { get; set; }

    public bool WasExported { get; set; }

    public bool WasMoved { get; set; }

    /// <summary>A person undid a removal, so a destination knows nothing of it any more unless it is enqueued again.</summary>
    public bool IsForgotten { get; set; }

    public bool WasWithdrawn => WasRemoved || WasExported || WasMoved;

    /// <summary>When a person changed last where it may go.</summary>
    public long ChangedAt { get; set; }
}
