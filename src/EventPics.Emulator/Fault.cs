using System.Globalization;
using System.Net.Mime;
using System.Text;
using EventPics.Emulator.Internal.Faults;
using EventPics.Emulator.Internal.Storage;
using EventPics.Emulator.Internal.Wire;

namespace EventPics.Emulator;

/// <summary>A failure of one call; immutable, so it can be kept and reused.</summary>
/// <remarks>A fault with its own response first reads the body of the request and stores nothing, unless a modifier changes that.</remarks>
public sealed partial class Fault
{
    internal Fault(FaultPlan plan) => Plan = plan;

    /// <summary>No failure: skips a call in a script, or carries modifiers of the regular response.</summary>
    public static Fault None { get; } = new(new FaultPlan("none"));

    /// <summary>The connection is dropped before the body is read.</summary>
    public static Fault ConnectionReset { get; } = new(new FaultPlan("connection reset") { ResetBeforeBody = true });

    /// <summary>The connection is dropped after the whole body was read, before anything is stored.</summary>
    public static Fault DropBeforeStoring { get; } = new(new FaultPlan("drop before storing") { DropBeforeStoring = true });

    /// <summary>The call completes (the photo is stored, the upload URL issued), then the connection is dropped instead of a response.</summary>
    public static Fault LostResponse { get; } = new(new FaultPlan("lost response") { LosesResponse = true });

    /// <summary>The call completes, but its response is cut off half-way: its Content-Length is larger than what is sent.</summary>
    public static Fault TruncatedResponse { get; } = None.Named("truncated response").Truncated();

    /// <summary>The storage reports that the upload URL has expired, although it has not.</summary>
    public static Fault Expired { get; } = StorageRejection("expired", dialect => dialect.Expired());

    /// <summary>The storage reports that the object exists already, as a create-only URL does on a second PUT.</summary>
    public static Fault ObjectExists { get; } = StorageRejection("object exists", dialect => dialect.ObjectExists());

    /// <summary>The response to the request for an upload URL contains no <c>uploadUrl</c>.</summary>
    public static Fault MissingUploadUrl { get; } = new(Response("{}").Named("missing uploadUrl").Plan with { Only = EmulatorOperation.UploadUrl });

    /// <summary>The response to the request for an upload URL repeats the one that was issued last.</summary>
    public static Fault SameUploadUrl { get; } = new(new FaultPlan("same uploadUrl") { RepeatsUploadUrl = true, Only = EmulatorOperation.UploadUrl });

    /// <summary>A captive portal demands a login with status 511 and an HTML page.</summary>
    public static Fault NetworkAuthenticationRequired { get; } = Html(511).Named("network authentication required");

    /// <summary>Gets the only operation that the fault can be injected into.</summary>
    /// <value><see langword="null"/>: any operation.</value>
    public EmulatorOperation? Operation => Plan.Only;

    internal FaultPlan Plan { get; }

    /// <summary>A status with the error body that the API or the storage sends for it.</summary>
    /// <param name="status">The HTTP status, 200 to 599.</param>
    /// <param name="code">The error code in the body, or <see langword="null"/> for the default of that status.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The status is not between 200 and 599.</exception>
    public static Fault Status(int status, string? code = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(status, 200);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(status, 599);
        var name = string.Create(CultureInfo.InvariantCulture, $"status {status}{(code is null ? "" : " " + code)}");
        return new(new FaultPlan(name) { Response = (operation, dialect) => ApiErrors.For(operation, dialect, status, code) });
    }

    /// <summary>A response of 200 with any body.</summary>
    /// <param name="body">The body.</param>
    /// <param name="contentType">Its content type.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentException">The content type contains characters that a header can't have.</exception>
    public static Fault Response(string body, string contentType = MediaTypeNames.Application.Json) =>
        Response(Encoding.UTF8.GetBytes(body ?? throw new ArgumentNullException(nameof(body))), contentType);

    /// <summary>A response of 200 with any body.</summary>
    /// <param name="body">The body.</param>
    /// <param name="contentType">Its content type.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentException">The content type contains characters that a header can't have.</exception>
    public static Fault Response(ReadOnlyMemory<byte> body, string contentType = MediaTypeNames.Application.Json)
    {
        HeaderRules.CheckValue(contentType);
        return new(new FaultPlan("response") { Response = (_, _) => new EmulatorResponse(200) { Body = body, ContentType = contentType } });
    }

    /// <summary>A response of 200 that begins as JSON and is very long.</summary>
    /// <param name="bytes">The length in bytes; it is not held in memory.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative.</exception>
    public static Fault HugeResponse(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        return new(new FaultPlan("huge response") { Response = (_, _) => new EmulatorResponse(200) { Body = "{\"uploadUrl\":\""u8.ToArray(), Length = bytes } });
    }

    /// <summary>An HTML page as a captive portal or a proxy sends it.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <returns>The fault.</returns>
    public static Fault Html(int status = 200) =>
        new(new FaultPlan("HTML page") { Response = (_, _) => PortalPage(status) });

    /// <summary>A captive portal redirects to its login page.</summary>
    /// <param name="location">The address of the login page.</param>
    /// <param name="status">The HTTP status.</param>
    /// <returns>The fault.</returns>
    public static Fault LoginRedirect(string location = "http://login.portal.example/", int status = 302) =>
        Html(status).Named("login redirect").WithHeader("Location", location);

    /// <summary>The response to the request for an upload URL contains this text as <c>uploadUrl</c>.</summary>
    /// <param name="uploadUrl">Any text.</param>
    /// <returns>The fault.</returns>
    public static Fault UploadUrl(string uploadUrl) => UploadUrl(_ => uploadUrl);

    /// <summary>The response to the request for an upload URL contains a changed <c>uploadUrl</c>.</summary>
    /// <param name="rewrite">Returns the text to send for the upload URL that was issued.</param>
    /// <returns>The fault.</returns>
    public static Fault UploadUrl(Func<string, string> rewrite)
    {
        ArgumentNullException.ThrowIfNull(rewrite);
        return new(new FaultPlan("chosen uploadUrl") { RewriteUploadUrl = rewrite, Only = EmulatorOperation.UploadUrl });
    }

    /// <summary>The call completes, then the response is delayed.</summary>
    /// <param name="delay">The delay by the emulator's clock.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The delay is negative or longer than 49 days.</exception>
    public static Fault Delay(TimeSpan delay) => None.Named("delay").WithDelay(delay);

    /// <summary>The connection is dropped in the middle of the body.</summary>
    /// <param name="bytes">How many bytes of the body are read before; the connection is dropped at the end of the body at the latest.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public static Fault DropAfter(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        return new(new FaultPlan("drop after bytes") { DropAfter = bytes });
    }

    /// <summary>Reading stops in the middle of the body until the client disconnects or the emulator stops.</summary>
    /// <param name="afterBytes">How many bytes of the body are read before.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public static Fault Stall(long afterBytes = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(afterBytes);
        return new(new FaultPlan("stall") { StallAfter = afterBytes });
    }

    /// <summary>The body is read slowly; the call succeeds.</summary>
    /// <param name="bytesPerSecond">The rate in bytes per second by the emulator's clock.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not positive.</exception>
    public static Fault SlowReading(int bytesPerSecond)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bytesPerSecond);
        return new(new FaultPlan("slow reading") { ReadRate = bytesPerSecond });
    }

    /// <summary>The body of the response is sent slowly; the call succeeds.</summary>
    /// <param name="bytesPerSecond">The rate in bytes per second by the emulator's clock.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not positive.</exception>
    public static Fault SlowResponse(int bytesPerSecond) => None.Named("slow response").Slowly(bytesPerSecond);

    private static Fault StorageRejection(string name, Func<StorageDialect, EmulatorResponse> response) =>
        new(new FaultPlan(name) { Response = (_, dialect) => response(dialect), SkipsBody = true, Only = EmulatorOperation.Put });

    private static EmulatorResponse PortalPage(int status) => new(status)
    {
        ContentType = "text/html; charset=utf-8",
        Body = "<!DOCTYPE html><html><head><title>Wi-Fi login</title></head><body><h1>Please log in</h1></body></html>"u8.ToArray(),
    };
}
