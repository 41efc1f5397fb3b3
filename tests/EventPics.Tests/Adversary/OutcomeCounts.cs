namespace EventPics.Tests.Adversary;

/// <summary>How the uploads of all seeds ended, to detect a test that no longer reaches an outcome.</summary>
internal sealed class OutcomeCounts
{
    public int Uploaded;
    public int Failed;
    public int Cancelled;
    public int Disposed;
    public int Unreadable;
    public int Duplicates;
    public int Requests;
    public int Broken;

    public bool AreAllReached => Uploaded > 100 && Failed > 100 && Cancelled > 10 && Disposed > 10 && Unreadable > 10 && Duplicates > 10;

    public override string ToString() =>
        $"{Uploaded} uploaded, {Failed} failed, {Cancelled} cancelled, {Disposed} disposed, {Unreadable} unreadable, {Duplicates} possible duplicates, {Requests} requests";
}
