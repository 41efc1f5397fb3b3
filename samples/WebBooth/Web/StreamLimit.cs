using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace WebBooth.Web;

/// <summary>
/// How many pages may follow their photos through an event stream, from one address and in total. A page beyond that asks for their states
/// every 10 s instead.
/// </summary>
internal static class StreamLimit
{
    public const string Policy = "streams";

    public static void AddStreamLimit(this IServiceCollection services) => services.Configure<RateLimiterOptions>(options =>
    {
        options.AddPolicy(Policy, context => RateLimitPartition.GetConcurrencyLimiter(
            ClientNetwork.Of(context), _ => Limit(OptionsOf(context).MaxLivePagesPerAddress)));
        options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, bool>(context => IsStream(context)
            ? RateLimitPartition.GetConcurrencyLimiter(true, _ => Limit(OptionsOf(context).MaxLivePages))
            : RateLimitPartition.GetNoLimiter(false));
    });

    private static bool IsStream(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName == Policy;

    private static BoothOptions OptionsOf(HttpContext context) =>
        context.RequestServices.GetRequiredService<IOptions<BoothOptions>>().Value;

    private static ConcurrencyLimiterOptions Limit(int streams) => new() { PermitLimit = streams };
}
