using System.Globalization;
using System.Threading.RateLimiting;

namespace WebBooth.Web;

/// <summary>How many photos one address may send: enough for a whole wedding behind one router, too few to fill a disk overnight.</summary>
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
            context.Connection.RemoteIpAddress,
            _ => new TokenBucketRateLimiterOptions { TokenLimit = Burst, TokensPerPeriod = PerMinute / 60, ReplenishmentPeriod = TimeSpan.FromSeconds(1) }));
    });
}
