using System.Net.Sockets;
using System.Text;

namespace EventPics.Tests.RawSockets;

/// <summary>One connection of a <see cref="RawServer"/>, with everything that a correct server would never do.</summary>
internal sealed class RawConnection(Socket socket, Stream stream, Action hangs, CancellationToken stopping)
{
    private const int MaxHead = 64 * 1024;

    private readonly byte[] _one = new byte[1];

    public CancellationToken Stopping => stopping;

    /// <summary>Whether the script keeps the connection open for another request.</summary>
    public bool IsOpen { get; private set; } = true;

    /// <summary>Reads a request's headers and not a byte more; null when the client has disconnected.</summary>
    public async Task<RawRequest?> ReadHeadAsync()
    {
        var head = new StringBuilder();
        while (head.Length < MaxHead)
        {
            if (await stream.ReadAsync(_one, stopping) == 0)
            {
                return null;
            }

            head.Append((char)_one[0]);
            if (head.Length >= 4 && head.ToString(head.Length - 4, 4) == "\r\n\r\n")
            {
                return RawRequest.Parse(head.ToString());
            }
        }

        throw new InvalidDataException("The request's head is too long.");
    }

    /// <summary>Reads up to the given number of bytes of the body; fewer only when the client has disconnected.</summary>
    public async Task<byte[]> ReadBodyAsync(long count)
    {
        var body = new byte[count];
        var filled = 0;
        for (int read; filled < count && (read = await stream.ReadAsync(body.AsMemory(filled), stopping)) > 0;)
        {
            filled += read;
        }

        return body[..filled];
    }

    /// <summary>Reads one block; 0 at the end.</summary>
    public ValueTask<int> ReadAsync(Memory<byte> buffer) => stream.ReadAsync(buffer, stopping);

    public Task ContinueAsync(RawRequest request) =>
        request.ExpectsContinue ? WriteAsync("HTTP/1.1 100 Continue\r\n\r\n") : Task.CompletedTask;

    public Task WriteAsync(string text) => WriteAsync(Encoding.Latin1.GetBytes(text));

    public async Task WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        await stream.WriteAsync(bytes, stopping);
        await stream.FlushAsync(stopping);
    }

    /// <summary>Writes a response with a body and its Content-Length.</summary>
    public Task RespondAsync(int status, string body = "", string headers = "") =>
        WriteAsync($"HTTP/1.1 {status} Whatever\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n{headers}\r\n{body}");

    /// <summary>Sends FIN but can still read.</summary>
    public void HalfClose() => socket.Shutdown(SocketShutdown.Send);

    /// <summary>Sends RST: bytes in flight are lost.</summary>
    public void Reset()
    {
        IsOpen = false;
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
    }

    /// <summary>Closes after the written bytes; a client that still sends receives RST.</summary>
    public void Close()
    {
        IsOpen = false;
        socket.Close();
    }

    /// <summary>Marks that the client need not wait for what follows.</summary>
    public void StopResponding() => hangs();

    /// <summary>Hangs until the client disconnects or the server stops.</summary>
    public async Task HangAsync()
    {
        IsOpen = false;
        StopResponding();
        while (socket.Connected && !(socket.Poll(0, SelectMode.SelectRead) && socket.Available == 0))
        {
            await Task.Delay(20, stopping);
        }
    }
}
