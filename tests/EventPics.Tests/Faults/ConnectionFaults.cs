using static EventPics.EventPicsError;
using static EventPics.Tests.Faults.FaultTable;

namespace EventPics.Tests.Faults;

/// <summary>Rows 8 to 13, 27, 35, 36, 44, 52, 53 and 56 over raw sockets: what no web server would do.</summary>
internal static class ConnectionFaults
{
    private const string Expired = "<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>";
    private const string CutRefusal = "HTTP/1.1 401 Unauthorized\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{\"error\":";

    public static IEnumerable<FaultCase> Rows =>
    [
        Same("F008 A reset in the middle of the body", RawScripts.ResetAfter(40_000)),
        Same("F008 A FIN in the middle of the body", RawScripts.CloseAfter(40_000)),
        Same("F008 A half-closed connection in the middle of the body", RawScripts.HalfCloseAfter(40_000)),
        Same("F009 A reset after the last byte", RawScripts.ResetAfter(100_000)),
        Same("F009 A FIN after the last byte", RawScripts.CloseAfter(100_000)),
        Same("F009 Half a status line, then a FIN", RawScripts.AnswerAndClose("HTTP/1.1 20")),
        Same("F009 A status line without an end of headers, then a FIN", RawScripts.AnswerAndClose("HTTP/1.1 200 OK\r\nETag: \"x\"\r\n")),
        new("F010 A peer that stops reading for ever: stalled", "link, put 1, put 1")
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
        Same("F011 A peer that is silent after the last byte", RawScripts.StopReadingAfter(100_000), hangs: true),
        new("F011 A storage that stays silent: a timeout, and the picture may be there", "link, put 1, put 1")
        {
            Raw = server => server.OnPut(RawScripts.StoreAndHang(server), 2),
            Client = options => options.MaxRetries = 1,
            Hangs = true,
            Error = EventPicsError.Timeout,
            IsTransient = true,
            Photos = 1,
        },
        Same("F013 A reader of a byte now and then is stalled all the same", RawScripts.Trickle, hangs: true, size: 3_000_000),
        Refused("F027 A key that is unknown, in an answer that breaks off", RawScripts.AnswerAndClose(CutRefusal)),
        Refused("F027 A key that is unknown, in an answer that stops", RawScripts.AnswerAndHang(CutRefusal), hangs: true),
        new("F035 A service that does not answer: a timeout", Repeat("link", 2))
        {
            Raw = server => server.OnUploadUrl(RawScripts.Hang, 2),
            Client = options => options.MaxRetries = 1,
            Hangs = true,
            Error = EventPicsError.Timeout,
            IsTransient = true,
        },
        .. Garbage("a status line of garbage", RawScripts.AnswerAndClose("SSH-2.0-OpenSSH_9.6\r\n\r\n")),
        .. Garbage("a status line without an end", RawScripts.Endless("HTTP/1.1 200 ", "O")),
        .. Garbage("headers without an end", RawScripts.Endless("HTTP/1.1 200 OK\r\n", "X-Header: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\r\n")),
        .. Garbage("one header without an end", RawScripts.Endless("HTTP/1.1 200 OK\r\nX-Header: ", "xxxxxxxxxxxxxxxx")),
        .. Garbage("a header without a colon", RawScripts.AnswerAndClose("HTTP/1.1 200 OK\r\nnonsense\r\n\r\n")),
        new("F036 A reply in chunks of garbage for ever: told after the retries", Repeat("link", 2))
        {
            Raw = server => server.OnUploadUrl(RawScripts.AnswerAndClose("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnonsense\r\n"), 2),
            Client = options => options.MaxRetries = 1,
            Error = UnexpectedResponse,
            IsTransient = true,
        },
        new("F036 A reply shorter than it says: asked again", "link, link, put 1")
        {
            Raw = server => server.OnUploadUrl(RawScripts.AnswerAndClose("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"uploadUrl\":")),
        },
        new("F036 A reply longer than it says: asked again", "link, link, put 1")
        {
            Raw = server => server.OnUploadUrl(RawScripts.AnswerAndClose("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{\"uploadUrl\":\"https://bucket.example.com/1\"}")),
        },
        new("F036 Interim answers without an end: a timeout", "link, link, put 1")
        {
            Raw = server => server.OnUploadUrl(RawScripts.Endless("", "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n")),
            Hangs = true,
        },
        new("F036 A reply that drips for ever: a timeout", "link, link, put 1")
        {
            Raw = server => server.OnUploadUrl(RawScripts.Endless("HTTP/1.1 200 OK\r\nContent-Length: 60000\r\n\r\n", " ", TimeSpan.FromMilliseconds(50))),
            Hangs = true,
        },
        new("F042 A success whose body never ends: a success", "link, put 1") { Raw = server => server.OnPut(RawScripts.StoreWithEndlessReply(server)) },
        new("F044 A dead link that is refused while the body is on its way: seen by the repeat, with a warning", "link, put 1, put 1, link, put 2")
        {
            Raw = server => server.OnPut(RawScripts.RefuseUnread(403, Expired), 2),
            Size = 2_000_000,
            PossibleDuplicate = true,
        },
        new("F044 A dead link that is refused at the head of a big body: seen at once", "link, put 1, link, put 2")
        {
            Raw = server => server.OnPut(RawScripts.RefuseUnread(403, Expired)),
            Size = 20_000_000,
        },
        new("F052 A server that ignores Expect: sent after a second", "link, put 1")
        {
            Raw = server => server.OnPut(RawScripts.IgnoreExpect(server)),
            Size = 5_000_000,
        },
        new("F052 A server that answers 417 and closes: sent again at once without Expect", "link, put 1, put 1")
        {
            Raw = server => server.OnPut(RawScripts.RefuseUnread(417)),
            Size = 5_000_000,
            Client = options => options.MaxRetries = 0,
        },
        new("F053 A refusal of a big body at its head, connection closed: its status is seen", "link, put 1")
        {
            Raw = server => server.OnPut(RawScripts.RefuseUnread(413)),
            Size = 20_000_000,
            Error = PayloadTooLarge,
            Status = 413,
        },
        new("F053 A refusal of a big body after it was read: its status is seen", "link, put 1")
        {
            Raw = server => server.OnPut(RawScripts.RefuseRead(413)),
            Size = 5_000_000,
            Error = PayloadTooLarge,
            Status = 413,
        },
        Same("F056 A success before a picture was read that the kernel had taken, then a reset", RawScripts.AnswerUnreadAndReset(200), size: 900_000),
        Same("F056 A success before the body was read, then a reset", RawScripts.AnswerUnreadAndReset(200), size: 3_000_000),
        Same("F056 A success before the body of a big video was read, then a reset", RawScripts.AnswerUnreadAndReset(200), size: 8_000_000),
        Same("F056 A success before the body was read, then silence", RawScripts.AnswerUnreadAndHang(200), hangs: true, size: 8_000_000),
    ];

    private static FaultCase Same(
        string what, Func<RawConnection, RawRequest, Task> script, bool hangs = false, int size = 100_000) =>
        new(what + ": same link", "link, put 1, put 1")
        {
            Raw = server => server.OnPut(script),
            Hangs = hangs,
            Size = size,
            ReceiveBuffer = size > 100_000 ? 64 * 1024 : null,
        };

    private static FaultCase Refused(string what, Func<RawConnection, RawRequest, Task> script, bool hangs = false) =>
        new(what + ": told at once", "link")
        {
            Raw = server => server.OnUploadUrl(script),
            Hangs = hangs,
            Error = ApiKeyRejected,
            Status = 401,
        };

    private static IEnumerable<FaultCase> Garbage(string what, Func<RawConnection, RawRequest, Task> script) =>
    [
        new($"F036 {what} in place of the link: asked again", "link, link, put 1") { Raw = server => server.OnUploadUrl(script) },
        new($"F036 {what} after the PUT: same link", "link, put 1, put 1") { Raw = server => server.OnPut(script) },
        new($"F036 {what} for ever: told after the retries", Repeat("link", 2))
        {
            Raw = server => server.OnUploadUrl(script, 2),
            Client = options => options.MaxRetries = 1,
            Error = UnexpectedResponse,
            IsTransient = true,
        },
    ];
}
