using EventPics.Emulator;
using static EventPics.EventPicsError;
using static EventPics.Tests.Faults.Table.FaultTable;

namespace EventPics.Tests.Faults.Table;

/// <summary>Rows 8 to 22: the network and its proxies and portals.</summary>
internal static class NetworkFaults
{
    private static readonly Fault Portal = Fault.LoginRedirect();

    public static IEnumerable<FaultCase> Rows =>
    [
        new("F008 A connection lost before the body: same URL", "url, put 1, put 1") { Faults = on => on.OnPut(Fault.ConnectionReset) },
        new("F008 A connection lost in the middle of the body: same URL", "url, put 1, put 1")
        {
            Faults = on => on.OnPut(Fault.DropAfter(50_000)),
        },
        new("F008 A connection that is always lost: a network error after the retries", "url, " + Repeat("put 1", 6))
        {
            Faults = on => on.OnPut(Fault.DropAfter(50_000).Times(6)),
            Error = Network,
            IsTransient = true,
        },
        new("F009 A lost response: same URL, one photo", "url, put 1, put 1") { Faults = on => on.OnPut(Fault.LostResponse) },
        new("F009 Five lost responses: same URL, one photo", "url, "
            + Repeat("put 1", 6)) { Faults = on => on.OnPut(Fault.LostResponse.Times(5)) },
        new("F009 A storage that disconnects after the last byte: same URL", "url, put 1, put 1")
        {
            Faults = on => on.OnPut(Fault.DropBeforeStoring),
        },
        new("F016 A flapping connection: same URL each time", "url, " + Repeat("put 1", 5))
        {
            Faults = on => on.OnPut(Fault.DropAfter(10_000))
                .OnPut(Fault.ConnectionReset)
                .OnPut(Fault.DropAfter(60_000))
                .OnPut(Fault.LostResponse),
        },
        new("F017 A portal's redirect of the URL request: retried", "url, url, put 1") { Faults = on => on.OnUploadUrl(Portal) },
        new("F017 A portal's endless redirect: reported as a captive portal", Repeat("url", 6))
        {
            Faults = on => on.OnUploadUrl(Portal.Times(6)),
            Error = CaptivePortal,
            IsTransient = true,
            Status = 302,
        },
        .. Pages(400, 401, 403, 404, 409, 410, 412),
        new("F017 A portal's 403 after a lost response: same URL, one photo", "url, put 1, put 1, put 1")
        {
            Faults = on => on.OnPut(Fault.LostResponse).OnPut(Fault.Html(403)),
        },
        new("F017 A server without this API, with an endless 404 page: reported as a captive portal", Repeat("url", 6))
        {
            Faults = on => on.OnUploadUrl(Fault.Html(404).Times(6)),
            Error = CaptivePortal,
            IsTransient = true,
            Status = 404,
        },
        new("F018 A portal's page in place of the upload URL: retried", "url, url, put 1") { Faults = on => on.OnUploadUrl(Fault.Html()) },
        new("F018 A portal's page labelled as JSON: reported as a captive portal", Repeat("url", 6))
        {
            Faults = on => on.OnUploadUrl(Fault.Response("\r\n <!DOCTYPE HTML><html>log in</html>").Times(6)),
            Error = CaptivePortal,
            IsTransient = true,
            Status = 200,
        },
        new("F019 A portal's page after the PUT is no success: same URL", "url, put 1, put 1") { Faults = on => on.OnPut(Fault.Html()) },
        new("F019 A portal's page after every PUT: reported as a captive portal", "url, " + Repeat("put 1", 6))
        {
            Faults = on => on.OnPut(Fault.Html().Times(6)),
            Error = CaptivePortal,
            IsTransient = true,
            Status = 200,
        },
        new("F020 A portal's 511 for the URL request: retried", "url, url, put 1")
        {
            Faults = on => on.OnUploadUrl(Fault.NetworkAuthenticationRequired),
        },
        new(
            "F020 A portal's 511 on the PUT: same URL",
            "url, put 1, put 1") { Faults = on => on.OnPut(Fault.NetworkAuthenticationRequired) },
        new("F020 A portal's endless 511: reported as a captive portal", Repeat("url", 6))
        {
            Faults = on => on.OnUploadUrl(Fault.NetworkAuthenticationRequired.Times(6)),
            Error = CaptivePortal,
            IsTransient = true,
            Status = 511,
        },
        new("F021 Proxy authentication for the URL request: reported without a retry", "url")
        {
            Faults = on => on.OnUploadUrl(Fault.Html(407)),
            Error = Network,
            IsTransient = true,
            Status = 407,
        },
        new("F021 Proxy authentication for the PUT: reported without a retry", "url, put 1")
        {
            Faults = on => on.OnPut(Fault.Html(407)),
            Error = Network,
            IsTransient = true,
            Status = 407,
        },
        .. Proxies(502, 503, 504),
    ];

    private static IEnumerable<FaultCase> Pages(params int[] statuses) => statuses.SelectMany(status => new FaultCase[]
    {
        new(
            $"F017 A portal's page with {status} in place of the upload URL: retried",
            "url, url, put 1") { Faults = on => on.OnUploadUrl(Fault.Html(status)) },
        new(
            $"F017 A portal's page with {status} after the PUT: same URL",
            "url, put 1, put 1") { Faults = on => on.OnPut(Fault.Html(status)) },
    });

    private static IEnumerable<FaultCase> Proxies(params int[] statuses) => statuses.SelectMany(status => new FaultCase[]
    {
        new($"F022 A proxy's page with {status} in place of the upload URL: retried", "url, url, put 1")
        {
            Faults = on => on.OnUploadUrl(Fault.Html(status)),
        },
        new(
            $"F022 A proxy's page with {status} after the PUT: same URL",
            "url, put 1, put 1") { Faults = on => on.OnPut(Fault.Html(status)) },
    });
}
