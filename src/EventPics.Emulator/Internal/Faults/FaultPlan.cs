using EventPics.Emulator.Internal.Storage;
using EventPics.Emulator.Internal.Wire;

namespace EventPics.Emulator.Internal.Faults;

/// <summary>What a fault does, step by step.</summary>
internal sealed record FaultPlan(string Name)
{
    public static FaultPlan Nothing { get; } = new("none");

    /// <summary>The one call it makes sense for, or null for all.</summary>
    public EmulatorOperation? Only { get; init; }

    public int Times { get; init; } = 1;

    public bool ResetBeforeBody { get; init; }

    public bool DropBeforeStoring { get; init; }

    public bool LosesResponse { get; init; }

    public long? DropAfter { get; init; }

    public long? StallAfter { get; init; }

    public int? ReadRate { get; init; }

    public int? ResponseRate { get; init; }

    /// <summary>The answer given in place of the plain one.</summary>
    public Func<EmulatorOperation, StorageDialect, EmulatorResponse>? Response { get; init; }

    public bool AfterStoring { get; init; }

    /// <summary>Answers without reading the body first.</summary>
    public bool SkipsBody { get; init; }

    /// <summary>Closes the connection after the answer.</summary>
    public bool Closes { get; init; }

    public bool Truncated { get; init; }

    public TimeSpan Delay { get; init; }

    public bool RepeatsUploadUrl { get; init; }

    public Func<string, string>? RewriteUploadUrl { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public ReadOnlyMemory<byte>? Body { get; init; }

    public string? ContentType { get; init; }

    public EmulatorResponse Change(EmulatorResponse answer) => answer with
    {
        Body = Body ?? answer.Body,
        Length = Body is null ? answer.Length : null,
        ContentType = ContentType ?? answer.ContentType,
        Headers = [.. answer.Headers, .. Headers],
    };
}
