using EventPics.Emulator;
using static EventPics.EventPicsError;
using static EventPics.Tests.Faults.Table.FaultTable;

namespace EventPics.Tests.Faults.Table;

/// <summary>Rows 25 and 51 to 59: rejections, server errors and unclear outcomes of a PUT.</summary>
internal static class RejectionFaults
{
    private static readonly Fault Redirect = Fault.LoginRedirect(status: 307);

    public static IEnumerable<FaultCase> Rows =>
    [
        new(
            "F025 An upload URL that expires between slow attempts: a new one, requested when it is needed",
            "url, put 1, put 1, put 1, url, put 2")
        {
            Faults = on => on.OnPut(Fault.DropAfter(20_000)).OnPut(Fault.DropAfter(20_000)).OnPut(Fault.Expired),
            PossibleDuplicate = true,
        },
        new("F051 A missing bucket: a new upload URL, then reported", "url, put 1, url, put 2")
        {
            Faults = on => on.OnPut(Fault.Status(404, "NoSuchBucket").Times(2)),
            Error = UploadRejected,
            Status = 404,
        },
        new("F052 A server that requires a length: retried immediately", "url, put 1, put 1")
        {
            Faults = on => on.OnPut(Fault.Status(411)),
            Client = options => options.MaxRetries = 0,
        },
        new("F052 A server without Expect support: retried immediately without it", "url, put 1, put 1")
        {
            Faults = on => on.OnPut(Fault.Status(417).WithoutReading()),
            Client = options => options.MaxRetries = 0,
            Size = 6_000_000,
        },
        new("F052 A server that rejects the PUT with and without Expect: reported", "url, put 1, put 1")
        {
            Faults = on => on.OnPut(Fault.Status(417).Times(2)),
            Error = UploadRejected,
            Status = 417,
        },
        new("F053 A photo that is too large: reported without a retry", "url, put 1")
        {
            Faults = on => on.OnPut(Fault.Status(413)),
            Error = PayloadTooLarge,
            Status = 413,
        },
        new("F053 A video that is too large, rejected before its body: reported without a retry", "url, put 1")
        {
            Faults = on => on.OnPut(Fault.Status(413).WithoutReading()),
            Size = 20_000_000,
            Error = PayloadTooLarge,
            Status = 413,
        },
        .. FaultOf(RateLimited, 429),
        .. FaultOf(ServerError, 500, 502, 504),
        .. FaultOf(RateLimited, 503), // SlowDown
        new("F054 A storage's short Retry-After: obeyed, same URL", "url, put 1, put 1")
        {
            Faults = on => on.OnPut(Fault.Status(503).WithHeader("Retry-After", "1")),
            Client = options => options.MaxDelay = TimeSpan.FromSeconds(5),
        },
        new("F054 A storage's long Retry-After: reported", "url, put 1")
        {
            Faults = on => on.OnPut(Fault.Status(503).WithHeader("Retry-After", "120")),
            Error = RateLimited,
            IsTransient = true,
            Status = 503,
            RetryAfter = TimeSpan.FromSeconds(120),
        },
        new("F054 A rejected URL with a Retry-After: not delayed", "url, put 1, url, put 2")
        {
            Faults = on => on.OnPut(Fault.Expired.WithHeader("Retry-After", "500")),
        },
        new("F055 A redirect of the PUT: not followed, a new upload URL", "url, put 1, url, put 2") { Faults = on => on.OnPut(Redirect) },
        new("F055 A redirect of every PUT: reported after the second", "url, put 1, url, put 2")
        {
            Faults = on => on.OnPut(Redirect.Times(2)),
            Error = UploadRejected,
            IsTransient = true,
            Status = 307,
        },
        new("F057 A photo that is stored but reported with 500: same URL, one photo", "url, put 1, put 1")
        {
            Faults = on => on.OnPut(Fault.Status(500).AfterStoring()),
        },
        new("F057 A photo that is stored but reported with 503 five times: same URL, one photo", "url, " + Repeat("put 1", 6))
        {
            Faults = on => on.OnPut(Fault.Status(503).AfterStoring().Times(5)),
        },
        new("F058 A lost response, then an expired URL: a new one, with a warning", "url, put 1, put 1, url, put 2")
        {
            Faults = on => on.OnPut(Fault.LostResponse).OnPut(Fault.Expired),
            PossibleDuplicate = true,
            Photos = 2,
        },
        new("F058 An interrupted body, then an expired URL: a new one, with a warning", "url, put 1, put 1, url, put 2")
        {
            Faults = on => on.OnPut(Fault.DropAfter(50_000)).OnPut(Fault.Expired),
            PossibleDuplicate = true,
        },
        new("F058 A 500 after the last byte, then an expired URL: a new one, with a warning", "url, put 1, put 1, url, put 2")
        {
            Faults = on => on.OnPut(Fault.Status(500).AfterStoring()).OnPut(Fault.Expired),
            PossibleDuplicate = true,
            Photos = 2,
        },
        new("F058 A rejection before the body, then an expired URL: a new one, without a warning", "url, put 1, put 1, url, put 2")
        {
            Faults = on => on.OnPut(Fault.Status(429)).OnPut(Fault.Expired),
        },
        new("F059 A success is trusted: nothing is read back", "url, put 1"),
    ];

    private static IEnumerable<FaultCase> FaultOf(
        EventPicsError error, params int[] statuses) => statuses.SelectMany(status => new FaultCase[]
    {
        new(
            $"F054 The storage's {status}, twice: same URL",
            "url, put 1, put 1, put 1") { Faults = on => on.OnPut(Fault.Status(status).Times(2)) },
        new($"F054 The storage's endless {status}: reported after the retries", "url, " + Repeat("put 1", 6))
        {
            Faults = on => on.OnPut(Fault.Status(status).Times(6)),
            Error = error,
            IsTransient = true,
            Status = status,
        },
    });
}
