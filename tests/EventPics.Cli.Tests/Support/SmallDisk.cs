using System.Diagnostics;
using System.Globalization;

namespace EventPics.Cli.Tests.Support;

/// <summary>A disk in memory that is soon full; making one needs Linux and root.</summary>
internal sealed class SmallDisk : IDisposable
{
    public SmallDisk(int megabytes) =>
        Run("mount", "-t", "tmpfs", "-o", string.Create(CultureInfo.InvariantCulture, $"size={megabytes}m"), "tmpfs", Path);

    public string Path { get; } = Directory.CreateTempSubdirectory("eventpics-disk-").FullName;

    public void Dispose()
    {
        Run("umount", Path);
        Directory.Delete(Path);
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
