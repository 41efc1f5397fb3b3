namespace EventPics.Cli.Model;

/// <summary>The names of the checks in JSON, the same in every language.</summary>
internal static class DoctorChecks
{
    public const string Disk = "disk";
    public const string Data = "data";
    public const string Folder = "folder";
    public const string FolderDisk = "folderDisk";
    public const string Network = "network";
    public const string Tls = "tls";
    public const string Clock = "clock";
    public const string Key = "key";
    public const string Event = "event";
    public const string Speed = "speed";

    public static IReadOnlyList<string> All { get; } = [Disk, Data, Folder, FolderDisk, Network, Tls, Clock, Key, Event, Speed];
}
