using Microsoft.AspNetCore.Antiforgery;

namespace WebBooth.Web;

/// <summary>Lets only the booth's own pages send photos: the body is the bare file, so the token comes in a header.</summary>
internal sealed class AntiforgeryFilter(IAntiforgery antiforgery) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        await antiforgery.IsRequestValidAsync(context.HttpContext)
            ? await next(context)
            : TypedResults.Problem(
                "The page is out of date. Reload it.", statusCode: StatusCodes.Status400BadRequest,
                extensions: new Dictionary<string, object?> { ["reason"] = "outdatedPage" });
}
