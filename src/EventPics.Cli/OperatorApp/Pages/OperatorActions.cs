using System.Text.Json.Serialization.Metadata;
using EventPics.Cli.OperatorApp.PhoneAccess;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace EventPics.Cli.OperatorApp.Pages;

/// <summary>Maps what only the operator may do, at this computer, and only from the tool's own pages.</summary>
internal sealed class OperatorActions(RequestTokens tokens)
{
    public static void MapGet(IEndpointRouteBuilder endpoints, string pattern, RequestDelegate handler) =>
        endpoints.MapGet(pattern, handler).RequireAuthorization(AccessPolicies.Operator);

    /// <summary>
    /// Maps something that a page reads. Another website learns nothing from it, but could have this computer open a network path or call
    /// the service.
    /// </summary>
    public static void MapRead(IEndpointRouteBuilder endpoints, string pattern, RequestDelegate handler) =>
        MapGet(endpoints, pattern, context => context.Request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none"
            ? handler(context)
            : context.RejectAsync(StatusCodes.Status403Forbidden, "crossSite"));

    public void Map(IEndpointRouteBuilder endpoints) => MapRead(endpoints, "/app/api/token", context =>
        context.WriteJsonAsync(new WireToken(tokens.Create(context)), OperatorJson.Default.WireToken));

    /// <summary>Maps a change: a POST with a JSON body.</summary>
    public void MapPost<T>(IEndpointRouteBuilder endpoints, string pattern, JsonTypeInfo<T> type, Func<HttpContext, T, Task> handler)
        where T : class =>
        endpoints.MapPost(pattern, context => RunAsync(context, type, handler)).RequireAuthorization(AccessPolicies.Operator);

    private async Task RunAsync<T>(HttpContext context, JsonTypeInfo<T> type, Func<HttpContext, T, Task> handler)
        where T : class
    {
        if (!RequestOrigin.IsSame(context.Request))
        {
            await context.RejectAsync(StatusCodes.Status403Forbidden, "crossSite").ConfigureAwait(false);
        }
        else if (!tokens.IsValid(context))
        {
            await context.RejectAsync(StatusCodes.Status400BadRequest, "outdatedPage").ConfigureAwait(false);
        }
        else if (await context.ReadJsonAsync(type).ConfigureAwait(false) is { } body)
        {
            await handler(context, body).ConfigureAwait(false);
        }
        else
        {
            await context.RejectAsync(StatusCodes.Status400BadRequest, "badRequest").ConfigureAwait(false);
        }
    }
}
