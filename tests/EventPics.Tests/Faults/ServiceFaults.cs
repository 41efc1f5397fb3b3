using System.Globalization;
using EventPics.Emulator;
using static EventPics.EventPicsError;
using static EventPics.Tests.Faults.FaultTable;

namespace EventPics.Tests.Faults;

/// <summary>Rows 26 to 35: the service's own answers to the request for a link.</summary>
internal static class ServiceFaults
{
    public static IEnumerable<FaultCase> Rows =>
    [
        Final("F026 A request that is refused", 400, InvalidRequest),
        Final("F027 A key that is unknown", 401, ApiKeyRejected),
        Final("F027 A key that may not", 403, ApiKeyRejected),
        Final("F028 An unknown event", 404, NotFound),
        Final("F029 A plan that is used up", 402, InvalidRequest),
        Final("F029 An album that is closed", 409, InvalidRequest),
        Final("F030 An event that is gone", 410, NotFound),
        Final("F031 A picture that is too large", 413, PayloadTooLarge),
        Final("F031 A type that is not taken", 415, InvalidRequest),
        .. Passing("F032", RateLimited, 408, 425, 429),
        Waiting("F032 A wait in seconds that is short: waited", "1", 429, "link, link, put 1"),
        Waiting("F032 A wait in seconds that is too long: told", "120", 429, "link", TimeSpan.FromSeconds(120)),
        Waiting("F032 A wait that a server in trouble asks for: told", "120", 503, "link", TimeSpan.FromSeconds(120)),
        Waiting("F032 A wait until a date: measured by the server's clock", "Thu, 01 Jan 2015 00:01:00 GMT", 429, "link", TimeSpan.FromMinutes(1)),
        Waiting("F033 A wait of a day: capped", "86400", 429, "link", TimeSpan.FromMinutes(10)),
        Waiting("F033 A wait until next year: capped", "Fri, 01 Jan 2016 00:00:00 GMT", 429, "link", TimeSpan.FromMinutes(10)),
        Waiting("F033 A negative wait: ignored", "-5", 429, "link, link, put 1"),
        Waiting("F033 A wait until yesterday: ignored", "Wed, 31 Dec 2014 00:00:00 GMT", 429, "link, link, put 1"),
        Waiting("F033 A wait that is garbage: ignored", "soon", 429, "link, link, put 1"),
        Waiting("F033 A wait beyond all numbers: ignored", "99999999999999999999", 429, "link, link, put 1"),
        .. Passing("F034", ServerError, 500, 502, 503, 504),
        new("F035 A link whose reply was lost: asked again, one photo", "link, link, put 2") { Faults = on => on.OnUploadUrl(Fault.LostResponse) },
        new("F035 A link whose reply was cut: asked again, one photo", "link, link, put 2") { Faults = on => on.OnUploadUrl(Fault.TruncatedResponse) },
        new("F035 A request for a link that was dropped: asked again", "link, link, put 1") { Faults = on => on.OnUploadUrl(Fault.DropBeforeStoring) },
        new("F035 A request for a link that is always dropped: the network's fault", Repeat("link", 6))
        {
            Faults = on => on.OnUploadUrl(Fault.ConnectionReset.Times(6)),
            Error = Network,
            IsTransient = true,
        },
    ];

    private static FaultCase Final(string what, int status, EventPicsError error) => new($"{what} ({status}): told at once", "link")
    {
        Faults = on => on.OnUploadUrl(Fault.Status(status)),
        Error = error,
        Status = status,
    };

    private static IEnumerable<FaultCase> Passing(string number, EventPicsError error, params int[] statuses) => statuses.SelectMany(status => new FaultCase[]
    {
        new($"{number} The service's {status}, twice: asked again", "link, link, link, put 1") { Faults = on => on.OnUploadUrl(Fault.Status(status).Times(2)) },
        new($"{number} The service's {status} for ever: told after the retries", Repeat("link", 6))
        {
            Faults = on => on.OnUploadUrl(Fault.Status(status).Times(6)),
            Error = error,
            IsTransient = true,
            Status = status,
        },
    });

    // The server's clock stands in 2015.
    private static FaultCase Waiting(string name, string retryAfter, int status, string requests, TimeSpan? told = null) => new(name, requests)
    {
        Faults = on => on.OnUploadUrl(Fault.Status(status)
            .WithHeader("Retry-After", retryAfter)
            .WithHeader("Date", new DateTime(2015, 1, 1).ToString("r", CultureInfo.InvariantCulture))),
        Client = options => options.MaxDelay = TimeSpan.FromSeconds(5),
        Error = told is null ? null : RateLimited,
        IsTransient = true,
        Status = status,
        RetryAfter = told,
    };
}
