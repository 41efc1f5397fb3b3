namespace EventPics.Emulator;

/// <summary>A request as the emulator saw it; its last three facts grow while it is being answered.</summary>
public sealed class ReceivedRequest
{
    private volatile int _status;
    private long _bytesRead;

    internal ReceivedRequest(EmulatorOperation operation, string method, string path, IReadOnlyDictionary<string, string> headers, DateTimeOffset receivedAt)
    {
        Operation = operation;
        Method = method;
        Path = path;
        Headers = headers;
        ReceivedAt = receivedAt;
    }

    /// <summary>Which call it was.</summary>
    public EmulatorOperation Operation { get; }

    /// <summary>The HTTP method.</summary>
    public string Method { get; }

    /// <summary>The path as sent, without the query.</summary>
    public string Path { get; }

    /// <summary>The headers, by name without regard to case; the values of secret ones are replaced by <c>(hidden)</c>.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>When its head had arrived, by the emulator's clock.</summary>
    public DateTimeOffset ReceivedAt { get; }

    /// <summary>The link issued to it or used by it, 1 being the first, or <see langword="null"/>.</summary>
    public int? UploadUrlNumber { get; internal set; }

    /// <summary>The file name it is about, or <see langword="null"/>.</summary>
    public string? FileName { get; internal set; }

    /// <summary>The fault that was injected, or <see langword="null"/>.</summary>
    public Fault? Fault { get; internal set; }

    /// <summary>What the client must never do but did, such as sending the API key along with a PUT, or <see langword="null"/>.</summary>
    public string? Violation { get; internal set; }

    /// <summary>Whether the client asked to be told before it sends the body (<c>Expect: 100-continue</c>).</summary>
    public bool ExpectsContinue => Headers.TryGetValue("Expect", out string? value) && value.Equals("100-continue", StringComparison.OrdinalIgnoreCase);

    /// <summary>The status that was answered, or <see langword="null"/> when none was (yet).</summary>
    public int? Status
    {
        get => _status == 0 ? null : _status;
        internal set => _status = value ?? 0;
    }

    /// <summary>The number of body bytes read so far.</summary>
    public long BytesRead => Interlocked.Read(ref _bytesRead);

    /// <summary>Says what this is, for messages.</summary>
    /// <returns>Operation, link number and status; never a query or a key.</returns>
    public override string ToString() =>
        $"{Operation}{(UploadUrlNumber is { } number ? $" link {number}" : "")}: {(Status is { } status ? status.ToString(System.Globalization.CultureInfo.InvariantCulture) : "no answer")}, {BytesRead} bytes read";

    internal void AddBytes(int count) => Interlocked.Add(ref _bytesRead, count);
}
