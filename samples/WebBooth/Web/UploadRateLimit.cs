using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;

namespace WebBooth.Web;

/// <summary>
/// How many photos one address may send: enough for a whole wedding behind one router. Behind a reverse proxy, use forwarded headers from
/// that proxy alone; otherwise all guests share one address.
/// </summary>
internal static class UploadRateLimit
{
    public const string Policy = "uploads";

    private const int Burst = 300;
    private const int PerMinute = 120;

    public static void AddUploadRateLimit(this IServiceCollection services) => services.AddRateLimiter(options =>
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.OnRejected = (context, _) =>
        {
            var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var retryAfter) ? retryAfter : TimeSpan.FromSeconds(1);
            context.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            return ValueTask.CompletedTask;
        };
        options.AddPolicy(Policy, context => RateLimitPartition.GetTokenBucketLimiter(
            Network(context.Connection.RemoteIpAddress),
            _ => new TokenBucketRateLimiterOptions { TokenLimit = Burst, TokensPerPeriod = PerMinute / 60, ReplenishmentPeriod = TimeSpan.FromSeconds(1) }));
    });

    // A device has a whole /64 of IPv6 addresses.
    private static string Network(IPAddress? address) => address is { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false }
        ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
        : $"{address?.MapToIPv4()}";
}
