namespace EventPics.Shared;

/// <summary>
/// File systems of the network, and those that virtual machines and containers share with their host: they don't report what another
/// machine changes, and a database is not safe on them.
/// </summary>
internal static class NetworkFileSystems
{
    private static readonly HashSet<string> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        "nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "ncpfs", "afs", "afpfs", "ceph", "glusterfs", "lustre", "davfs", "webdav",
        "fuse.sshfs", "fuse.davfs2", "fuse.rclone", "fuse.glusterfs", "fuse.gvfsd-fuse", "fuse.s3fs", "fuse.google-drive-ocamlfuse",
        "9p", "v9fs", "vboxsf", "prl_fs", "virtiofs",
    };

    public static bool Contains(string type) => Types.Contains(type);
}
