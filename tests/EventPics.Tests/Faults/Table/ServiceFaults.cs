using System.Globalization;
using EventPics.Emulator;
using static EventPics.EventPicsError;
using static EventPics.Tests.Faults.Table.FaultTable;

namespace EventPics.Tests.Faults.Table;

/// <summary>Rows 26 to 35: the service's own responses to the request for an upload URL.</summary>
internal static class ServiceFaults
{
    public static IEnumerable<FaultCase> Rows =>
    [
        Final("F026 A rejected request", 400, InvalidRequest),
        Final("F027 An unknown key", 401, ApiKeyRejected),
        Final("F027 A key without permission", 403, ApiKeyRejected),
        Final("F028 An unknown event", 404, NotFound),
        Final("F029 A quota that is used up", 402, InvalidRequest),
        Final("F029 A closed album", 409, InvalidRequest),
        Final("F030 A deleted event", 410, NotFound),
        Final("F031 A photo that is too large", 413, PayloadTooLarge),
        Final("F031 A media type that is not accepted", 415, InvalidRequest),
        .. Passing("F032", RateLimited, 408, 425, 429),
        Waiting("F032 A short Retry-After in seconds: obeyed", "1", 429, "url, url, put 1"),
        Waiting("F032 A Retry-After above MaxDelay: reported", "120", 429, "url", TimeSpan.FromSeconds(120)),
        Waiting("F032 A Retry-After above MaxDelay with a 503: reported", "120", 503, "url", TimeSpan.FromSeconds(120)),
        Waiting(
            "F032 A Retry-After date: compared with the server's clock", "Thu, 01 Jan 2015 00:01:00 GMT", 429, "url",
            TimeSpan.FromMinutes(1)),
        Waiting("F033 A Retry-After of a day: capped", "86400", 429, "url", TimeSpan.FromMinutes(10)),
        Waiting("F033 A Retry-After date next year: capped", "Fri, 01 Jan 2016 00:00:00 GMT", 429, "url", TimeSpan.FromMinutes(10)),
        Waiting("F033 A negative Retry-After: ignored", "-5", 429, "url, url, put 1"),
        Waiting("F033 A Retry-After date in the past: ignored", "Wed, 31 Dec 2014 00:00:00 GMT", 429, "url, url, put 1"),
        Waiting("F033 A malformed Retry-After: ignored", "soon", 429, "url, url, put 1"),
        Waiting("F033 A Retry-After beyond the range of numbers: ignored", "99999999999999999999", 429, "url, url, put 1"),
        .. Passing("F034", ServerError, 500, 502, 503, 504),
        new(
            "F035 An upload URL in a lost response: retried, one photo",
            "url, url, put 2") { Faults = on => on.OnUploadUrl(Fault.LostResponse) },
        new(
            "F035 An upload URL in a truncated response: retried, one photo",
            "url, url, put 2") { Faults = on => on.OnUploadUrl(Fault.TruncatedResponse) },
        new(
            "F035 A URL request whose connection was dropped: retried",
            "url, url, put 1") { Faults = on => on.OnUploadUrl(Fault.DropBeforeStoring) },
        new("F035 A URL request whose connection is always dropped: a network error", Repeat("url", 6))
        {
            Faults = on => on.OnUploadUrl(Fault.ConnectionReset.Times(6)),
            Error = Network,
            IsTransient = true,
        },
    ];

    private static FaultCase Final(
        string what, int status, EventPicsError error) => new($"{what} ({status}): reported without a retry", "url")
        {
            Faults = on => on.OnUploadUrl(Fault.Status(status)),
            Error = error,
            Status = status,
        };

    private static IEnumerable<FaultCase> Passing(
        string number, EventPicsError error, params int[] statuses) => statuses.SelectMany(status => new FaultCase[]
    {
        new(
            $"{number} The service's {status}, twice: retried",
            "url, url, url, put 1") { Faults = on => on.OnUploadUrl(Fault.Status(status).Times(2)) },
        new($"{number} The service's endless {status}: reported after the retries", Repeat("url", 6))
        {
            Faults = on => on.OnUploadUrl(Fault.Status(status).Times(6)),
            Error = error,
            IsTransient = true,
            Status = status,
        },
    });

    // The server's clock stands in 2015.
    private static FaultCase Waiting(
        string name, string retryAfter, int status, string requests, TimeSpan? reported = null) => new(name, requests)
        {
            Faults = on => on.OnUploadUrl(Fault.Status(status)
                .WithHeader("Retry-After", retryAfter)
                .WithHeader("Date", new DateTime(2015, 1, 1).ToString("r", CultureInfo.InvariantCulture))),
            Client = options => options.MaxDelay = TimeSpan.FromSeconds(5),
            Error = reported is null ? null : RateLimited,
            IsTransient = true,
            Status = status,
            RetryAfter = reported,
        };
}
