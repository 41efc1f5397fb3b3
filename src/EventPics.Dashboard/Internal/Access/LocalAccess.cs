using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace EventPics.Dashboard.Internal.Access;

/// <summary>
/// Decides who may see a dashboard: with an authorization requirement, the application has decided that before; otherwise only a browser on
/// this computer.
/// </summary>
internal static class LocalAccess
{
    public static bool IsAllowed(HttpContext context) => RequiresAuthorization(context.GetEndpoint()) || LocalRequest.IsLocal(context);

    // AllowAnonymous switches the requirement off.
    private static bool RequiresAuthorization(Endpoint? endpoint) =>
        endpoint?.Metadata is { } metadata
        && metadata.GetMetadata<IAllowAnonymous>() is null
        && (metadata.GetMetadata<IAuthorizeData>() is not null || metadata.GetMetadata<AuthorizationPolicy>() is not null);
}
