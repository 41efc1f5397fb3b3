using static EventPics.EventPicsError;
using static EventPics.Tests.Faults.Table.FaultTable;

namespace EventPics.Tests.Faults.Table;

/// <summary>Rows 8 to 13, 27, 35, 36, 44, 52, 53 and 56 over raw sockets: behavior that no web server has.</summary>
internal static class ConnectionFaults
{
    private const string Expired = "<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>";
    private const string CutRefusal =
        "HTTP/1.1 401 Unauthorized\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{\"error\":";

    public static IEnumerable<FaultCase> Rows =>
    [
        Same("F008 A reset in the middle of the body", RawScripts.ResetAfter(40_000)),
        Same("F008 A FIN in the middle of the body", RawScripts.CloseAfter(40_000)),
        Same("F008 A half-closed connection in the middle of the body", RawScripts.HalfCloseAfter(40_000)),
        Same("F009 A reset after the last byte", RawScripts.ResetAfter(100_000)),
        Same("F009 A FIN after the last byte", RawScripts.CloseAfter(100_000)),
        Same("F009 Half a status line, then a FIN", RawScripts.RespondAndClose("HTTP/1.1 20")),
        Same("F009 A status line without an end of headers, then a FIN", RawScripts.RespondAndClose("HTTP/1.1 200 OK\r\nETag: \"x\"\r\n")),
        new("F010 A peer that never reads again: stalled", "url, put 1, put 1")
        {
            Raw = server => server.OnPut(RawScripts.StopReadingAfter(0)).OnPut(RawScripts.StopReadingAfter(100_000)),
            ReceiveBuffer = 32 * 1024,
            Size = 3_000_000,
            Client = options => options.MaxRetries = 1,
            Hangs = true,
            Error = Stalled,
            IsTransient = true,
        },
        Same("F010 A peer that stops reading", RawScripts.StopReadingAfter(100_000), hangs: true, size: 3_000_000),
        Same("F011 A peer that does not respond after the last byte", RawScripts.StopReadingAfter(100_000), hangs: true),
        new("F011 A storage that does not respond: a timeout, and the photo may be stored", "url, put 1, put 1")
        {
            Raw = server => server.OnPut(RawScripts.StoreAndHang(server), 2),
            Client = options => options.MaxRetries = 1,
            Hangs = true,
            Error = EventPicsError.Timeout,
            IsTransient = true,
            Photos = 1,
        },
        Same("F013 A peer that reads a byte now and then: stalled", RawScripts.Trickle, hangs: true, size: 3_000_000),
        Refused("F027 An unknown key, in a truncated response", RawScripts.RespondAndClose(CutRefusal)),
        Refused("F027 An unknown key, in a response that hangs", RawScripts.RespondAndHang(CutRefusal), hangs: true),
        new("F035 A service that does not respond: a timeout", Repeat("url", 2))
        {
            Raw = server => server.OnUploadUrl(RawScripts.Hang, 2),
            Client = options => options.MaxRetries = 1,
            Hangs = true,
            Error = EventPicsError.Timeout,
            IsTransient = true,
        },
        .. Garbage("a status line of garbage", RawScripts.RespondAndClose("SSH-2.0-OpenSSH_9.6\r\n\r\n")),
        .. Garbage("a status line without an end", RawScripts.Endless("HTTP/1.1 200 ", "O")),
        .. Garbage(
            "headers without an end", RawScripts.Endless("HTTP/1.1 200 OK\r\n", "X-Header: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\r\n")),
        .. Garbage("one header without an end", RawScripts.Endless("HTTP/1.1 200 OK\r\nX-Header: ", "xxxxxxxxxxxxxxxx")),
        .. Garbage("a header without a colon", RawScripts.RespondAndClose("HTTP/1.1 200 OK\r\nnonsense\r\n\r\n")),
        new("F036 Endless chunks of garbage: reported after the retries", Repeat("url", 2))
        {
            Raw = server =>
                server.OnUploadUrl(RawScripts.RespondAndClose("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnonsense\r\n"), 2),
            Client = options => options.MaxRetries = 1,
            Error = UnexpectedResponse,
            IsTransient = true,
        },
        new("F036 A response shorter than its Content-Length: retried", "url, url, put 1")
        {
            Raw = server => server.OnUploadUrl(RawScripts.RespondAndClose("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"uploadUrl\":")),
        },
        new("F036 A response longer than its Content-Length: retried", "url, url, put 1")
        {
            Raw = server => server.OnUploadUrl(RawScripts.RespondAndClose(
                "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{\"uploadUrl\":\"https://bucket.example.com/1\"}")),
        },
        new("F036 Endless interim responses: a timeout", "url, url, put 1")
        {
            Raw = server => server.OnUploadUrl(RawScripts.Endless("", "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n")),
            Hangs = true,
        },
        new("F036 A response that arrives byte by byte: a timeout", "url, url, put 1")
        {
            Raw = server => server.OnUploadUrl(
                RawScripts.Endless("HTTP/1.1 200 OK\r\nContent-Length: 60000\r\n\r\n", " ", TimeSpan.FromMilliseconds(50))),
            Hangs = true,
        },
        new(
            "F042 A success whose body never ends: a success",
            "url, put 1") { Raw = server => server.OnPut(RawScripts.StoreWithEndlessResponse(server)) },
        new("F044 An expired URL rejected during the body: detected by the retry, with a warning", "url, put 1, put 1, url, put 2")
        {
            Raw = server => server.OnPut(RawScripts.RejectUnread(403, Expired), 2),
            Size = 2_000_000,
            PossibleDuplicate = true,
        },
        new("F044 An expired URL rejected before a large body: detected without sending it", "url, put 1, url, put 2")
        {
            Raw = server => server.OnPut(RawScripts.RejectUnread(403, Expired)),
            Size = 20_000_000,
        },
        new("F052 A server that ignores Expect: sent after a second", "url, put 1")
        {
            Raw = server => server.OnPut(RawScripts.IgnoreExpect(server)),
            Size = 5_000_000,
        },
        new("F052 A server that responds 417 and closes: retried immediately without Expect", "url, put 1, put 1")
        {
            Raw = server => server.OnPut(RawScripts.RejectUnread(417)),
            Size = 5_000_000,
            Client = options => options.MaxRetries = 0,
        },
        new("F053 A rejection before a large body, connection closed: its status is seen", "url, put 1")
        {
            Raw = server => server.OnPut(RawScripts.RejectUnread(413)),
            Size = 20_000_000,
            Error = PayloadTooLarge,
            Status = 413,
        },
        new("F053 A rejection after a large body was read: its status is seen", "url, put 1")
        {
            Raw = server => server.OnPut(RawScripts.RejectRead(413)),
            Size = 5_000_000,
            Error = PayloadTooLarge,
            Status = 413,
        },
        Same("F056 A success before a buffered photo was read, then a reset", RawScripts.RespondUnreadAndReset(200), size: 900_000),
        Same("F056 A success before the body was read, then a reset", RawScripts.RespondUnreadAndReset(200), size: 3_000_000),
        Same("F056 A success before a large video was read, then a reset", RawScripts.RespondUnreadAndReset(200), size: 8_000_000),
        Same("F056 A success before the body was read, then silence", RawScripts.RespondUnreadAndHang(200), hangs: true, size: 8_000_000),
    ];

    private static FaultCase Same(
        string what, Func<RawConnection, RawRequest, Task> script, bool hangs = false, int size = 100_000) =>
        new(what + ": same URL", "url, put 1, put 1")
        {
            Raw = server => server.OnPut(script),
            Hangs = hangs,
            Size = size,
            ReceiveBuffer = size > 100_000 ? 64 * 1024 : null,
        };

    private static FaultCase Refused(string what, Func<RawConnection, RawRequest, Task> script, bool hangs = false) =>
        new(what + ": reported without a retry", "url")
        {
            Raw = server => server.OnUploadUrl(script),
            Hangs = hangs,
            Error = ApiKeyRejected,
            Status = 401,
        };

    private static IEnumerable<FaultCase> Garbage(string what, Func<RawConnection, RawRequest, Task> script) =>
    [
        new($"F036 {what} in place of the upload URL: retried", "url, url, put 1") { Raw = server => server.OnUploadUrl(script) },
        new($"F036 {what} after the PUT: same URL", "url, put 1, put 1") { Raw = server => server.OnPut(script) },
        new($"F036 {what}, endlessly: reported after the retries", Repeat("url", 2))
        {
            Raw = server => server.OnUploadUrl(script, 2),
            Client = options => options.MaxRetries = 1,
            Error = UnexpectedResponse,
            IsTransient = true,
        },
    ];
}
