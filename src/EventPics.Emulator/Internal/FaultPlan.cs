namespace EventPics.Emulator.Internal;

/// <summary>What a fault does, step by step.</summary>
internal sealed record FaultPlan(string Name)
{
    public static FaultPlan Nothing { get; } = new("none");

    /// <summary>The one call it makes sense for, or null for all.</summary>
    public EmulatorOperation? Only { get; init; }

    public int Times { get; init; } = 1;

    public bool DropAtOnce { get; init; }

    public bool DropBeforeStoring { get; init; }

    public bool LoseAnswer { get; init; }

    public long? DropAfter { get; init; }

    public long? StallAfter { get; init; }

    public int? ReadRate { get; init; }

    public int? AnswerRate { get; init; }

    /// <summary>The answer given in place of the plain one.</summary>
    public Func<EmulatorOperation, Dialect, Answer>? Answer { get; init; }

    public bool AfterStoring { get; init; }

    /// <summary>Answers without reading the body first.</summary>
    public bool LeavesBody { get; init; }

    /// <summary>Closes the connection after the answer.</summary>
    public bool Closes { get; init; }

    public bool Truncated { get; init; }

    public TimeSpan Delay { get; init; }

    public bool RepeatsLink { get; init; }

    public Func<string, string>? RewriteLink { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public ReadOnlyMemory<byte>? Body { get; init; }

    public string? ContentType { get; init; }

    public Answer Change(Answer answer) => answer with
    {
        Body = Body ?? answer.Body,
        Length = Body is null ? answer.Length : null,
        ContentType = ContentType ?? answer.ContentType,
        Headers = [.. answer.Headers, .. Headers],
    };
}
