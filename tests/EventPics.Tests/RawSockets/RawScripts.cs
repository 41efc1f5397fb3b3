using System.Text;

namespace EventPics.Tests.RawSockets;

/// <summary>Scripts for what a raw server does with a request.</summary>
internal static class RawScripts
{
    public static Task Reset(RawConnection connection, RawRequest _)
    {
        connection.Reset();
        return Task.CompletedTask;
    }

    public static Task Close(RawConnection connection, RawRequest _)
    {
        connection.Close();
        return Task.CompletedTask;
    }

    public static Func<RawConnection, RawRequest, Task> ResetAfter(long bytes) => async (connection, request) =>
    {
        await connection.ContinueAsync(request);
        await connection.ReadBodyAsync(bytes);
        connection.Reset();
    };

    public static Func<RawConnection, RawRequest, Task> CloseAfter(long bytes) => async (connection, request) =>
    {
        await connection.ContinueAsync(request);
        await connection.ReadBodyAsync(bytes);
        connection.Close();
    };

    public static Func<RawConnection, RawRequest, Task> HalfCloseAfter(long bytes) => async (connection, request) =>
    {
        await connection.ContinueAsync(request);
        await connection.ReadBodyAsync(bytes);
        connection.HalfClose();
        await connection.HangAsync();
    };

    public static Func<RawConnection, RawRequest, Task> StopReadingAfter(long bytes) => async (connection, request) =>
    {
        await connection.ContinueAsync(request);
        await connection.ReadBodyAsync(bytes);
        await connection.HangAsync();
    };

    /// <summary>Reads one byte at a time.</summary>
    public static async Task Trickle(RawConnection connection, RawRequest request)
    {
        await connection.ContinueAsync(request);
        connection.StopResponding();
        while ((await connection.ReadBodyAsync(1)).Length > 0)
        {
            await Task.Delay(20, connection.Stopping);
        }
    }

    /// <summary>Reads the photo and does not respond.</summary>
    public static Func<RawConnection, RawRequest, Task> StoreAndHang(RawServer server) => async (connection, request) =>
    {
        await connection.ContinueAsync(request);
        server.Photos[request.UrlNumber] = await connection.ReadBodyAsync(request.ContentLength);
        await connection.HangAsync();
    };

    /// <summary>Reads the request and does not respond.</summary>
    public static async Task Hang(RawConnection connection, RawRequest request)
    {
        await connection.ReadBodyAsync(request.ContentLength);
        await connection.HangAsync();
    }

    /// <summary>Reads the whole body in small blocks with a delay after each, then stores it.</summary>
    public static Func<RawConnection, RawRequest, Task> ReadSlowly(RawServer server) => async (connection, request) =>
    {
        await connection.ContinueAsync(request);
        var body = new byte[request.ContentLength];
        for (int filled = 0, read; filled < body.Length; filled += read)
        {
            read = await connection.ReadAsync(body.AsMemory(filled, Math.Min(64 * 1024, body.Length - filled)));
            if (read == 0)
            {
                connection.Close();
                return;
            }

            await Task.Delay(5, connection.Stopping);
        }

        server.Photos[request.UrlNumber] = body;
        await connection.RespondAsync(200, headers: "ETag: \"raw\"\r\n");
    };

    /// <summary>Reads the request, writes these bytes and closes.</summary>
    public static Func<RawConnection, RawRequest, Task> RespondAndClose(string response) => async (connection, request) =>
    {
        await connection.ContinueAsync(request);
        await connection.ReadBodyAsync(request.ContentLength);
        await connection.WriteAsync(response);
        connection.Close();
    };

    /// <summary>Reads the request, writes these bytes and hangs.</summary>
    public static Func<RawConnection, RawRequest, Task> RespondAndHang(string response) => async (connection, request) =>
    {
        await connection.ContinueAsync(request);
        await connection.ReadBodyAsync(request.ContentLength);
        await connection.WriteAsync(response);
        await connection.HangAsync();
    };

    /// <summary>Reads the request, then writes a beginning and the same block endlessly.</summary>
    public static Func<RawConnection, RawRequest, Task> Endless(
        string start, string block, TimeSpan? delay = null) => async (connection, request) =>
    {
        await connection.ContinueAsync(request);
        await connection.ReadBodyAsync(request.ContentLength);
        await connection.WriteAsync(start);
        connection.StopResponding();
        var bytes = Encoding.Latin1.GetBytes(delay is null ? string.Concat(Enumerable.Repeat(block, 1 + (4096 / block.Length))) : block);
        while (true)
        {
            await connection.WriteAsync(bytes);
            if (delay is { } time)
            {
                await Task.Delay(time, connection.Stopping);
            }
        }
    };

    public static Func<RawConnection, RawRequest, Task> StoreWithEndlessResponse(RawServer server) => async (connection, request) =>
    {
        await connection.ContinueAsync(request);
        server.Photos[request.UrlNumber] = await connection.ReadBodyAsync(request.ContentLength);
        await connection.WriteAsync("HTTP/1.1 200 OK\r\nETag: \"raw\"\r\nTransfer-Encoding: chunked\r\n\r\n");
        while (true)
        {
            await connection.WriteAsync("400\r\n" + new string('x', 1024) + "\r\n");
        }
    };

    /// <summary>Ignores Expect, as an old server does, and stores the body.</summary>
    public static Func<RawConnection, RawRequest, Task> IgnoreExpect(RawServer server) => async (connection, request) =>
    {
        Assert.True(request.ExpectsContinue);
        server.Photos[request.UrlNumber] = await connection.ReadBodyAsync(request.ContentLength);
        await connection.RespondAsync(200, headers: "ETag: \"raw\"\r\n");
    };

    /// <summary>Responds to the headers and closes, so that a body in transit causes an RST.</summary>
    public static Func<RawConnection, RawRequest, Task> RejectUnread(int status, string body = "") => async (connection, _) =>
    {
        await connection.RespondAsync(status, body, "Connection: close\r\n");
        connection.Close();
    };

    public static Func<RawConnection, RawRequest, Task> RejectRead(int status) => async (connection, request) =>
    {
        await connection.ContinueAsync(request);
        await connection.ReadBodyAsync(request.ContentLength);
        await connection.RespondAsync(status);
    };

    public static Func<RawConnection, RawRequest, Task> RespondUnreadAndReset(int status) => async (connection, _) =>
    {
        await connection.RespondAsync(status);
        connection.Reset();
    };

    public static Func<RawConnection, RawRequest, Task> RespondUnreadAndHang(int status) => async (connection, _) =>
    {
        await connection.RespondAsync(status);
        await connection.HangAsync();
    };
}
