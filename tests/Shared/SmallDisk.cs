using System.Diagnostics;
using System.Globalization;

namespace EventPics.Tests.Shared;

/// <summary>A small disk in memory that can be filled up. Mounting it needs root on Linux; elsewhere the test is skipped.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly TempFolder _mountPoint;

    public SmallDisk(int megabytes = 1)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Only root on Linux can mount a small disk.");
        _mountPoint = new TempFolder();
        Run("mount", "-t", "tmpfs", "-o", string.Create(CultureInfo.InvariantCulture, $"size={megabytes}m"), "tmpfs", Path);
    }

    public string Path => _mountPoint.Path;

    public string Filler => _mountPoint.PathOf("filler");

    public void Fill()
    {
        using var filler = File.Create(Filler);
        try
        {
            while (true)
            {
                filler.Write(new byte[4096]);
                filler.Flush();
            }
        }
        catch (IOException)
        {
            // Full.
        }
    }

    public void Dispose()
    {
        Run("umount", Path);
        _mountPoint.Dispose();
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
