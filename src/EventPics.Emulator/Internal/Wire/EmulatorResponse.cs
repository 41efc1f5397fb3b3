namespace EventPics.Emulator.Internal.Wire;

/// <summary>A response before it is written.</summary>
internal sealed record EmulatorResponse(int Status)
{
    public string? ContentType { get; init; } = "application/json";

    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The length of the body to send; what is missing in <see cref="Body"/> is filled up while it is written.</summary>
    public long? Length { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public bool IsSuccess => Status is >= 200 and < 300;

    public EmulatorResponse With(string name, string value) => this with { Headers = [.. Headers, new(name, value)] };
}
