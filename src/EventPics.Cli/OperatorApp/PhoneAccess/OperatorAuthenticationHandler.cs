using System.Security.Claims;
using System.Text.Encodings.Web;
using EventPics.Cli.OperatorApp.Pages;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EventPics.Cli.OperatorApp.PhoneAccess;

/// <summary>Recognizes the operator by a browser on this computer, and a phone by its cookie. All others are asked for the PIN.</summary>
internal sealed class OperatorAuthenticationHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, PhoneAccessControl control)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "EventPics";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (LocalRequest.IsLocal(Context))
        {
            return Task.FromResult(Success(AccessPolicies.OperatorRole, "operator"));
        }

        if (control.FindSession(Request.Cookies[DeviceCookie.Name]) is not { } session)
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        Context.Features.Set(session);
        return Task.FromResult(Success(AccessPolicies.PhoneRole, session.DeviceId));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var accepted = Request.Headers.Accept.ToString();
        if (HttpMethods.IsGet(Request.Method) && accepted.Contains("text/html", StringComparison.OrdinalIgnoreCase))
        {
            Response.Redirect(PinEndpoints.Page);
            return Task.CompletedTask;
        }

        return Context.RejectAsync(StatusCodes.Status401Unauthorized, "signIn");
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => Context.RejectAsync(
        StatusCodes.Status403Forbidden,
        HttpMethods.IsGet(Request.Method) ? "operatorOnly" : "readOnly");

    private static AuthenticateResult Success(string role, string id) => AuthenticateResult.Success(new AuthenticationTicket(
        new ClaimsPrincipal(new ClaimsIdentity(
            [new Claim(ClaimTypes.NameIdentifier, id), new Claim(ClaimTypes.Role, role)], SchemeName)),
        SchemeName));
}
