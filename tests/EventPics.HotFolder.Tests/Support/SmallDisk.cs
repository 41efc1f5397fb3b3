using System.Diagnostics;

namespace EventPics.HotFolder.Tests.Support;

/// <summary>A small tmpfs that can be filled up. Mounting needs root on Linux, so other runs skip.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly TempFolder _folder;

    public SmallDisk()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Only root on Linux can mount a small disk.");
        _folder = new TempFolder();
        Run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", _folder.Path);
    }

    public string Path => _folder.Path;

    public string Filler => System.IO.Path.Combine(Path, "filler");

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
        _folder.Dispose();
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
