using System.Globalization;
using System.Threading.RateLimiting;

namespace WebBooth.Web;

/// <summary>How many photos one address may send: enough for a whole wedding behind one router.</summary>
internal static class UploadRateLimit
{
    public const string Policy = "uploads";

    // An event stream may stay open for hours. The pages poll at this interval instead.
    private static readonly TimeSpan DefaultWait = TimeSpan.FromSeconds(10);

    private const int Burst = 300;
    private const int PerMinute = 120;

    public static void AddUploadRateLimit(this IServiceCollection services) => services.AddRateLimiter(options =>
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.OnRejected = (context, _) =>
        {
            var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var retryAfter) ? retryAfter : DefaultWait;
            context.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            return ValueTask.CompletedTask;
        };
        options.AddPolicy(Policy, context => RateLimitPartition.GetTokenBucketLimiter(
            ClientNetwork.Of(context),
            _ => new TokenBucketRateLimiterOptions { TokenLimit = Burst, TokensPerPeriod = PerMinute / 60, ReplenishmentPeriod = TimeSpan.FromSeconds(1) }));
    });
}
