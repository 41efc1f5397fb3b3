using System.Security.Principal;

namespace EventPics.Shared;

/// <summary>The counterpart of mode 0700 on Windows: access for this user, SYSTEM and the administrators only.</summary>
internal static class OwnerOnlyAcl
{
    /// <summary>The security descriptor in SDDL.</summary>
    /// <param name="inheritance">"OICI": what is created below inherits it. Empty for a file.</param>
    // The user by name, since the owner of what an elevated program creates is the group of administrators. SYSTEM and the administrators
    // as root on Unix: they could take access anyway, and the booth's service and the virus scanner run as SYSTEM.
    [System.Runtime.Versioning.SupportedOSPlatform("windows")]
    public static string Sddl(string inheritance)
    {
        using var user = WindowsIdentity.GetCurrent();
        return $"D:P(A;{inheritance};FA;;;{user.User})(A;{inheritance};FA;;;SY)(A;{inheritance};FA;;;BA)";
    }
}
