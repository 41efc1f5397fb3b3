using EventPics.Cli.OperatorApp.Pages;
using Microsoft.AspNetCore.Routing;

namespace EventPics.Cli.OperatorApp.Settings;

/// <summary>The page on which the operator sets up what changes rarely.</summary>
internal sealed class SettingsEndpoints(OperatorPage page)
{
    public void Map(IEndpointRouteBuilder endpoints) =>
        OperatorActions.MapGet(endpoints, "/settings", context => page.WriteAsync(context, "settings"));
}
