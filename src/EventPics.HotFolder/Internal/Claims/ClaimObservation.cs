namespace EventPics.HotFolder.Internal.Claims;

/// <summary>
/// An observation of another watch's claim. Clocks are never compared: a claim that doesn't change for a while, as seen from here, is
/// stale.
/// </summary>
internal sealed class ClaimObservation
{
    private string? _text;
    private TimeSpan _at;

    /// <summary>Whether it was seen to change, so that its writer is alive.</summary>
    public bool HasChanged { get; private set; }

    public void Update(string text, TimeSpan now)
    {
        if (text != _text)
        {
            HasChanged = _text is not null;
            (_text, _at) = (text, now);
        }
    }

    public TimeSpan Age(TimeSpan now) => now - _at;

    public TimeSpan AgeOf(string text, TimeSpan now)
    {
        Update(text, now);
        return Age(now);
    }
}
