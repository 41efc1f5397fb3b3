using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace EventPics.Benchmarks;

/// <summary>One connection of the sink, served by blocking calls, which cost the least.</summary>
internal sealed class SinkConnection(Socket socket)
{
    // One response serves three storages: each reads its own headers and skips the others.
    private static readonly byte[] Stored = Encoding.ASCII.GetBytes(
        """
        HTTP/1.1 201 Created
        ETag: "9a0364b9e99bb480dd25e1f0284c8555"
        Last-Modified: Tue, 24 Nov 2026 12:00:00 GMT
        Date: Tue, 24 Nov 2026 12:00:00 GMT
        x-ms-request-id: 5f1c3a30-001e-0000-0000-000000000000
        x-ms-version: 2025-01-05
        x-ms-request-server-encrypted: true
        x-amz-request-id: 4442587FB7D0A2F9
        Content-Length: 0


        """.ReplaceLineEndings("\r\n"));

    private static readonly byte[] Continue = "HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray();

    private static int _urls;

    private readonly byte[] _buffer = new byte[256 * 1024];
    private int _start;
    private int _end;

    public void Serve()
    {
        socket.NoDelay = true;
        try
        {
            while (ReadHead() is { } head)
            {
                Respond(head);
            }
        }
        catch (SocketException)
        {
            // The client disconnected.
        }

        socket.Dispose();
    }

    private void Respond(string head)
    {
        if (Header(head, "Expect").Length > 0)
        {
            socket.Send(Continue);
        }

        var length = Header(head, "Content-Length");
        Discard(length.Length == 0 ? 0 : long.Parse(length, CultureInfo.InvariantCulture));
        socket.Send(head.StartsWith("POST", StringComparison.Ordinal) ? CreateUploadUrl() : Stored);
    }

    private byte[] CreateUploadUrl()
    {
        var json = string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"uploadUrl":"http://{{socket.LocalEndPoint}}/bucket/{{Interlocked.Increment(ref _urls)}}?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=sink%2Fauto%2Fs3%2Faws4_request&X-Amz-Date=20261124T120000Z&X-Amz-Expires=300&X-Amz-SignedHeaders=host&X-Amz-Signature=7f3a9d0c5be14d2f8a6e7b1c9d0e3f4a5b6c7d8e9f0a1b2c3d4e5f6a7b8c9d0e"}""");
        return Encoding.ASCII.GetBytes(
            $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nDate: Tue, 24 Nov 2026 12:00:00 GMT\r\nContent-Length: {json.Length}\r\n\r\n{json}");
    }

    private string? ReadHead()
    {
        while (true)
        {
            var at = _buffer.AsSpan(_start, _end - _start).IndexOf("\r\n\r\n"u8);
            if (at >= 0)
            {
                var head = Encoding.ASCII.GetString(_buffer, _start, at + 2);
                _start += at + 4;
                return head;
            }

            if (_start > 0)
            {
                _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
                (_start, _end) = (0, _end - _start);
            }

            var read = socket.Receive(_buffer, _end, _buffer.Length - _end, SocketFlags.None);
            if (read == 0)
            {
                return null;
            }

            _end += read;
        }
    }

    private void Discard(long bytes)
    {
        var buffered = (int)Math.Min(bytes, _end - _start);
        _start += buffered;
        for (bytes -= buffered; bytes > 0;)
        {
            var read = socket.Receive(_buffer, 0, (int)Math.Min(bytes, _buffer.Length), SocketFlags.None);
            bytes -= read > 0 ? read : bytes;
            (_start, _end) = (0, 0);
        }
    }

    private static string Header(string head, string name)
    {
        var at = head.IndexOf($"\r\n{name}:", StringComparison.OrdinalIgnoreCase);
        if (at < 0)
        {
            return "";
        }

        var start = at + name.Length + 3;
        return head[start..head.IndexOf('\r', start)].Trim();
    }
}
