using System.Text;
using System.Text.Encodings.Web;
using EventPics.Cli.Context;
using EventPics.Cli.OperatorApp.PhoneAccess;
using EventPics.Cli.OperatorApp.Setup;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace EventPics.Cli.OperatorApp;

/// <summary>
/// Leads from the first page to the setup on a computer that was never set up, and says what is missing as long as nothing can be sent.
/// </summary>
internal static class SetupNotice
{
    public static void Map(WebApplication application, CommandContext context, ProfileSupervisor supervisor) =>
        application.Use((request, next) =>
        {
            if (request.Request.Path != "/" || FindMissing(supervisor) is not { Count: > 0 } missing)
            {
                return next(request);
            }

            if (!IsSetUp(supervisor) && request.User.IsInRole(AccessPolicies.OperatorRole))
            {
                request.Response.Redirect(SetupEndpoints.Page);
                return Task.CompletedTask;
            }

            return WriteAsync(request, context, missing);
        });

    // A profile with errors was written by a person: it is corrected, not replaced.
    private static bool IsSetUp(ProfileSupervisor supervisor) => !supervisor.State.Errors.Any(error => error.IsMissing);

    private static List<string> FindMissing(ProfileSupervisor supervisor)
    {
        List<string> missing = [.. supervisor.State.Errors.Select(error => error.Message)];
        if (supervisor.Session.KeyProblem is { } problem)
        {
            missing.Insert(0, problem);
        }

        return missing;
    }

    private static Task WriteAsync(HttpContext request, CommandContext context, IReadOnlyList<string> missing)
    {
        var html = HtmlEncoder.Default;
        var page = new StringBuilder($"<!DOCTYPE html><html lang=\"{context.Texts.Code}\"><meta charset=\"utf-8\">")
            .Append("<meta name=\"viewport\" content=\"width=device-width\"><meta http-equiv=\"refresh\" content=\"5\">")
            .Append($"<title>EventPics</title><h1>{html.Encode(context.Texts.NotSetUp)}</h1><ul>")
            .AppendJoin("", missing.Select(message => $"<li>{html.Encode(message)}</li>"))
            .Append("</ul>");
        request.Response.Headers.ContentSecurityPolicy = "default-src 'none'";
        request.Response.Headers.CacheControl = "no-store";
        request.Response.ContentType = "text/html; charset=utf-8";
        return request.Response.WriteAsync(page.ToString());
    }
}
