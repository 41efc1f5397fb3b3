using EventPics.Emulator.Internal.Storage;
using EventPics.Emulator.Internal.Wire;

namespace EventPics.Emulator.Internal.Faults;

/// <summary>What a fault does, in the order of a request; each group names the class that carries it out.</summary>
internal sealed record FaultPlan(string Name)
{
    public static FaultPlan Nothing { get; } = new("none");

    /// <summary>The only operation that it can be injected into, or null for all.</summary>
    public EmulatorOperation? Only { get; init; }

    public int Times { get; init; } = 1;

    // Before the body is read: EmulatorApplication.
    public bool ResetBeforeBody { get; init; }

    // While the body is read: RequestBody.
    public long? DropAfter { get; init; }

    public long? StallAfter { get; init; }

    public int? ReadRate { get; init; }

    // When the call is carried out: Router, PutCall, CreateUploadUrlCall.
    public bool DropBeforeStoring { get; init; }

    public bool RepeatsUploadUrl { get; init; }

    public Func<string, string>? RewriteUploadUrl { get; init; }

    // Instead of or after the regular response: EmulatorApplication.
    public Func<EmulatorOperation, StorageDialect, EmulatorResponse>? Response { get; init; }

    public bool AfterStoring { get; init; }

    public bool SkipsBody { get; init; }

    public TimeSpan Delay { get; init; }

    public bool LosesResponse { get; init; }

    // Changes to whatever response is sent: Apply.
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public ReadOnlyMemory<byte>? Body { get; init; }

    public string? ContentType { get; init; }

    // While the response is written: ResponseWriter.
    public bool Truncated { get; init; }

    public int? ResponseRate { get; init; }

    public bool Closes { get; init; }

    public EmulatorResponse Apply(EmulatorResponse response) => response with
    {
        Body = Body ?? response.Body,
        Length = Body is null ? response.Length : null,
        ContentType = ContentType ?? response.ContentType,
        Headers = [.. response.Headers, .. Headers],
    };
}
