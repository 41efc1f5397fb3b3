using System.Text;
using EventPics.Emulator;
using static EventPics.EventPicsError;
using static EventPics.Tests.Faults.Table.FaultTable;

namespace EventPics.Tests.Faults.Table;

/// <summary>Rows 36 to 41: malformed responses of the service.</summary>
internal static class ResponseFaults
{
    public static IEnumerable<FaultCase> Rows =>
    [
        .. Unexpected("nothing", Fault.Response("")),
        .. Unexpected("text", Fault.Response("I am a teapot", "text/plain")),
        .. Unexpected("half an object", Fault.Response("{\"uploadUrl\":\"https://")),
        .. Unexpected("null", Fault.Response("null")),
        .. Unexpected("a list", Fault.Response("[]")),
        .. Unexpected("a number as upload URL", Fault.Response("{\"uploadUrl\":42}")),
        .. Unexpected("UTF-16", Fault.Response(Encoding.Unicode.GetBytes("{\"uploadUrl\":\"https://x.example/\"}"))),
        .. Unexpected("10,000 nested lists", Fault.Response(new string('[', 10_000))),
        .. Unexpected(
            "10,000 nested lists next to the upload URL",
            Fault.Response("{\"a\":" + new string('[', 10_000) + new string(']', 10_000) + "}")),
        .. Unexpected("100 MB", Fault.HugeResponse(100_000_000)),
        .. Unexpected("no content but 204", Fault.Status(204), 204),
        Unusable("that is missing", Fault.MissingUploadUrl),
        Unusable("that is empty", Fault.UploadUrl("")),
        Unusable("that is relative", Fault.UploadUrl("/storage/1")),
        Unusable("over plain http", Fault.UploadUrl("http://bucket.s3.amazonaws.com/1?X-Amz-Signature=s")),
        Unusable("over ftp", Fault.UploadUrl("ftp://bucket.s3.amazonaws.com/1")),
        Unusable("with a user name", Fault.UploadUrl(uploadUrl => uploadUrl.Replace("://", "://user:pw@", StringComparison.Ordinal))),
        Unusable("to a local network", Fault.UploadUrl("https://192.168.1.1/1")),
        Unusable("to a cloud's internal network", Fault.UploadUrl("https://169.254.169.254/latest/meta-data/")),
        Unusable("of 1 MB", Fault.UploadUrl(uploadUrl => uploadUrl + "&x=" + new string('x', 1_000_000)), transient: true),
        Unusable("of 9 KB", Fault.UploadUrl(uploadUrl => uploadUrl + "&x=" + new string('x', 9_000))),
        Unusable("with a line break", Fault.UploadUrl(uploadUrl => uploadUrl + "\r\nX-Evil: 1")),
        new("F038 An upload URL that is expired on arrival: up to MaxRetries new ones", "url, put 1, url, put 2, url, put 3")
        {
            Faults = on => on.OnPut(Fault.Expired.Times(3)),
            Client = options => options.MaxRetries = 2,
            Error = UploadUrlExpired,
            IsTransient = true,
            Status = 400,
        },
        new("F040 A response with a byte order mark: accepted", "url, put 1")
        {
            Raw = server => server.OnUploadUrl(async (connection, request) =>
            {
                await connection.ReadBodyAsync(request.ContentLength);
                var json = Encoding.UTF8.GetBytes("\uFEFF" + server.NextUploadUrlResponse());
                await connection.WriteAsync($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {json.Length}\r\n\r\n");
                await connection.WriteAsync(json);
            }),
        },
        new("F041 An HTTP/1.0 server that closes after each response: works", "url, put 1")
        {
            Raw = server => server
                .OnUploadUrl(async (connection, request) =>
                {
                    await connection.ReadBodyAsync(request.ContentLength);
                    await connection.WriteAsync(
                        "HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n" + server.NextUploadUrlResponse());
                    connection.Close();
                })
                .OnPut(async (connection, request) =>
                {
                    server.Photos[request.UrlNumber] = await connection.ReadBodyAsync(request.ContentLength);
                    await connection.WriteAsync("HTTP/1.0 200 OK\r\nETag: \"raw\"\r\n\r\n");
                    connection.Close();
                }),
        },
    ];

    private static IEnumerable<FaultCase> Unexpected(string what, Fault fault, int status = 200) =>
    [
        new($"F036 A response that is {what}: retried", "url, url, put 1") { Faults = on => on.OnUploadUrl(fault) },
        new($"F036 A response that is always {what}: reported after the retries", Repeat("url", 3))
        {
            Faults = on => on.OnUploadUrl(fault.Times(3)),
            Client = options => options.MaxRetries = 2,
            Error = UnexpectedResponse,
            IsTransient = true,
            Status = status,
        },
    ];

    // A URL of 1 MB is never validated itself: the response as a whole is too long.
    private static FaultCase Unusable(string what, Fault fault, bool transient = false) =>
        new($"F037 An upload URL {what}: reported, nothing is sent to it", Repeat("url", transient ? 6 : 1))
        {
            Faults = on => on.OnUploadUrl(fault.Times(transient ? 6 : 1)),
            Error = UnexpectedResponse,
            IsTransient = transient,
            Status = 200,
        };
}
