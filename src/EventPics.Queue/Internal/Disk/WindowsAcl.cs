using System.Runtime.Versioning;
using System.Security.AccessControl;
using System.Security.Principal;

namespace EventPics.Queue.Internal.Disk;

/// <summary>What a mode of 0700 is on Windows: rights for the owner, and for whom Windows keeps nothing from.</summary>
[SupportedOSPlatform("windows")]
internal static class WindowsAcl
{
    /// <summary>Creates a folder, and all that is missing above it, with these rights from the start; what lies in it inherits them.</summary>
    public static void CreateFolder(string path)
    {
        // The user by name and not as the owner, who is the group of administrators for all that an elevated program makes. SYSTEM and the
        // administrators as root on Unix: they could take the folder anyway, and the booth's service and the virus scanner run as SYSTEM.
        using var user = WindowsIdentity.GetCurrent();
        DirectorySecurity rights = new();
        rights.SetSecurityDescriptorSddlForm($"D:P(A;OICI;FA;;;{user.User})(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)");
        FileSystemAclExtensions.CreateDirectory(rights, path);
    }
}
