using System.Text;
using EventPics.Cli.Context;
using EventPics.Cli.Model;
using EventPics.Cli.Platform;
using EventPics.Cli.Profiles;
using EventPics.Cli.Sending;

namespace EventPics.Cli.Commands.Service;

/// <summary>Installs and removes the service.</summary>
internal sealed class ServiceHandler(CommandContext context, bool printOnly)
{
    /// <summary>Installs the operator app with a profile. It may be completed later, on the page.</summary>
    public async Task<int> InstallProfileAsync(string name)
    {
        var store = new ProfileStore(context, name);
        var command = Command(["run", "--profile", name], context.DataDirectory);
        var description = context.Texts.ServiceProfileDescription(name);
        if (store.Load() is { IsValid: false } loaded && !printOnly)
        {
            loaded.Errors.ToList().ForEach(error => context.Warn(error.Message));
        }

        return OperatingSystem.IsWindows()
            ? await InstallTaskAsync(command, description).ConfigureAwait(false)
            : await InstallUnitAsync(command, description).ConfigureAwait(false);
    }

    /// <summary>Installs a watch of one folder.</summary>
    public async Task<int> InstallFolderAsync(string folder, SendingSettings sending)
    {
        // A service starts in another folder and as another user, so everything is spelled out, except for the key, which stays in its
        // file.
        List<string> watch = ["watch", Path.GetFullPath(folder), "--event", sending.LinkId];
        watch.AddRange(sending.Album is { } album ? ["--album", album] : []);
        var command = Command(watch, OperatingSystem.IsWindows() ? ServiceFolder.Root : context.DataDirectory);
        var description = context.Texts.ServiceDescription(Path.GetFullPath(folder));
        return OperatingSystem.IsWindows()
            ? await InstallOnWindowsAsync(command, description).ConfigureAwait(false)
            : await InstallUnitAsync(command, description).ConfigureAwait(false);
    }

    /// <exception cref="CommandException">There is no such folder.</exception>
    public void CheckFolder(string folder)
    {
        if (!printOnly && !Directory.Exists(folder) && !folder.Contains('{', StringComparison.Ordinal))
        {
            throw new CommandException(ExitCodes.Usage, context.Texts.NoSuchFolder(folder.Sanitize()));
        }
    }

    public async Task<int> UninstallAsync()
    {
        if (OperatingSystem.IsWindows())
        {
            return await UninstallOnWindowsAsync().ConfigureAwait(false);
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

    private List<string> Command(IReadOnlyList<string> arguments, string dataDirectory) =>
        [.. SelfCommand.Command, .. arguments, "--data-dir", dataDirectory, "--base-address", context.BaseAddress.AbsoluteUri];

    private async Task<int> InstallUnitAsync(List<string> command, string description)
    {
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

    // As this user, whose data folder and key it shares.
    private async Task<int> InstallTaskAsync(List<string> command, string description)
    {
        var definition = ScheduledTask.Define(command, description, $"{Environment.UserDomainName}\\{Environment.UserName}");
        if (printOnly)
        {
            context.Out.WriteLine(definition);
            return ExitCodes.Success;
        }

        var file = Path.Combine(context.DataDirectory, "task.xml");
        OwnerOnlyFiles.WriteFile(file, [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(definition)]);
        foreach (var call in new[] { ScheduledTask.Create(file), ScheduledTask.Start })
        {
            if (await ScheduledTask.RunAsync(call).ConfigureAwait(false) != 0)
            {
                throw new CommandException(ExitCodes.Failed, context.Texts.TaskFailed(ScheduledTask.Show(call)));
            }
        }

        File.Delete(file);
        context.Out.WriteLine(context.Texts.TaskCreated(ScheduledTask.Name));
        WarnAboutKey();
        return ExitCodes.Success;
    }

    // A profile's task, a folder's service, or both.
    private async Task<int> UninstallOnWindowsAsync()
    {
        if (printOnly)
        {
            ScheduledTask.Uninstall.ToList().ForEach(call => context.Out.WriteLine(ScheduledTask.Show(call)));
            return await ScAsync(WindowsService.Uninstall).ConfigureAwait(false);
        }

        await ScheduledTask.RunAsync(ScheduledTask.Uninstall[0]).ConfigureAwait(false);
        return await ScheduledTask.RunAsync(ScheduledTask.Uninstall[1]).ConfigureAwait(false) == 0
            ? ExitCodes.Success
            : await ScAsync(WindowsService.Uninstall).ConfigureAwait(false);
    }

    private async Task<int> InstallOnWindowsAsync(List<string> command, string description)
    {
        if (!printOnly && context.ApiKeyStore.Read() is { } key)
        {
            new ApiKeyStore(ServiceFolder.Root).Store(key);
        }
        else if (!printOnly)
        {
            throw new CommandException(ExitCodes.ApiKey, context.Texts.NoApiKey);
        }

        return await ScAsync(WindowsService.Install(command, description)).ConfigureAwait(false);
    }

    private async Task<int> ScAsync(IReadOnlyList<IReadOnlyList<string>> calls)
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
