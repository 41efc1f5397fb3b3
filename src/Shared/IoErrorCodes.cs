namespace EventPics.Shared;

/// <summary>
/// Tells I/O errors apart by their code: an <c>errno</c> on Linux and macOS, else an HRESULT that contains a Win32 code. The two ranges
/// don't overlap.
/// </summary>
internal static class IoErrorCodes
{
    private const int Win32 = unchecked((int)0x8007_0000);

    /// <summary>
    /// Whether another program has the file open or locked: EWOULDBLOCK of Linux and of macOS, sharing and lock violations on Windows.
    /// </summary>
    public static bool IsInUse(Exception e) => e is IOException { HResult: 11 or 35 or (Win32 | 0x20) or (Win32 | 0x21) };

    /// <summary>Whether the disk or the user's quota is full: ENOSPC, EDQUOT of Linux and of macOS.</summary>
    public static bool IsDiskFull(Exception e) => e is IOException { HResult: 28 or 122 or 69 or (Win32 | 0x27) or (Win32 | 0x70) };

    /// <summary>Whether the disk is mounted read-only or write-protected.</summary>
    public static bool IsWriteProtected(Exception e) => e is IOException { HResult: 30 or (Win32 | 0x13) };
}
