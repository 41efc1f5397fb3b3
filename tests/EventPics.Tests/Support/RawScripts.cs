using System.Text;

namespace EventPics.Tests;

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

    /// <summary>Reads a byte now and then.</summary>
    public static async Task Trickle(RawConnection connection, RawRequest request)
    {
        await connection.ContinueAsync(request);
        connection.SaysNothingMore();
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
        await connection.AnswerAsync(200, headers: "ETag: \"raw\"\r\n");
    };

    /// <summary>Reads the request, writes these bytes and closes.</summary>
    public static Func<RawConnection, RawRequest, Task> RespondAndClose(string answer) => async (connection, request) =>
    {
        await connection.ContinueAsync(request);
        await connection.ReadBodyAsync(request.ContentLength);
        await connection.WriteAsync(answer);
        connection.Close();
    };

    /// <summary>Reads the request, writes these bytes and hangs.</summary>
    public static Func<RawConnection, RawRequest, Task> AnswerAndHang(string answer) => async (connection, request) =>
    {
        await connection.ContinueAsync(request);
        await connection.ReadBodyAsync(request.ContentLength);
        await connection.WriteAsync(answer);
        await connection.HangAsync();
    };

    /// <summary>Reads the request, then writes a beginning and the same block endlessly.</summary>
    public static Func<RawConnection, RawRequest, Task> Endless(string start, string piece, TimeSpan? pause = null) => async (connection, request) =>
    {
        await connection.ContinueAsync(request);
        await connection.ReadBodyAsync(request.ContentLength);
        await connection.WriteAsync(start);
        connection.SaysNothingMore();
        var bytes = Encoding.Latin1.GetBytes(pause is null ? string.Concat(Enumerable.Repeat(piece, 1 + (4096 / piece.Length))) : piece);
        while (true)
        {
            await connection.WriteAsync(bytes);
            if (pause is { } time)
            {
                await Task.Delay(time, connection.Stopping);
            }
        }
    };

    public static Func<RawConnection, RawRequest, Task> StoreWithEndlessReply(RawServer server) => async (connection, request) =>
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
        await connection.AnswerAsync(200, headers: "ETag: \"raw\"\r\n");
    };

    /// <summary>Responds to the headers and closes, so that a body in transit is answered with RST.</summary>
    public static Func<RawConnection, RawRequest, Task> RefuseUnread(int status, string body = "") => async (connection, _) =>
    {
        await connection.AnswerAsync(status, body, "Connection: close\r\n");
        connection.Close();
    };

    public static Func<RawConnection, RawRequest, Task> RefuseRead(int status) => async (connection, request) =>
    {
        await connection.ContinueAsync(request);
        await connection.ReadBodyAsync(request.ContentLength);
        await connection.AnswerAsync(status);
    };

    public static Func<RawConnection, RawRequest, Task> AnswerUnreadAndReset(int status) => async (connection, _) =>
    {
        await connection.AnswerAsync(status);
        connection.Reset();
    };

    public static Func<RawConnection, RawRequest, Task> AnswerUnreadAndHang(int status) => async (connection, _) =>
    {
        await connection.AnswerAsync(status);
        await connection.HangAsync();
    };
}
