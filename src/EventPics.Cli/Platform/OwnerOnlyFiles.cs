using System.Runtime.Versioning;
using System.Security.AccessControl;
using System.Security.Principal;

namespace EventPics.Cli.Platform;

/// <summary>Creates folders and files that only their owner can access.</summary>
internal static class OwnerOnlyFiles
{
    private const UnixFileMode OwnerFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerDirectoryMode = OwnerFileMode | UnixFileMode.UserExecute;

    public static void CreateDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            var rights = new DirectorySecurity();
            rights.SetSecurityDescriptorSddlForm(OwnerOnlyAcl.Sddl("OICI"));
            rights.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, OwnerDirectoryMode);
        }
    }

    /// <summary>Verifies that the folder belongs to this user, and that no one else may write to it.</summary>
    /// <exception cref="UnauthorizedAccessException">The folder belongs to another user, or others may write to it.</exception>
    public static void EnsureOwnerOnly(string path)
    {
        if (new DirectoryInfo(path).LinkTarget is not null || (OperatingSystem.IsWindows() ? !IsOwnerOnly(path) : !IsOwnerOnlyOnUnix(path)))
        {
            throw new UnauthorizedAccessException(
                $"Others may write to the folder '{path}'. Delete it; it is created again for this user only.");
        }
    }

    /// <summary>Writes a temporary file and renames it, so that the old file exists until the new one is complete.</summary>
    public static void WriteFile(string path, ReadOnlySpan<byte> bytes)
    {
        CreateDirectory(Path.GetDirectoryName(path)!);
        var beside = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var file = CreateFile(beside))
            {
                file.Write(bytes);
                file.Flush(flushToDisk: true);
            }

            File.Move(beside, path, overwrite: true);
        }
        catch
        {
            File.Delete(beside);
            throw;
        }
    }

    private static FileStream CreateFile(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            return new FileStream(
                path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerFileMode });
        }

        // Not the inherited rights: every user may read in a folder below ProgramData, where services keep their files.
        var rights = new FileSecurity();
        rights.SetSecurityDescriptorSddlForm(OwnerOnlyAcl.Sddl(""));
        return new FileInfo(path)
            .Create(FileMode.CreateNew, FileSystemRights.Write, FileShare.None, bufferSize: 4096, FileOptions.None, rights);
    }

    [UnsupportedOSPlatform("windows")]
    private static bool IsOwnerOnlyOnUnix(string path)
    {
        try
        {
            // Only the owner may do this.
            File.SetUnixFileMode(path, OwnerDirectoryMode);
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }

    [SupportedOSPlatform("windows")]
    private static bool IsOwnerOnly(string path)
    {
        const FileSystemRights Generic = (FileSystemRights)0x5000_0000;
        const FileSystemRights Writing = Generic | FileSystemRights.WriteData | FileSystemRights.AppendData | FileSystemRights.Delete | FileSystemRights.DeleteSubdirectoriesAndFiles
            | FileSystemRights.ChangePermissions | FileSystemRights.TakeOwnership;
        using var user = WindowsIdentity.GetCurrent();
        IdentityReference[] trusted = [user.User!, new SecurityIdentifier(WellKnownSidType.LocalSystemSid, null), new SecurityIdentifier(
            WellKnownSidType.BuiltinAdministratorsSid, null)];
        var rights = new DirectoryInfo(path).GetAccessControl(AccessControlSections.Access | AccessControlSections.Owner);
        return trusted.Contains(rights.GetOwner(typeof(SecurityIdentifier)))
            && rights.GetAccessRules(includeExplicit: true, includeInherited: true, typeof(SecurityIdentifier))
                .Cast<FileSystemAccessRule>()
                .Where(
                    rule => rule.AccessControlType == AccessControlType.Allow
                        && !rule.PropagationFlags.HasFlag(PropagationFlags.InheritOnly))
                .All(rule => (rule.FileSystemRights & Writing) == 0 || trusted.Contains(rule.IdentityReference));
    }
}
