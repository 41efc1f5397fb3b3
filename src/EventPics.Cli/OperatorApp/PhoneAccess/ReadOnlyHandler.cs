using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace EventPics.Cli.OperatorApp.PhoneAccess;

/// <summary>Decides whether a request may change something.</summary>
internal sealed class ReadOnlyHandler(PhoneAccessControl control) : AuthorizationHandler<ReadOnlyRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, ReadOnlyRequirement requirement)
    {
        var request = (context.Resource as HttpContext)?.Request;
        var isReading = request is not null && (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method));
        if (isReading || context.User.IsInRole(AccessPolicies.OperatorRole) || control.Settings.AllowsChanges)
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }
}
