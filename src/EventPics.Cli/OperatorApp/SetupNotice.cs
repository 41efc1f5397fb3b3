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
            if (request.Request.Path != "/")
            {
                return next(request);
            }

            // The file and not the state, which follows a moment later: the setup that just saved it leads here.
            var isSetUp = File.Exists(supervisor.Store.Path);
            if (!isSetUp && request.User.IsInRole(AccessPolicies.OperatorRole))
            {
                request.Response.Redirect(SetupEndpoints.Page);
                return Task.CompletedTask;
            }

            return FindMissing(supervisor, isSetUp) is { Count: > 0 } missing ? WriteAsync(request, context, missing) : next(request);
        });

    private static List<string> FindMissing(ProfileSupervisor supervisor, bool isSetUp)
    {
        // While the last valid profile is in effect, Today shows what is wrong with the new one.
        var errors = supervisor.State.Destination is not null ? []
            : supervisor.State.Errors.Where(error => !isSetUp || error is not { Key: null, IsMissing: true });
        List<string> missing = [.. errors.Select(error => error.Message)];
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
