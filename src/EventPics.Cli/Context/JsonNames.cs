using EventPics.Queue;

namespace EventPics.Cli.Context;

/// <summary>The names of states in JSON and on the command line.</summary>
internal static class JsonNames
{
    public static string CamelCase(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    public static string StateName(QueuedUploadState state) => CamelCase(state.ToString());
}
