namespace EventPics.Emulator;

/// <summary>A request that the emulator received; violation, status and bytes read change while it is being processed.</summary>
public sealed class ReceivedRequest
{
    private volatile int _status;
    private long _bytesRead;

    internal ReceivedRequest(
        EmulatorOperation operation, string method, string path, IReadOnlyDictionary<string, string> headers, DateTimeOffset receivedAt)
    {
        Operation = operation;
        Method = method;
        Path = path;
        Headers = headers;
        ReceivedAt = receivedAt;
    }

    /// <summary>Gets the operation.</summary>
    public EmulatorOperation Operation { get; }

    /// <summary>Gets the HTTP method.</summary>
    public string Method { get; }

    /// <summary>Gets the path as sent, without the query.</summary>
    public string Path { get; }

    /// <summary>Gets the headers by name, ignoring case; the values of secret ones are replaced by <c>(hidden)</c>.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>Gets when its headers had arrived, by the emulator's clock.</summary>
    public DateTimeOffset ReceivedAt { get; }

    /// <summary>Gets the number of the upload URL that it created or used, 1 being the first, or <see langword="null"/>.</summary>
    public int? UploadUrlNumber { get; internal set; }

    /// <summary>Gets the file name in the request, or <see langword="null"/>.</summary>
    public string? FileName { get; internal set; }

    /// <summary>Gets the fault that was injected, or <see langword="null"/>.</summary>
    public Fault? Fault { get; internal set; }

    /// <summary>Gets what the client must never do but did, such as sending the API key with a PUT, or <see langword="null"/>.</summary>
    public string? Violation { get; internal set; }

    /// <summary>Gets whether the client waits for permission before it sends the body (<c>Expect: 100-continue</c>).</summary>
    public bool ExpectsContinue =>
        Headers.TryGetValue("Expect", out var value) && value.Equals("100-continue", StringComparison.OrdinalIgnoreCase);

    /// <summary>Gets the status of the response, or <see langword="null"/> when none was sent (yet).</summary>
    public int? Status
    {
        get => _status == 0 ? null : _status;
        internal set => _status = value ?? 0;
    }

    /// <summary>Gets the number of bytes of the body read so far.</summary>
    public long BytesRead => Interlocked.Read(ref _bytesRead);

    /// <summary>Describes the request for messages.</summary>
    /// <returns>Operation, number of the upload URL and status; never a query or a key.</returns>
    public override string ToString() =>
        $"{Operation}{(UploadUrlNumber is { } number ? $" upload URL {number}" : "")}: {(Status is { } status ? status.ToString(System.Globalization.CultureInfo.InvariantCulture) : "no response")}, {BytesRead} bytes read";

    internal void AddBytes(int count) => Interlocked.Add(ref _bytesRead, count);
}
