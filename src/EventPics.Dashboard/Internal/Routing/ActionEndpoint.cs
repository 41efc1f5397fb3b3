using System.Text.Json;
using EventPics.Dashboard.Internal.Accounts;
using EventPics.Dashboard.Internal.Actions;
using EventPics.Dashboard.Internal.Pages;
using EventPics.Dashboard.Internal.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace EventPics.Dashboard.Internal.Routing;

/// <summary>Lets only the dashboard's own pages change something.</summary>
internal sealed class ActionEndpoint(bool readOnly, RequestTokens tokens, QueueActions actions)
{
    private const int MaxBodySize = 64 * 1024;
    private const int MaxIds = 500;
    private const int MaxIdLength = 100;

    public Task RunAsync(HttpContext context, Account account)
    {
        if (readOnly)
        {
            return context.RejectAsync(StatusCodes.Status403Forbidden, "readOnly", messages => messages.ReadOnly);
        }

        if (!RequestOrigin.IsSame(context.Request))
        {
            return context.RejectAsync(StatusCodes.Status403Forbidden, "crossSite", messages => messages.CrossSite);
        }

        return tokens.IsValid(context)
            ? RunValidAsync(context, account)
            : context.RejectAsync(StatusCodes.Status400BadRequest, "outdatedPage", messages => messages.OutdatedPage);
    }

    private async Task RunValidAsync(HttpContext context, Account account)
    {
        if (await TryRunAsync(context, account).ConfigureAwait(false) is { } result)
        {
            await context.WriteJsonAsync(result, WireJson.Default.WireResult).ConfigureAwait(false);
        }
        else
        {
            await context.RejectAsync(
                StatusCodes.Status400BadRequest, "badRequest", messages => messages.BadRequest).ConfigureAwait(false);
        }
    }

    private async Task<WireResult?> TryRunAsync(HttpContext context, Account account)
    {
        if (!context.Request.HasJsonContentType())
        {
            return null;
        }

        // A middleware may have read the body already.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = MaxBodySize;
        }

        try
        {
            var action = await context.Request.ReadFromJsonAsync(WireJson.Default.WireAction, context.RequestAborted).ConfigureAwait(false);
            return action is not null && AreValid(action.Ids ?? [])
                ? await actions.TryRunAsync((string)context.GetRouteValue("action")!, account.Queue, action).ConfigureAwait(false)
                : null;
        }
        catch (Exception e) when (e is JsonException or ArgumentException or BadHttpRequestException)
        {
            return null;
        }
    }

    private static bool AreValid(IReadOnlyList<string?> ids) =>
        ids.Count <= MaxIds && ids.All(id => id is { Length: > 0 and <= MaxIdLength });
}
