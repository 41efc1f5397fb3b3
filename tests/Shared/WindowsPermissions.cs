using System.Runtime.Versioning;
using System.Security.AccessControl;
using System.Security.Principal;

namespace EventPics.Tests.Shared;

/// <summary>The access rules of files and folders on Windows.</summary>
[SupportedOSPlatform("windows")]
internal static class WindowsPermissions
{
    private static readonly SecurityIdentifier Everyone = new(WellKnownSidType.WorldSid, null);

    /// <summary>Gives Everyone full access to a folder and to everything that inherits from it.</summary>
    public static void GrantEveryone(string folder)
    {
        var info = new DirectoryInfo(folder);
        var security = info.GetAccessControl();
        security.AddAccessRule(new FileSystemAccessRule(
            Everyone, FileSystemRights.FullControl, InheritanceFlags.ContainerInherit | InheritanceFlags.ObjectInherit,
            PropagationFlags.None, AccessControlType.Allow));
        info.SetAccessControl(security);
    }

    public static void AssertNotAccessibleToEveryone(string path)
    {
        FileSystemSecurity security = Directory.Exists(path)
            ? new DirectoryInfo(path).GetAccessControl()
            : new FileInfo(path).GetAccessControl();
        foreach (AuthorizationRule rule in security.GetAccessRules(
            includeExplicit: true, includeInherited: true, typeof(SecurityIdentifier)))
        {
            Assert.False(Everyone.Equals(rule.IdentityReference), $"Everyone has access to {path}.");
        }
    }
}
