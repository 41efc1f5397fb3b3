using System.Net;
using System.Net.Sockets;

namespace EventPics.Internal.PresignedUrls;

/// <summary>Which upload URLs may receive a photo. A faulty or hostile response must not turn the client against its own network.</summary>
internal static class UploadUrlPolicy
{
    private const int MaxLength = 8 * 1024;

    /// <summary>Checks an upload URL before anything is sent to it.</summary>
    /// <param name="text">The URL as received.</param>
    /// <param name="options">The client's options: a service on loopback may issue URLs to loopback.</param>
    /// <param name="url">The parsed URL.</param>
    /// <returns>What is wrong with it; <see langword="null"/> if it is safe.</returns>
    public static string? Check(string? text, EventPicsClientOptions options, out Uri? url)
    {
        url = null;
        if (string.IsNullOrWhiteSpace(text))
        {
            return "it is missing";
        }

        if (text!.Length > MaxLength)
        {
            return $"it is longer than {MaxLength} characters";
        }

        if (StringExtensions.Any(text, static c => c is ' ' or '\\' || char.IsControl(c)))
        {
            return "it contains spaces, backslashes or control characters";
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var parsed))
        {
            return "it is not an absolute URL";
        }

        url = parsed;
        try
        {
            return Check(parsed, options);
        }
        catch (UriFormatException)
        {
            // Characters that are invalid in a host name are noticed only when the name is read.
            return "its host is not a public name";
        }
    }

    /// <summary>Checks an upload URL that a caller passed.</summary>
    /// <exception cref="ArgumentException">It is not safe.</exception>
    public static void ThrowIfUnsafe(UploadUrl uploadUrl, EventPicsClientOptions options, string parameter)
    {
        if (Check(uploadUrl.Url.OriginalString, options, out _) is { } error)
        {
            throw new ArgumentException($"The upload URL can't be used: {error}. Pass one that GetUploadUrlAsync returned.", parameter);
        }
    }

    /// <summary>
    /// Whether an address belongs to the public internet, and not to this machine, its local network or a cloud's internal network.
    /// </summary>
    public static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        var b = address.GetAddressBytes();
        if (b is [0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0, _, _, _, _])
        {
            // An IPv6-only network reaches IPv4 through these addresses (RFC 6052).
            return IsPublic(new IPAddress(b.AsSpan(12).ToArray()));
        }

        return address.AddressFamily == AddressFamily.InterNetwork
            ? !(b[0] is 0 or 10 or 127 or >= 224
                || (b[0], b[1]) is (100, >= 64 and < 128) or (169, 254) or (172, >= 16 and < 32) or (192, 168) or (198, 18 or 19))
            : (b[0] & 0xE0) == 0x20; // 2000::/3 is all publicly routed IPv6
    }

    /// <summary>Whether a host must resolve to public addresses only.</summary>
    public static bool RequiresPublicAddress(Uri url, EventPicsClientOptions options) =>
        !options.BaseAddress.IsLoopback && !IsInsecureService(url, options);

    private static string? Check(Uri url, EventPicsClientOptions options)
    {
        var baseAddress = options.BaseAddress;
        if (url.UserInfo.Length > 0)
        {
            return "it contains a user name";
        }

        if (IsInsecureService(url, options))
        {
            return null;
        }

        if (IsLoopback(url))
        {
            return !baseAddress.IsLoopback ? "it points to this computer"
                : url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps ? null
                : "it is neither http nor https";
        }

        if (url.Scheme != Uri.UriSchemeHttps)
        {
            return "it is not https";
        }

        if (url.HostNameType != UriHostNameType.Dns || !IsPublicName(url.IdnHost.TrimEnd('.')))
        {
            return "its host is not a public name";
        }

        return url.IsDefaultPort || url.Port == baseAddress.Port ? null : "its port is not 443";
    }

    private static bool IsInsecureService(Uri url, EventPicsClientOptions options) =>
        options.AllowInsecureHttp
        && Uri.Compare(
            url, options.BaseAddress, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;

    // A name that ends in a number is an address in disguise: "127.0.0.1.", or digits of another script.
    private static bool IsPublicName(string host)
    {
        var dot = host.LastIndexOf('.');
        return dot > 0 && char.IsLetter(host[dot + 1]);
    }

    private static bool IsLoopback(Uri url)
    {
        if (url.IsLoopback)
        {
            return true;
        }

        var host = url.IdnHost.TrimEnd('.');
        return host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);
    }
}
