namespace EventPics.Shared;

/// <summary>Runs work that may recurse deeper than the stack of an ordinary thread allows.</summary>
internal static class LargeStack
{
    // The metadata library follows linked directories by recursion. A crafted block of 64 KB contains thousands of them and
    // needs 2 MB of stack; no exception handler can handle a stack overflow.
    private const int Size = 16 * 1024 * 1024;

    /// <summary>Runs it on a thread of its own, and blocks until it is done.</summary>
    /// <param name="work">The work, which must not throw.</param>
    public static void Run(Action work)
    {
        var thread = new Thread(() => work(), Size);
        thread.Start();
        thread.Join();
    }
}
