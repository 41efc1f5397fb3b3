using EventPics.Cli.Context;
using EventPics.Cli.Model;
using EventPics.Cli.Platform;
using EventPics.Cli.Sending;

namespace EventPics.Cli.Commands.Service;

/// <summary>Installs and removes the service.</summary>
internal sealed class ServiceHandler(CommandContext shell)
{
    public async Task<int> InstallAsync(string folder, SendingSettings sending, bool printOnly)
    {
        var command = Command(folder, sending, printOnly);
        var description = shell.Texts.ServiceDescription(Path.GetFullPath(folder));
        if (OperatingSystem.IsWindows())
        {
            return await InstallOnWindowsAsync(command, description, printOnly).ConfigureAwait(false);
        }

        if (!OperatingSystem.IsLinux())
        {
            throw new CommandException(ExitCodes.Usage, shell.Texts.NoServicesHere);
        }

        var unit = SystemdUnit.Text(command, description);
        if (printOnly)
        {
            await shell.Out.WriteAsync(unit).ConfigureAwait(false);
            return ExitCodes.Success;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(SystemdUnit.FilePath)!);
        await File.WriteAllTextAsync(SystemdUnit.FilePath, unit).ConfigureAwait(false);
        shell.Out.WriteLine(shell.Texts.UnitWritten(SystemdUnit.FilePath));
        shell.Info(shell.Texts.UnitNext(SystemctlPrefix));
        if (!Environment.IsPrivilegedProcess)
        {
            shell.Info(shell.Texts.UserUnitNeedsLinger);
        }

        WarnAboutKey();
        return ExitCodes.Success;
    }

    public async Task<int> UninstallAsync(bool printOnly)
    {
        if (OperatingSystem.IsWindows())
        {
            return await ScAsync(WindowsService.Uninstall, printOnly).ConfigureAwait(false);
        }

        if (printOnly)
        {
            shell.Out.WriteLine($"{SystemctlPrefix} disable --now {SystemdUnit.Name}");
            shell.Out.WriteLine($"rm {SystemdUnit.FilePath}");
            shell.Out.WriteLine($"{SystemctlPrefix} daemon-reload");
            return ExitCodes.Success;
        }

        if (!File.Exists(SystemdUnit.FilePath))
        {
            throw new CommandException(ExitCodes.Failed, shell.Texts.NoUnit(SystemdUnit.FilePath));
        }

        // What 'disable' would do, which refuses once the unit is gone.
        if (File.Exists(SystemdUnit.EnabledPath))
        {
            File.Delete(SystemdUnit.EnabledPath);
        }

        File.Delete(SystemdUnit.FilePath);
        shell.Out.WriteLine(shell.Texts.UnitRemoved(SystemdUnit.FilePath));
        shell.Info(shell.Texts.UnitRemovedNext(SystemctlPrefix));
        return ExitCodes.Success;
    }

    private static string SystemctlPrefix => Environment.IsPrivilegedProcess ? "systemctl" : "systemctl --user";

    private List<string> Command(string folder, SendingSettings sending, bool printOnly)
    {
        if (!printOnly && !Directory.Exists(folder) && !folder.Contains('{', StringComparison.Ordinal))
        {
            throw new CommandException(ExitCodes.Usage, shell.Texts.NoSuchFolder(folder.Sanitize()));
        }

        // A service starts elsewhere and as somebody else, so everything is spelled out; the key alone is left to its file.
        List<string> command = [.. SelfCommand.Command, "watch", Path.GetFullPath(folder), "--event", sending.LinkId];
        if (sending.Album is { } album)
        {
            command.AddRange(["--album", album]);
        }

        var dataDirectory = OperatingSystem.IsWindows() ? ServiceFolder.Root : shell.DataDirectory;
        command.AddRange(["--data-dir", dataDirectory, "--base-address", shell.BaseAddress.AbsoluteUri]);
        return command;
    }

    private async Task<int> InstallOnWindowsAsync(List<string> command, string description, bool printOnly)
    {
        if (!printOnly && shell.ApiKeyStore.Read() is { } key)
        {
            new ApiKeyStore(ServiceFolder.Root).Store(key);
        }
        else if (!printOnly)
        {
            throw new CommandException(ExitCodes.ApiKey, shell.Texts.NoApiKey);
        }

        return await ScAsync(WindowsService.Install(command, description), printOnly).ConfigureAwait(false);
    }

    private async Task<int> ScAsync(IReadOnlyList<IReadOnlyList<string>> calls, bool printOnly)
    {
        foreach (var call in calls)
        {
            if (printOnly)
            {
                shell.Out.WriteLine(WindowsService.Show(call));
            }
            else if (await WindowsService.RunAsync(call).ConfigureAwait(false) != 0 && call[0] != "stop")
            {
                throw new CommandException(ExitCodes.Failed, shell.Texts.ScFailed(WindowsService.Show(call)));
            }
        }

        return ExitCodes.Success;
    }

    private void WarnAboutKey()
    {
        if (!File.Exists(shell.ApiKeyStore.Path))
        {
            shell.Warn(shell.Texts.ServiceNeedsLogin(shell.DataDirectory));
        }
    }
}
