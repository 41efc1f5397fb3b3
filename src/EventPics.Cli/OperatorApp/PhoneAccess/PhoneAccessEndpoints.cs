using EventPics.Cli.OperatorApp.Pages;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace EventPics.Cli.OperatorApp.PhoneAccess;

/// <summary>Lets the operator, at this computer only, see and change phone access.</summary>
internal sealed class PhoneAccessEndpoints(PhoneAccessControl control, LanEndpoints lan, OperatorActions actions)
{
    public void Map(IEndpointRouteBuilder endpoints)
    {
        OperatorActions.MapRead(endpoints, "/app/api/phone-access", WriteAsync);
        actions.MapPost(endpoints, "/app/api/phone-access", OperatorJson.Default.WirePhoneAccessChange, ChangeAsync);
    }

    private Task ChangeAsync(HttpContext context, WirePhoneAccessChange change)
    {
        switch (change)
        {
            case { IsOn: true }:
                control.SwitchOn();
                break;
            case { IsOn: false }:
                control.SwitchOff();
                break;
            case { AllowsChanges: { } allow }:
                control.AllowChanges(allow);
                break;
            case { NewPin: true }:
                control.ChangePin();
                break;
        }

        return WriteAsync(context);
    }

    private Task WriteAsync(HttpContext context)
    {
        var settings = control.Settings;
        var phoneAccess = settings.IsOn
            ? new WirePhoneAccess(
                true, settings.Pin, settings.AllowsChanges, control.RecentlyWrong,
                [.. lan.Urls.Select(url => new WireAddress(url.AbsoluteUri, QrCode.Create(url.AbsoluteUri)))])
            : new WirePhoneAccess(false, null, settings.AllowsChanges, control.RecentlyWrong, []);
        return context.WriteJsonAsync(phoneAccess, OperatorJson.Default.WirePhoneAccess);
    }
}
