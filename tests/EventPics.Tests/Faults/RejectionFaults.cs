using EventPics.Emulator;
using static EventPics.EventPicsError;
using static EventPics.Tests.Faults.FaultTable;

namespace EventPics.Tests.Faults;

/// <summary>Rows 25 and 51 to 59: refusals, troubles and doubts about a PUT.</summary>
internal static class RejectionFaults
{
    private static readonly Fault Redirect = Fault.LoginRedirect(status: 307);

    public static IEnumerable<FaultCase> Rows =>
    [
        new("F025 A link that dies between slow tries: a fresh one, asked for when it is needed", "link, put 1, put 1, put 1, link, put 2")
        {
            Faults = on => on.OnPut(Fault.DropAfter(20_000)).OnPut(Fault.DropAfter(20_000)).OnPut(Fault.Expired),
            PossibleDuplicate = true,
        },
        new("F051 A bucket that is missing: a fresh link, then told", "link, put 1, link, put 2")
        {
            Faults = on => on.OnPut(Fault.Status(404, "NoSuchBucket").Times(2)),
            Error = UploadRejected,
            Status = 404,
        },
        new("F052 A server that wants a length: sent again at once", "link, put 1, put 1")
        {
            Faults = on => on.OnPut(Fault.Status(411)),
            Client = options => options.MaxRetries = 0,
        },
        new("F052 A server that knows no Expect: sent again at once without", "link, put 1, put 1")
        {
            Faults = on => on.OnPut(Fault.Status(417).WithoutReading()),
            Client = options => options.MaxRetries = 0,
            Size = 6_000_000,
        },
        new("F052 A server that refuses both ways: told", "link, put 1, put 1")
        {
            Faults = on => on.OnPut(Fault.Status(417).Times(2)),
            Error = UploadRejected,
            Status = 417,
        },
        new("F053 A picture that is too large: told at once", "link, put 1")
        {
            Faults = on => on.OnPut(Fault.Status(413)),
            Error = PayloadTooLarge,
            Status = 413,
        },
        new("F053 A big video that is too large, refused at its head: told at once", "link, put 1")
        {
            Faults = on => on.OnPut(Fault.Status(413).WithoutReading()),
            Size = 20_000_000,
            Error = PayloadTooLarge,
            Status = 413,
        },
        .. Trouble(RateLimited, 429),
        .. Trouble(ServerError, 500, 502, 504),
        .. Trouble(RateLimited, 503), // SlowDown
        new("F054 A storage that asks for a short wait: waited, same link", "link, put 1, put 1")
        {
            Faults = on => on.OnPut(Fault.Status(503).WithHeader("Retry-After", "1")),
            Client = options => options.MaxDelay = TimeSpan.FromSeconds(5),
        },
        new("F054 A storage that asks for a long wait: told", "link, put 1")
        {
            Faults = on => on.OnPut(Fault.Status(503).WithHeader("Retry-After", "120")),
            Error = RateLimited,
            IsTransient = true,
            Status = 503,
            RetryAfter = TimeSpan.FromSeconds(120),
        },
        new("F054 A refused link that asks for a wait: not waited", "link, put 1, link, put 2")
        {
            Faults = on => on.OnPut(Fault.Expired.WithHeader("Retry-After", "500")),
        },
        new("F055 A redirect of the PUT: not followed, a fresh link", "link, put 1, link, put 2") { Faults = on => on.OnPut(Redirect) },
        new("F055 A redirect of every PUT: told after the second", "link, put 1, link, put 2")
        {
            Faults = on => on.OnPut(Redirect.Times(2)),
            Error = UploadRejected,
            IsTransient = true,
            Status = 307,
        },
        new("F057 A picture that is stored but answered with 500: same link, one photo", "link, put 1, put 1")
        {
            Faults = on => on.OnPut(Fault.Status(500).AfterStoring()),
        },
        new("F057 A picture that is stored but answered with 503 five times: same link, one photo", "link, " + Repeat("put 1", 6))
        {
            Faults = on => on.OnPut(Fault.Status(503).AfterStoring().Times(5)),
        },
        new("F058 A lost answer, then a dead link: a fresh one, with a warning", "link, put 1, put 1, link, put 2")
        {
            Faults = on => on.OnPut(Fault.LostResponse).OnPut(Fault.Expired),
            PossibleDuplicate = true,
            Photos = 2,
        },
        new("F058 A broken body, then a dead link: a fresh one, with a warning", "link, put 1, put 1, link, put 2")
        {
            Faults = on => on.OnPut(Fault.DropAfter(50_000)).OnPut(Fault.Expired),
            PossibleDuplicate = true,
        },
        new("F058 A 500 after the last byte, then a dead link: a fresh one, with a warning", "link, put 1, put 1, link, put 2")
        {
            Faults = on => on.OnPut(Fault.Status(500).AfterStoring()).OnPut(Fault.Expired),
            PossibleDuplicate = true,
            Photos = 2,
        },
        new("F058 A refusal before the body, then a dead link: a fresh one, without a warning", "link, put 1, put 1, link, put 2")
        {
            Faults = on => on.OnPut(Fault.Status(429)).OnPut(Fault.Expired),
        },
        new("F059 A success is believed: nothing is read back", "link, put 1"),
    ];

    private static IEnumerable<FaultCase> Trouble(EventPicsError error, params int[] statuses) => statuses.SelectMany(status => new FaultCase[]
    {
        new($"F054 The storage's {status}, twice: same link", "link, put 1, put 1, put 1") { Faults = on => on.OnPut(Fault.Status(status).Times(2)) },
        new($"F054 The storage's {status} for ever: told after the retries", "link, " + Repeat("put 1", 6))
        {
            Faults = on => on.OnPut(Fault.Status(status).Times(6)),
            Error = error,
            IsTransient = true,
            Status = status,
        },
    });
}
