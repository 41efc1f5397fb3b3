using EventPics.Emulator;
using static EventPics.EventPicsError;
using static EventPics.Tests.Faults.Table.FaultTable;

namespace EventPics.Tests.Faults.Table;

/// <summary>Rows 42 to 50: the storage's responses about the state of an upload URL.</summary>
internal static class StorageFaults
{
    public static IEnumerable<FaultCase> Rows =>
    [
        .. Each("F042 {0} stores the photo", "url, put 1"),
        new(
            "F042 A storage that responds 201",
            "url, put 1") { Faults = on => on.OnPut(Fault.Status(201).AfterStoring().WithBody("").WithHeader("ETag", "\"a\"")) },
        new(
            "F042 A storage that responds 204",
            "url, put 1") { Faults = on => on.OnPut(Fault.Status(204).AfterStoring().WithHeader("ETag", "\"a\"")) },
        new("F042 A success whose response is truncated: a success", "url, put 1") { Faults = on => on.OnPut(Fault.TruncatedResponse) },
        new("F043 An encrypted bucket whose ETag is not the MD5 of the bytes: a success", "url, put 1")
        {
            Faults = on => on.OnPut(Fault.None.WithHeader("ETag", "\"00000000000000000000000000000000\"")),
        },
        new("F043 A checksum of other bytes: a success, since TLS protects the bytes", "url, put 1")
        {
            Faults = on => on.OnPut(Fault.None.WithHeader("x-goog-hash", "md5=AAAAAAAAAAAAAAAAAAAAAA==")),
            Server = options => options.Storage = StorageProvider.Google,
        },
        .. Each("F044 {0} reports an expired URL: a new one", "url, put 1, url, put 2", on => on.OnPut(Fault.Expired)),
        .. Each(
            "F044 {0} reports an expired URL twice: new ones", "url, put 1, url, put 2, url, put 3",
            on => on.OnPut(Fault.Expired.Times(2))),
        new("F044 R2's undocumented expiry error: a new upload URL", "url, put 1, url, put 2")
        {
            Faults = on => on.OnPut(Fault.Status(400, "ExpiredToken")),
        },
        .. LongExpired(
            RawScripts.RespondAndClose(Expired("Content-Length: 60000") + Filler(60_000)),
            RawScripts.RespondAndClose(Expired("Connection: close") + Filler(60_000)),
            RawScripts.RespondAndClose(Expired("Content-Length: 60000")), // cut
            RawScripts.RespondAndHang(Expired("Content-Length: 60000")),
            RawScripts.Endless(Expired("Connection: close"), "x")),
        .. Each("F045 {0} rejects a live URL: a new one", "url, put 1, url, put 2", on => on.OnPut(Fault.Status(403, "Forbidden"))),
        new("F045 A storage that rejects live URLs: reported after the second", "url, put 1, url, put 2")
        {
            Faults = on => on.OnPut(Fault.Status(403).Times(2)),
            Error = UploadRejected,
            Status = 403,
        },
        new("F046 A signature mismatch: a new upload URL", "url, put 1, url, put 2")
        {
            Faults = on => on.OnPut(Fault.Status(403, "SignatureDoesNotMatch")),
        },
        new("F046 A signature that never matches: reported after the second", "url, put 1, url, put 2")
        {
            Faults = on => on.OnPut(Fault.Status(403, "SignatureDoesNotMatch").Times(2)),
            Error = UploadRejected,
            Status = 403,
        },
        new("F047 A missing header: reported without a retry", "url, put 1")
        {
            Faults = on => on.OnPut(Fault.Status(400, "MissingRequiredHeader")),
            Server = options => options.Storage = StorageProvider.Azure,
            Error = UploadRejected,
            Status = 400,
        },
        new("F047 A rejection without a body: reported without a retry", "url, put 1")
        {
            Faults = on => on.OnPut(Fault.Status(400).WithBody("")),
            Error = UploadRejected,
            Status = 400,
        },
        .. SameLink("F048", 400, "RequestTimeout", "IncompleteBody"),
        .. SameLink("F048", 408, "RequestTimeout"),
        .. SameLink("F049", 400, "BadDigest", "Md5Mismatch"),
        .. Each(
            "F050 {0} has the object already after a lost response: a success", "url, put 1, put 1", on => on.OnPut(Fault.LostResponse),
            options => options.CreateOnlyUploadUrls = true),
        .. Each(
            "F050 {0} has the object already after a 500: a success",
            "url, put 1, put 1",
            on => on.OnPut(Fault.Status(500).AfterStoring()),
            options => options.CreateOnlyUploadUrls = true),
        .. Each(
            "F050 {0} has an object already before anything was sent: a new upload URL, with a warning",
            "url, put 1, url, put 2",
            on => on.OnPut(Fault.ObjectExists),
            duplicate: true),
        .. Each(
            "F050 {0} has an object already after half the body: a new upload URL, with a warning",
            "url, put 1, put 1, url, put 2",
            on => on.OnPut(Fault.DropAfter(50_000)).OnPut(Fault.ObjectExists),
            duplicate: true,
            size: 8_000_000),
        new("F050 Azure's 409 after a lost response: a success", "url, put 1, put 1")
        {
            Faults = on => on.OnPut(Fault.LostResponse).OnPut(Fault.Status(409, "BlobAlreadyExists")),
            Server = options => options.Storage = StorageProvider.Azure,
        },
        .. OtherConflicts(
            (409, "ContainerBeingDeleted"), (409, "InvalidBucketState"), (412, "LeaseIdMissing"), (409, "BlobBeingRehydrated"),
            (412, "ConditionNotMet")),
        new("F050 A concurrent PUT to the object: same URL, no success", "url, " + Repeat("put 1", 3))
        {
            Faults = on => on.OnPut(Fault.DropBeforeStoring).OnPut(Fault.Status(409, "OperationAborted")),
        },
    ];

    private static IEnumerable<FaultCase> Each(
        string name,
        string requests,
        Action<EmulatorFaults>? faults = null,
        Action<EventPicsEmulatorOptions>? server = null,
        bool duplicate = false,
        int size = 100_000) => Enum.GetValues<StorageProvider>().Select(storage =>
            new FaultCase(name.Replace("{0}", storage.ToString(), StringComparison.Ordinal), requests)
            {
                Faults = faults,
                Server = options =>
                {
                    options.Storage = storage;
                    server?.Invoke(options);
                },
                PossibleDuplicate = duplicate,
                Size = size,
            });

    private static IEnumerable<FaultCase> OtherConflicts(params (int Status, string Code)[] refusals) => refusals.Select(refusal =>
        new FaultCase(
            $"F050 {refusal.Code} after an interrupted PUT does not prove that the object exists: a new upload URL, with a warning",
            "url, put 1, put 1, url, put 2")
        {
            Faults = on => on.OnPut(Fault.DropBeforeStoring).OnPut(Fault.Status(refusal.Status, refusal.Code)),
            PossibleDuplicate = true,
        });

    private static IEnumerable<FaultCase> LongExpired(
        params Func<RawConnection, RawRequest, Task>[] responses) => responses.Select((response, i) =>
        new FaultCase($"F044 An expiry error document of 60 KB or truncated ({i}): a new upload URL", "url, put 1, url, put 2")
        {
            Raw = server => server.OnPut(response),
            Hangs = true,
        });

    private static string Expired(string header) =>
        $"HTTP/1.1 403 Forbidden\r\n{header}\r\n\r\n<Error><Code>AccessDenied</Code><Message>Request has expired</Message>";

    private static string Filler(int length) => "<Filler>" + new string('x', length);

    private static IEnumerable<FaultCase> SameLink(string number, int status, params string[] codes) => codes.Select(code =>
        new FaultCase(
            $"{number} A storage's {status} {code}: same URL",
            "url, put 1, put 1")
        { Faults = on => on.OnPut(Fault.Status(status, code)) });
}
