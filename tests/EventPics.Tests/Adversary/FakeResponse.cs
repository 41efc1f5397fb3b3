using System.Globalization;
using System.Net;
using System.Text;

namespace EventPics.Tests.Adversary;

/// <summary>A random response.</summary>
/// <param name="Status">The status.</param>
/// <param name="Body">The body.</param>
/// <param name="ContentType">Its type; empty for none.</param>
internal sealed record FakeResponse(int Status, string Body = "", string ContentType = "")
{
    private static readonly int[] Refusals =
        [400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411, 412, 413, 414, 415, 416, 417, 421, 422, 423, 425, 426, 428, 429, 431, 451];

    // Some of these mean that the object exists, if a code says so. Drawn more often than the others, since most can go wrong here.
    private static readonly int[] Conflicts = [403, 409, 412];

    private static readonly int[] Failures = [500, 501, 502, 503, 504, 505, 507, 511, 520, 599];

    // Codes for an existing object are sent elsewhere, when it exists.
    private static readonly string[] Codes =
    [
        "AccessDenied", "ExpiredRequest", "ExpiredToken", "AuthenticationFailed", "SignatureDoesNotMatch", "ContainerBeingDeleted",
        "InvalidBucketState",
        "LeaseIdMissing", "ConditionNotMet", "SlowDown", "RequestTimeout", "InternalError", "ServerBusy", "EntityTooLarge",
        "BadDigest", "OperationAborted",
        "NoSuchBucket", "SomethingNew", "AuthorizationPermissionMismatch",
    ];

    public string ETag { get; init; } = "";

    public string RetryAfter { get; init; } = "";

    public string HeaderCode { get; init; } = "";

    /// <summary>Where the body is cut off; null for nowhere.</summary>
    public int? Cut { get; init; }

    /// <summary>Whether the connection then hangs instead of closing.</summary>
    public bool Hangs { get; init; }

    /// <summary>A rejection by the storage, which stored nothing.</summary>
    public static FakeResponse Refusal(Random random, string echo) =>
        Odd(random, new FakeResponse(
            random.Next(3) == 0 ? Pick(random, Conflicts) : Pick(random, Refusals), Document(random, echo), ContentTypeOf(random)));

    /// <summary>A failure after which the body may or may not be stored.</summary>
    public static FakeResponse Failure(Random random, string echo) =>
        Odd(random, new FakeResponse(Pick(random, Failures), Document(random, echo), ContentTypeOf(random)));

    public static FakeResponse Redirect(Random random, string echo) =>
        Odd(random, new FakeResponse(300 + random.Next(9), echo, ContentTypeOf(random)));

    /// <summary>A 2xx that confirms nothing.</summary>
    public static FakeResponse Unproved(Random random, string echo) => Odd(random, random.Next(5) switch
    {
        0 => new FakeResponse(Pick(random, 202, 203, 205, 206, 299)) { ETag = "\"odd\"" },
        1 =>
            new FakeResponse(Pick(random, 200, 201), Html(random)
                + echo, Pick(random, "", "text/html", "text/plain"))
            { ETag = Pick(random, "", "\"page\"") },
        2 =>
            new FakeResponse(
                200, $"<?xml version=\"1.0\"?><Error><Code>{Pick(random, Codes)}</Code><Message>{echo}</Message></Error>",
                Pick(random, "", "application/xml"))
            { ETag = "\"e\"" },
        3 => new FakeResponse(Pick(random, 200, 201), $"{{\"error\":\"{echo}\"}}", Pick(random, "", "application/json")) { ETag = "\"j\"" },
        _ => new FakeResponse(200, "page", "text/html; charset=utf-8"),
    }) with
    { Cut = null };

    public static FakeResponse Json(string body, string contentType = "application/json") => new(200, body, contentType);

    public HttpResponseMessage ToResponse(TimeProvider time, HttpRequestMessage request)
    {
        var bytes = Encoding.UTF8.GetBytes(Body);
        var response = new HttpResponseMessage((HttpStatusCode)Status)
        {
            RequestMessage = request,
            Content = Cut is { } cut ? new BrokenContent(bytes[..Math.Min(cut, bytes.Length)], Hangs) : new ByteArrayContent(bytes),
        };
        Add(response, "ETag", ETag);
        Add(response, "Retry-After", RetryAfter);
        Add(response, "x-ms-error-code", HeaderCode);
        Add(response, "Date", time.GetUtcNow().ToString("r", CultureInfo.InvariantCulture));
        if (ContentType.Length > 0)
        {
            response.Content.Headers.TryAddWithoutValidation("Content-Type", ContentType);
        }

        return response;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Status} {ContentType} {ETag} {HeaderCode} {RetryAfter} {(Cut is null ? "" : Hangs ? "hangs" : "cut")} {Body[..Math.Min(Body.Length, 60)]}");

    public static T Pick<T>(Random random, params T[] items) => items[random.Next(items.Length)];

    private static void Add(HttpResponseMessage response, string name, string value)
    {
        if (value.Length > 0)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }
    }

    private static FakeResponse Odd(Random random, FakeResponse response) => response with
    {
        RetryAfter = random.Next(6) == 0 ? Pick(random, "0", "1", "20", "120", "86400", "-5", "soon", "Sat, 20 Jun 2026 20:00:10 GMT") : "",
        Cut = random.Next(8) == 0 ? random.Next(40) : null,
        Hangs = random.Next(2) == 0,
    };

    private static string Document(Random random, string echo) => random.Next(6) switch
    {
        0 => "",
        1 => Html(random) + echo,
        2 => $"{{\"error\":\"x\",\"message\":\"{echo}\"}}",
        3 => echo,
        _ => $"<Error><Code>{Pick(random, Codes)}</Code><Message>{Pick(random, "Request has expired", "no", echo)}</Message></Error>{new string(' ', random.Next(4) == 0 ? 20_000 : 0)}",
    };

    private static string Html(Random random) =>
        Pick(random, "<!DOCTYPE html><html>", "<html><head>", "\n <!-- x --> <HTML>", "<script>x</script>");

    private static string ContentTypeOf(Random random) =>
        Pick(random, "", "application/xml", "text/html", "application/json", "text/plain");

    private sealed class BrokenContent(byte[] bytes, bool hangs) : HttpContent
    {
        protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult<Stream>(new BrokenStream(bytes, hangs));

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => throw new NotSupportedException();

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }

    private sealed class BrokenStream(byte[] bytes, bool hangs) : MemoryStream(bytes, writable: false)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Position < Length)
            {
                return Read(buffer.Span);
            }

            return hangs ? await Never.EndsAsync<int>(cancellationToken) : throw new IOException("The response ended prematurely.");
        }
    }
}
