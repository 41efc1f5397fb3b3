using System.Runtime.Versioning;
using System.Security.AccessControl;
using System.Security.Principal;

namespace EventPics.Queue.Tests.Support;

/// <summary>The rights of files and folders on Windows.</summary>
[SupportedOSPlatform("windows")]
internal static class Rights
{
    private static readonly SecurityIdentifier Everyone = new(WellKnownSidType.WorldSid, null);

    /// <summary>Lets everybody into a folder and all that inherits from it.</summary>
    public static void Open(string folder)
    {
        DirectoryInfo info = new(folder);
        var rights = info.GetAccessControl();
        rights.AddAccessRule(new FileSystemAccessRule(
            Everyone, FileSystemRights.FullControl, InheritanceFlags.ContainerInherit | InheritanceFlags.ObjectInherit, PropagationFlags.None, AccessControlType.Allow));
        info.SetAccessControl(rights);
    }

    public static void AssertNotEverybodys(string path)
    {
        FileSystemSecurity rights = Directory.Exists(path) ? new DirectoryInfo(path).GetAccessControl() : new FileInfo(path).GetAccessControl();
        foreach (AuthorizationRule rule in rights.GetAccessRules(includeExplicit: true, includeInherited: true, typeof(SecurityIdentifier)))
        {
            Assert.False(Everyone.Equals(rule.IdentityReference), $"Everybody has rights to {path}.");
        }
    }
}
