using System.Diagnostics;

namespace EventPics.Queue.Tests.Crash;

/// <summary>
/// A small ext4 disk in a file. The image can be copied while it is mounted, which gives the state of a disk after a power cut.
/// </summary>
internal sealed class LoopDisk : IDisposable
{
    private readonly string _image;

    private LoopDisk(string image, string mountPoint)
    {
        (_image, MountPoint) = (image, mountPoint);
        Directory.CreateDirectory(mountPoint);
        Run("mount", "-o", "loop", image, mountPoint);
    }

    public string MountPoint { get; }

    /// <summary>Skips the test without root on Linux and loop devices. CI must have them.</summary>
    public static void Require()
    {
        var missing = !OperatingSystem.IsLinux()
            ? "Linux"
            : Environment.UserName != "root" ? "root" : !File.Exists("/dev/loop-control") ? "loop devices" : null;
        if (missing is not null && Environment.GetEnvironmentVariable("CI") != "true")
        {
            Assert.Skip($"A power cut needs {missing}.");
        }
    }

    public static LoopDisk Create(string folder, int megabytes)
    {
        var image = Path.Combine(folder, "disk.img");
        using (var file = File.Create(image))
        {
            file.SetLength(megabytes * 1024L * 1024);
        }

        Run("mkfs.ext4", "-q", "-F", image);
        return new LoopDisk(image, Path.Combine(folder, "disk"));
    }

    /// <summary>Copies the disk as it is now, without the writes that the system has not flushed.</summary>
    public LoopDisk Cut(string folder, int number)
    {
        var copy = Path.Combine(folder, $"cut{number}.img");
        Run("cp", "--sparse=always", _image, copy);
        return new LoopDisk(copy, Path.Combine(folder, $"cut{number}"));
    }

    public void Dispose()
    {
        Run("umount", MountPoint);
        File.Delete(_image);
    }

    public static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program}: {errors}");
    }
}
