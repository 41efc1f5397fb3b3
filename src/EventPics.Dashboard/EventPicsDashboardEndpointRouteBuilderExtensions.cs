using System.Diagnostics.CodeAnalysis;
using EventPics.Dashboard.Internal.Routing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace EventPics.Dashboard;

/// <summary>Adds the dashboard to an ASP.NET Core application.</summary>
public static class EventPicsDashboardEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps pages that show the registered upload queues and hot folders live. No service registration is needed. Without an authorization
    /// requirement, such as that of <c>RequireAuthorization</c>, they are served only to a browser on this computer: the remote address and
    /// the Host must be loopback, and the request must have no header of a proxy. A proxy or tunnel on this computer that adds no such
    /// header is not recognized: require authorization there.
    /// </summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="pattern">The path of the first page, such as <c>/eventpics</c>.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>A builder for all endpoints of the dashboard, for instance to require authorization.</returns>
    /// <exception cref="ArgumentException">An option is invalid; the message lists all errors.</exception>
    public static IEndpointConventionBuilder MapEventPicsDashboard(
        this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string pattern, Action<EventPicsDashboardOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(pattern);
        var options = new EventPicsDashboardOptions();
        configure?.Invoke(options);
        DashboardOptionsRules.ThrowIfInvalid(options);
        var group = endpoints.MapGroup(pattern);
        new DashboardRoutes(options, endpoints.ServiceProvider).Map(group);
        return group;
    }
}
