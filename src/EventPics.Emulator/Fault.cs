using System.Globalization;
using System.Net.Mime;
using System.Text;
using EventPics.Emulator.Internal.Faults;
using EventPics.Emulator.Internal.Storage;
using EventPics.Emulator.Internal.Wire;

namespace EventPics.Emulator;

/// <summary>What goes wrong with one call; immutable, so it can be kept and used again.</summary>
/// <remarks>A fault with a response of its own reads the request's body first and stores nothing, unless a modifier says otherwise.</remarks>
public sealed partial class Fault
{
    internal Fault(FaultPlan plan) => Plan = plan;

    /// <summary>Nothing goes wrong: skips a call in a script, or carries modifiers of the plain answer.</summary>
    public static Fault None { get; } = new(new FaultPlan("none"));

    /// <summary>The connection is dropped before the body is read.</summary>
    public static Fault ConnectionReset { get; } = new(new FaultPlan("drop") { ResetBeforeBody = true });

    /// <summary>The connection is dropped when the whole body has been read, before anything is stored.</summary>
    public static Fault DropBeforeStoring { get; } = new(new FaultPlan("drop before storing") { DropBeforeStoring = true });

    /// <summary>The call does its work (the picture is stored, the link issued), then the connection is dropped instead of a response.</summary>
    public static Fault LostResponse { get; } = new(new FaultPlan("lost response") { LosesResponse = true });

    /// <summary>The call does its work, but its response breaks off half-way: its Content-Length promises more than is sent.</summary>
    public static Fault TruncatedResponse { get; } = None.Named("truncated response").Truncated();

    /// <summary>The storage calls the link expired although it is young.</summary>
    public static Fault Expired { get; } = StorageRefusal("expired", dialect => dialect.Expired());

    /// <summary>The storage says that an object is there already, as a create-only link does on a second PUT.</summary>
    public static Fault ObjectExists { get; } = StorageRefusal("already there", dialect => dialect.ObjectExists());

    /// <summary>The reply to the request for a link has no <c>uploadUrl</c>.</summary>
    public static Fault MissingUploadUrl { get; } = new(Response("{}").Named("missing uploadUrl").Plan with { Only = EmulatorOperation.UploadUrl });

    /// <summary>The reply to the request for a link repeats the link that was issued last.</summary>
    public static Fault SameUploadUrl { get; } = new(new FaultPlan("same uploadUrl") { RepeatsUploadUrl = true, Only = EmulatorOperation.UploadUrl });

    /// <summary>A captive portal asks for a login by status 511 and an HTML page.</summary>
    public static Fault NetworkAuthenticationRequired { get; } = Html(511).Named("network authentication required");

    /// <summary>The one call that this makes sense for.</summary>
    /// <value><see langword="null"/>: any call.</value>
    public EmulatorOperation? Operation => Plan.Only;

    internal FaultPlan Plan { get; }

    /// <summary>A status with the error body that the API or the storage would send.</summary>
    /// <param name="status">The HTTP status, 200 to 599.</param>
    /// <param name="code">The error code in the body, or <see langword="null"/> for the usual one of that status.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The status is not between 200 and 599.</exception>
    public static Fault Status(int status, string? code = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(status, 200);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(status, 599);
        string name = string.Create(CultureInfo.InvariantCulture, $"status {status}{(code is null ? "" : " " + code)}");
        return new(new FaultPlan(name) { Response = (operation, dialect) => ApiErrors.For(operation, dialect, status, code) });
    }

    /// <summary>A response of 200 with any body.</summary>
    /// <param name="body">The body.</param>
    /// <param name="contentType">Its content type.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentException">The content type has characters that a header can't have.</exception>
    public static Fault Response(string body, string contentType = MediaTypeNames.Application.Json) =>
        Response(Encoding.UTF8.GetBytes(body ?? throw new ArgumentNullException(nameof(body))), contentType);

    /// <summary>A response of 200 with any body.</summary>
    /// <param name="body">The body.</param>
    /// <param name="contentType">Its content type.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentException">The content type has characters that a header can't have.</exception>
    public static Fault Response(ReadOnlyMemory<byte> body, string contentType = MediaTypeNames.Application.Json)
    {
        HeaderRules.CheckValue(contentType);
        return new(new FaultPlan("response") { Response = (_, _) => new EmulatorResponse(200) { Body = body, ContentType = contentType } });
    }

    /// <summary>A response of 200 that is JSON as it begins and then goes on and on.</summary>
    /// <param name="bytes">The length in bytes; it is not held in memory.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative.</exception>
    public static Fault HugeResponse(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        return new(new FaultPlan("huge response") { Response = (_, _) => new EmulatorResponse(200) { Body = "{\"uploadUrl\":\""u8.ToArray(), Length = bytes } });
    }

    /// <summary>An HTML page, as a captive portal or a proxy sends it.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <returns>The fault.</returns>
    public static Fault Html(int status = 200) =>
        new(new FaultPlan("HTML page") { Response = (_, _) => PortalPage(status) });

    /// <summary>A captive portal redirects to its login page.</summary>
    /// <param name="location">Where to.</param>
    /// <param name="status">The HTTP status.</param>
    /// <returns>The fault.</returns>
    public static Fault LoginRedirect(string location = "http://login.portal.example/", int status = 302) =>
        Html(status).Named("login redirect").WithHeader("Location", location);

    /// <summary>The reply to the request for a link holds this text as <c>uploadUrl</c>.</summary>
    /// <param name="uploadUrl">Any text.</param>
    /// <returns>The fault.</returns>
    public static Fault UploadUrl(string uploadUrl) => UploadUrl(_ => uploadUrl);

    /// <summary>The reply to the request for a link holds a changed <c>uploadUrl</c>.</summary>
    /// <param name="rewrite">Makes the text to send from the link that was issued.</param>
    /// <returns>The fault.</returns>
    public static Fault UploadUrl(Func<string, string> rewrite)
    {
        ArgumentNullException.ThrowIfNull(rewrite);
        return new(new FaultPlan("chosen uploadUrl") { RewriteUploadUrl = rewrite, Only = EmulatorOperation.UploadUrl });
    }

    /// <summary>The call does its work, then waits before it responds.</summary>
    /// <param name="delay">How long, by the emulator's clock.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The delay is negative.</exception>
    public static Fault Delay(TimeSpan delay) => None.Named("delay").WithDelay(delay);

    /// <summary>The connection is dropped in the middle of the body.</summary>
    /// <param name="bytes">How many body bytes are read before; at the latest it is dropped at the end of the body.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public static Fault DropAfter(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        return new(new FaultPlan("drop after bytes") { DropAfter = bytes });
    }

    /// <summary>Reading stops in the middle of the body until the client goes away or the emulator ends.</summary>
    /// <param name="afterBytes">How many body bytes are read before.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public static Fault Stall(long afterBytes = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(afterBytes);
        return new(new FaultPlan("stall") { StallAfter = afterBytes });
    }

    /// <summary>The body is read slowly; everything else is as it should be.</summary>
    /// <param name="bytesPerSecond">How fast, by the emulator's clock.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The speed is not positive.</exception>
    public static Fault SlowReading(int bytesPerSecond)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bytesPerSecond);
        return new(new FaultPlan("slow reading") { ReadRate = bytesPerSecond });
    }

    /// <summary>The response's body drips slowly; everything else is as it should be.</summary>
    /// <param name="bytesPerSecond">How fast, by the emulator's clock.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The speed is not positive.</exception>
    public static Fault SlowResponse(int bytesPerSecond) => None.Named("slow response").Slowly(bytesPerSecond);

    private static Fault StorageRefusal(string name, Func<StorageDialect, EmulatorResponse> answer) =>
        new(new FaultPlan(name) { Response = (_, dialect) => answer(dialect), SkipsBody = true, Only = EmulatorOperation.Put });

    private static EmulatorResponse PortalPage(int status) => new(status)
    {
        ContentType = "text/html; charset=utf-8",
        Body = "<!DOCTYPE html><html><head><title>Wi-Fi login</title></head><body><h1>Please log in</h1></body></html>"u8.ToArray(),
    };
}
