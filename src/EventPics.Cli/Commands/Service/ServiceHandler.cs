using EventPics.Cli.Context;
using EventPics.Cli.Model;
using EventPics.Cli.Platform;
using EventPics.Cli.Sending;

namespace EventPics.Cli.Commands.Service;

/// <summary>Installs and removes the service.</summary>
internal sealed class ServiceHandler(CommandContext context)
{
    public async Task<int> InstallAsync(string folder, SendingSettings sending, bool printOnly)
    {
        var command = Command(folder, sending, printOnly);
        var description = context.Texts.ServiceDescription(Path.GetFullPath(folder));
        if (OperatingSystem.IsWindows())
        {
            return await InstallOnWindowsAsync(command, description, printOnly).ConfigureAwait(false);
        }

        if (!OperatingSystem.IsLinux())
        {
            throw new CommandException(ExitCodes.Usage, context.Texts.NoServicesHere);
        }

        var unit = SystemdUnit.Text(command, description);
        if (printOnly)
        {
            await context.Out.WriteAsync(unit).ConfigureAwait(false);
            return ExitCodes.Success;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(SystemdUnit.FilePath)!);
        await File.WriteAllTextAsync(SystemdUnit.FilePath, unit).ConfigureAwait(false);
        context.Out.WriteLine(context.Texts.UnitWritten(SystemdUnit.FilePath));
        context.Info(context.Texts.UnitNext(SystemctlPrefix));
        if (!Environment.IsPrivilegedProcess)
        {
            context.Info(context.Texts.UserUnitNeedsLinger);
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
            context.Out.WriteLine($"{SystemctlPrefix} disable --now {SystemdUnit.Name}");
            context.Out.WriteLine($"rm {SystemdUnit.FilePath}");
            context.Out.WriteLine($"{SystemctlPrefix} daemon-reload");
            return ExitCodes.Success;
        }

        if (!File.Exists(SystemdUnit.FilePath))
        {
            throw new CommandException(ExitCodes.Failed, context.Texts.NoUnit(SystemdUnit.FilePath));
        }

        // What 'disable' would do, which fails once the unit is gone.
        if (File.Exists(SystemdUnit.EnabledPath))
        {
            File.Delete(SystemdUnit.EnabledPath);
        }

        File.Delete(SystemdUnit.FilePath);
        context.Out.WriteLine(context.Texts.UnitRemoved(SystemdUnit.FilePath));
        context.Info(context.Texts.UnitRemovedNext(SystemctlPrefix));
        return ExitCodes.Success;
    }

    private static string SystemctlPrefix => Environment.IsPrivilegedProcess ? "systemctl" : "systemctl --user";

    private List<string> Command(string folder, SendingSettings sending, bool printOnly)
    {
        if (!printOnly && !Directory.Exists(folder) && !folder.Contains('{', StringComparison.Ordinal))
        {
            throw new CommandException(ExitCodes.Usage, context.Texts.NoSuchFolder(folder.Sanitize()));
        }

        // A service starts in another folder and as another user, so everything is spelled out, except for the key, which stays in its
        // file.
        List<string> command = [.. SelfCommand.Command, "watch", Path.GetFullPath(folder), "--event", sending.LinkId];
        if (sending.Album is { } album)
        {
            command.AddRange(["--album", album]);
        }

        var dataDirectory = OperatingSystem.IsWindows() ? ServiceFolder.Root : context.DataDirectory;
        command.AddRange(["--data-dir", dataDirectory, "--base-address", context.BaseAddress.AbsoluteUri]);
        return command;
    }

    private async Task<int> InstallOnWindowsAsync(List<string> command, string description, bool printOnly)
    {
        if (!printOnly && context.ApiKeyStore.Read() is { } key)
        {
            new ApiKeyStore(ServiceFolder.Root).Store(key);
        }
        else if (!printOnly)
        {
            throw new CommandException(ExitCodes.ApiKey, context.Texts.NoApiKey);
        }

        return await ScAsync(WindowsService.Install(command, description), printOnly).ConfigureAwait(false);
    }

    private async Task<int> ScAsync(IReadOnlyList<IReadOnlyList<string>> calls, bool printOnly)
    {
        foreach (var call in calls)
        {
            if (printOnly)
            {
                context.Out.WriteLine(WindowsService.Show(call));
            }
            else if (await WindowsService.RunAsync(call).ConfigureAwait(false) != 0 && call[0] != "stop")
            {
                throw new CommandException(ExitCodes.Failed, context.Texts.ScFailed(WindowsService.Show(call)));
            }
        }

        return ExitCodes.Success;
    }

    private void WarnAboutKey()
    {
        if (!File.Exists(context.ApiKeyStore.Path))
        {
            context.Warn(context.Texts.ServiceNeedsLogin(context.DataDirectory));
        }
    }
}
