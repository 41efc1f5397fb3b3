using EventPics.Cli.OperatorApp.Pages;
using EventPics.Dashboard;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EventPics.Cli.OperatorApp.PhoneAccess;

/// <summary>Controls access to the operator app: this computer needs no PIN, other devices do, once the operator lets them in.</summary>
internal static class PhoneAccessExtensions
{
    private const string ReadOnlyPath = "/phone";

    /// <summary>Adds the services, and the listener that opens when phone access is switched on.</summary>
    public static void AddPhoneAccess(this WebApplicationBuilder builder, string dataDirectory, TimeProvider time, LanAddresses lan)
    {
        var control = new PhoneAccessControl(new PhoneAccessStore(dataDirectory), time);
        var endpoints = new LanEndpoints(control, lan);
        var configuration = new ConfigurationBuilder().Add(endpoints).Build();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Configure(configuration, reloadOnChange: true));
        builder.Services.AddSingleton(_ => control);
        builder.Services.AddSingleton(lan);
        builder.Services.AddSingleton(_ => endpoints);
        builder.Services.AddSingleton<HostGuard>();
        builder.Services.AddSingleton<RequestTokens>();
        builder.Services.AddSingleton<OperatorPage>();
        builder.Services.AddSingleton<OperatorActions>();
        builder.Services.AddSingleton<PinEndpoints>();
        builder.Services.AddSingleton<PhoneAccessEndpoints>();
        builder.Services.AddSingleton<IAuthorizationHandler, ReadOnlyHandler>();
        builder.Services.AddAuthentication(OperatorAuthenticationHandler.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, OperatorAuthenticationHandler>(OperatorAuthenticationHandler.SchemeName, null);
        builder.Services.AddAuthorization(AccessPolicies.Add);
    }

    /// <summary>Checks every request. Endpoints without a policy are for this computer and for signed-in phones.</summary>
    public static void UsePhoneAccess(this WebApplication app)
    {
        var control = app.Services.GetRequiredService<PhoneAccessControl>();
        app.Use(app.Services.GetRequiredService<HostGuard>().RunAsync);
        app.UseAuthentication();
        app.Use(FollowSessionAsync);
        app.Use((context, next) => RedirectAsync(context, next, control));
        app.UseRouting();
        app.UseAuthorization();
    }

    /// <summary>Maps the page for the PIN, and what the settings page needs.</summary>
    public static void MapPhoneAccess(this IEndpointRouteBuilder endpoints)
    {
        OperatorAssets.Map(endpoints);
        endpoints.ServiceProvider.GetRequiredService<OperatorActions>().Map(endpoints);
        endpoints.ServiceProvider.GetRequiredService<PinEndpoints>().Map(endpoints);
        endpoints.ServiceProvider.GetRequiredService<PhoneAccessEndpoints>().Map(endpoints);
    }

    /// <summary>Maps the dashboard, and for phones that may only look another one that offers no changes.</summary>
    public static void MapDashboards(this IEndpointRouteBuilder endpoints, string title)
    {
        endpoints.MapEventPicsDashboard("", options => options.Title = title).RequireAuthorization();
        endpoints.MapEventPicsDashboard(ReadOnlyPath, options => (options.Title, options.ReadOnly) = (title, true))
            .RequireAuthorization();
    }

    private static Task RedirectAsync(HttpContext context, RequestDelegate next, PhoneAccessControl control)
    {
        var path = context.Request.Path;
        var isPage = HttpMethods.IsGet(context.Request.Method) && context.User.IsInRole(AccessPolicies.PhoneRole);
        if (isPage && !control.Settings.AllowsChanges && IsScreen(path))
        {
            context.Response.Redirect(ReadOnlyPath + path + context.Request.QueryString);
            return Task.CompletedTask;
        }

        if (isPage && control.Settings.AllowsChanges
            && path.StartsWithSegments(ReadOnlyPath, out var rest) && IsScreen(rest))
        {
            context.Response.Redirect((rest.HasValue ? rest : "/") + context.Request.QueryString);
            return Task.CompletedTask;
        }

        return next(context);
    }

    private static bool IsScreen(PathString path) => path.Value is null or "" or "/" or "/queue" or "/wrap-up";

    // A stream of live events would outlive the session.
    private static async Task FollowSessionAsync(HttpContext context, RequestDelegate next)
    {
        var registration = context.Features.Get<PhoneSession>()?.Ended
            .UnsafeRegister(static context => ((HttpContext)context!).Abort(), context) ?? default;
        await using (registration.ConfigureAwait(false))
        {
            await next(context).ConfigureAwait(false);
        }
    }
}
