using EventPics.Tests.Raw;
using static EventPics.EventPicsError;
using static EventPics.Tests.Faults.FaultTable;

namespace EventPics.Tests.Faults;

/// <summary>Rows 8 to 13, 36, 52, 53 and 56 over raw sockets: what no web server would do.</summary>
internal static class ConnectionFaults
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(2);

    public static IEnumerable<FaultCase> Rows =>
    [
        Same("F008 A reset in the middle of the body", RawScripts.ResetAfter(40_000)),
        Same("F008 A FIN in the middle of the body", RawScripts.CloseAfter(40_000)),
        Same("F008 A half-closed connection in the middle of the body", RawScripts.HalfCloseAfter(40_000)),
        Same("F009 A reset after the last byte", RawScripts.ResetAfter(100_000)),
        Same("F009 A FIN after the last byte", RawScripts.CloseAfter(100_000)),
        Same("F009 Half a status line, then a FIN", RawScripts.AnswerAndClose("HTTP/1.1 20")),
        Same("F009 A status line without an end of headers, then a FIN", RawScripts.AnswerAndClose("HTTP/1.1 200 OK\r\nETag: \"x\"\r\n")),
        new("F010 A peer that reads nothing: stalled", "link, put 1, put 1")
        {
            Raw = server => server.OnPut(RawScripts.StopReadingAfter(0), 2),
            ReceiveBuffer = 32 * 1024,
            Size = 3_000_000,
            Client = options => (options.StallTimeout, options.MaxRetries) = (Short, 1),
            Error = Stalled,
            IsTransient = true,
        },
        Same("F011 A peer that is silent after the last byte", RawScripts.StopReadingAfter(100_000), options => options.ResponseTimeout = Short),
        new("F012 A slow but steady reader is never cut", "link, put 1")
        {
            Raw = server => server.OnPut(RawScripts.ReadSlowly(server, 16 * 1024, TimeSpan.FromMilliseconds(40))),
            ReceiveBuffer = 32 * 1024,
            Size = 1_800_000,
            Client = options => (options.StallTimeout, options.ApiTimeout) = (TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(2)),
        },
        new("F013 A reader of a few bytes now and then is stalled all the same", "link, put 1, put 1")
        {
            Raw = server => server.OnPut(RawScripts.ReadSlowly(server, 1, TimeSpan.FromMilliseconds(100))),
            ReceiveBuffer = 16 * 1024,
            Size = 3_000_000,
            Client = options => options.StallTimeout = TimeSpan.FromSeconds(3),
        },
        .. Garbage("a status line of garbage", RawScripts.AnswerAndClose("SSH-2.0-OpenSSH_9.6\r\n\r\n")),
        .. Garbage("a status line without an end", RawScripts.Endless("HTTP/1.1 200 ", "O")),
        .. Garbage("headers without an end", RawScripts.Endless("HTTP/1.1 200 OK\r\n", "X-Header: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\r\n")),
        .. Garbage("one header without an end", RawScripts.Endless("HTTP/1.1 200 OK\r\nX-Header: ", "xxxxxxxxxxxxxxxx")),
        .. Garbage("a header without a colon", RawScripts.AnswerAndClose("HTTP/1.1 200 OK\r\nnonsense\r\n\r\n")),
        new("F036 A reply in chunks of garbage for ever: told after the retries", Repeat("link", 2))
        {
            Raw = server => server.OnLink(RawScripts.AnswerAndClose("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnonsense\r\n"), 2),
            Client = options => options.MaxRetries = 1,
            Error = UnexpectedResponse,
            IsTransient = true,
        },
        new("F036 A reply shorter than it says: asked again", "link, link, put 1")
        {
            Raw = server => server.OnLink(RawScripts.AnswerAndClose("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"uploadUrl\":")),
        },
        new("F036 A reply longer than it says: asked again", "link, link, put 1")
        {
            Raw = server => server.OnLink(RawScripts.AnswerAndClose("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{\"uploadUrl\":\"https://bucket.example.com/1\"}")),
        },
        new("F036 Interim answers without an end: a timeout", "link, link, put 1")
        {
            Raw = server => server.OnLink(RawScripts.Endless("", "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n")),
            Client = options => options.ApiTimeout = Short,
        },
        new("F036 A reply that drips for ever: a timeout", "link, link, put 1")
        {
            Raw = server => server.OnLink(RawScripts.Endless("HTTP/1.1 200 OK\r\nContent-Length: 60000\r\n\r\n", " ", TimeSpan.FromMilliseconds(50))),
            Client = options => options.ApiTimeout = Short,
        },
        new("F042 A success whose body never ends: a success", "link, put 1") { Raw = server => server.OnPut(RawScripts.StoreWithEndlessReply(server)) },
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
        Same("F056 A success before the body was read, then a reset", RawScripts.AnswerUnreadAndReset(200), size: 3_000_000),
        Same("F056 A success before the body of a big video was read, then a reset", RawScripts.AnswerUnreadAndReset(200), size: 8_000_000),
        Same(
            "F056 A success before the body was read, then silence",
            RawScripts.AnswerUnreadAndHang(200),
            options => options.StallTimeout = Short,
            size: 8_000_000),
    ];

    private static FaultCase Same(
        string what, Func<RawConnection, RawRequest, Task> script, Action<EventPicsClientOptions>? client = null, int size = 100_000) =>
        new(what + ": same link", "link, put 1, put 1")
        {
            Raw = server => server.OnPut(script),
            Client = client,
            Size = size,
            ReceiveBuffer = size > 1_000_000 ? 64 * 1024 : null,
        };

    private static IEnumerable<FaultCase> Garbage(string what, Func<RawConnection, RawRequest, Task> script) =>
    [
        new($"F036 {what} in place of the link: asked again", "link, link, put 1") { Raw = server => server.OnLink(script) },
        new($"F036 {what} after the PUT: same link", "link, put 1, put 1") { Raw = server => server.OnPut(script) },
        new($"F036 {what} for ever: told after the retries", Repeat("link", 2))
        {
            Raw = server => server.OnLink(script, 2),
            Client = options => options.MaxRetries = 1,
            Error = UnexpectedResponse,
            IsTransient = true,
        },
    ];
}
