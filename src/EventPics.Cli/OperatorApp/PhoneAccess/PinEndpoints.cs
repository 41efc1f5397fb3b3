using EventPics.Cli.OperatorApp.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace EventPics.Cli.OperatorApp.PhoneAccess;

/// <summary>The page on which a phone enters the PIN. The PIN comes in a body, since addresses stay in histories and logs.</summary>
internal sealed class PinEndpoints(PhoneAccessControl control, OperatorPage page)
{
    public const string Page = "/pin";

    private static readonly TimeSpan CookieAge = TimeSpan.FromDays(30);

    public void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(Page, context => page.WriteAsync(context, "pin")).AllowAnonymous();
        endpoints.MapGet("/app/api/session", context => context.WriteJsonAsync(
            new WireSession(context.User.Identity?.IsAuthenticated == true), OperatorJson.Default.WireSession)).AllowAnonymous();
        endpoints.MapPost("/app/api/sign-in", SignInAsync).AllowAnonymous();
    }

    private async Task SignInAsync(HttpContext context)
    {
        if (!RequestOrigin.IsSame(context.Request))
        {
            await context.RejectAsync(StatusCodes.Status403Forbidden, "crossSite").ConfigureAwait(false);
            return;
        }

        if (await context.ReadJsonAsync(OperatorJson.Default.WirePin).ConfigureAwait(false) is not { Pin: { } pin }
            || context.Connection.RemoteIpAddress is not { } remote)
        {
            await context.RejectAsync(StatusCodes.Status400BadRequest, "badRequest").ConfigureAwait(false);
            return;
        }

        var (attempt, cookie) = control.SignIn(context.Request.Cookies[DeviceCookie.Name], remote.MapToIPv6().ToString(), pin.Trim());
        if (cookie is not null)
        {
            context.Response.Cookies.Append(DeviceCookie.Name, cookie, new CookieOptions
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Strict,
                Secure = context.Request.IsHttps,
                MaxAge = CookieAge,
                IsEssential = true,
            });
        }

        context.Response.StatusCode = attempt.IsRight ? StatusCodes.Status200OK
            : attempt.LockedFor is null ? StatusCodes.Status403Forbidden
            : StatusCodes.Status429TooManyRequests;
        await context.WriteJsonAsync(
            new WireSignIn(attempt.IsRight, attempt.LockedFor is { } wait ? (long)Math.Ceiling(wait.TotalMilliseconds) : null),
            OperatorJson.Default.WireSignIn).ConfigureAwait(false);
    }
}
