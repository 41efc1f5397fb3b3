using EventPics.Queue.Internal.Jobs;
using EventPics.Queue.Internal.PostgreSql;
using EventPics.Queue.Internal.Sqlite;
using EventPics.Queue.Tests.PostgreSql;
using EventPics.Queue.Tests.Support;

namespace EventPics.Queue.Tests.Jobs;

#pragma warning disable CA5394 // Reproducible from its seed.

/// <summary>The storage in memory, which the simulation relies on, and the others give the same results for random operations.</summary>
public sealed class StorageEquivalenceTests(PostgreSqlServer server) : IDisposable
{
    private const int Steps = 500;

    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private static readonly string[] Accounts =
        ["", "00:a", "00:b", AccountOf('c'), AccountOf('d'), AccountOf('d').Replace(".", "", StringComparison.Ordinal)];
    private static readonly Destination[] Destinations = [new("wedding", null), new("wedding", "dance"), new("party", null)];

    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task F058_F080_Random_operations_give_the_same_rows_in_SQLite(int seed)
    {
        await using var sqlite = SqliteStorage.Open(_folder.PathOf("queue.db"));
        await AssertEquivalentAsync(sqlite, seed);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task F058_F080_Random_operations_give_the_same_rows_in_PostgreSQL(int seed)
    {
        await using var source = await server.CreateDatabaseAsync();
        await using var postgreSql = await PostgreSqlStorage.OpenAsync(source, TimeProvider.System, lease: TimeSpan.Zero, Token);
        await AssertEquivalentAsync(postgreSql, seed);
    }

    private static async Task AssertEquivalentAsync(IQueueStorage storage, int seed)
    {
        await using var memory = new MemoryStorage();
        var dice = new Random(seed);
        List<string> path = [];
        for (var step = 0; step < Steps; step++)
        {
            var (what, act) = Next(dice, step, [.. memory.Rows]);
            path.Add(what);
            var (expected, actual) = (await act(memory), await act(storage));
            Assert.True(expected == actual, $"{string.Join('\n', path)}\nmemory: {expected}\nstorage: {actual}");
            var (model, rows) = (Show(memory.Rows), Show((await storage.ListAsync(null, 1000)).OrderBy(row => row.Sequence)));
            Assert.True(model == rows, $"{string.Join('\n', path)}\nmemory:\n{model}\nstorage:\n{rows}");
        }
    }

    private static (string What, Func<IQueueStorage, Task<string>> Act) Next(Random dice, int step, IReadOnlyList<QueueJob> rows)
    {
        var row = rows.Count == 0 ? new QueueJob { Id = "none" } : rows[dice.Next(rows.Count)];
        var sending = rows.Where(each => each.State == QueuedUploadState.Sending).ToList();
        var claimed = sending.Count == 0 ? null : sending[dice.Next(sending.Count)];
        var destination = Destinations[dice.Next(Destinations.Length)];
        var (yes, number) = (dice.Next(2) == 0, dice.Next(6));
        var account = Accounts[dice.Next(Accounts.Length)];
        var given = dice.Next(4) == 0 ? new UploadUrl(new Uri($"https://storage.test/{dice.Next(5)}?sig=x"), Noon.AddSeconds(300)) : null;
        return dice.Next(19) switch
        {
            0 or 1 or 2 => ($"add {number} to {destination.Key} {yes} {given?.Url}", storage => RefusedOrAsync(async () =>
            {
                var job = Photo(number, step, destination) with
                {
                    Account = account,
                    UnlessElsewhere = yes,
                    PossibleDuplicate = number == 5 && yes,
                    UploadUrl = given,
                    Phase = given is null ? UploadPhase.NeedsUrl : number < 2 ? UploadPhase.HasUrl : UploadPhase.BodySent,
                };
                var isInUse = await storage.IsUploadUrlInUseAsync(job);
                var (kept, added) = await storage.AddAsync(job, Token);
                return $"{isInUse} {kept?.Id} {added}";
            }
            )),
            3 or 4 => ("claim", async storage => (await storage.ClaimAsync(new ClaimRequest { Account = account, Now = Noon.AddDays(1), MaxDelay = TimeSpan.FromHours(1) }))?.Id ?? "nothing"),
            5 or 6 or 7 or 8 when claimed is not null => Save(claimed, dice),
            9 => ($"remove {row.Id}", async storage => $"{(await storage.RemoveAsync(row.Id, Noon))?.State}"),
            10 => ($"export {row.Id}", async storage => $"{(await storage.ExportAsync(row.Id, "/usb", Noon))?.State}"),
            11 or 12 => ($"take back {row.Id} {yes}", async storage => $"{(await storage.TakeBackAsync(row.Id, yes))?.State}"),
            13 => ($"move {row.Id} to {destination.Key}", async storage => $"{(destination == row.Destination ? null : await storage.RerouteAsync(row.Id, destination, account))?.State}"),
            14 => yes
                ? ("retry", async storage => $"{await storage.RetryAsync(null)}")
                : number == 0 ? ($"{row.Id} may be there", async storage =>
                {
                    await storage.MarkPossibleDuplicateAsync(row.Id);
                    return "";
                }
            )
                : number < 3 ? ($"export of {row.Id} begins", async storage =>
                {
                    await storage.RecordExportAsync(row.Id, "/usb");
                    return "";
                }
            )
                : ($"export of {row.Id} was deleted", async storage =>
                {
                    await storage.RecordExportDeletedAsync(row.Id);
                    return "";
                }
            ),
            15 => yes
                ? ($"take over {row.Id} for {account}", async storage =>
                {
                    await storage.TakeOverAsync(account, row.Id);
                    return "";
                }
            )
                : ($"take over {destination.LinkId} for {account}", async storage =>
                    $"{string.Join(' ', await storage.ListForeignLinkIdsAsync(account))} {await storage.CountForeignAsync(account)} {await storage.TakeOverAsync(account, [destination.LinkId])}"),
            16 => ($"adopt for {account}", async storage => string.Join(' ', (await storage.AdoptAsync(account)).Select(job => job.Id).Order(StringComparer.Ordinal))),
            17 when given is not null => ($"continue {row.Id} at {given.Url} {number}", storage => RefusedOrAsync(async () =>
                (await storage.ContinueAsync(row.Id, given, number < 2 ? UploadPhase.HasUrl : UploadPhase.BodySent))?.Id ?? "")),
            _ => ("recover", async storage =>
            {
                await storage.RecoverAsync();
                var pending = await storage.FindPendingDestinationsAsync(account, [.. Destinations.Select(static each => each.Key)]);
                var renewed = await storage.RenewAccountAsync(account);
                return $"{renewed} {await storage.GetOldestPendingAsync(account):O} {string.Join(' ', pending)} {(number < 2 ? await storage.PurgeUploadedAsync(Noon.AddHours(1), keep: 0) : 0)}";
            }
            ),
        };
    }

    // One salt, and one key for each service.
    private static string AccountOf(char service) => $"{new string('0', 32)}:{new string(service, 32)}.{new string('k', 32)}";

    private static async Task<string> RefusedOrAsync(Func<Task<string>> act)
    {
        try
        {
            return await act();
        }
        catch (UploadUrlInUseException)
        {
            return "refused";
        }
    }

    /// <summary>Saves a job as an upload attempt does: its URL before the first byte, then its result.</summary>
    private static (string What, Func<IQueueStorage, Task<string>> Act) Save(QueueJob job, Random dice)
    {
        var url = new UploadUrl(new Uri($"https://storage.test/{dice.Next(5)}?sig=x"), Noon.AddSeconds(300));
        var next = dice.Next(7) switch
        {
            0 or 1 or 2 when job.UploadUrl is null => job with { UploadUrl = url, Phase = UploadPhase.BytesSent },
            3 when job.UploadUrl is not null => job with { Phase = UploadPhase.BodySent },
            4 when job.UploadUrl is not null => job with { State = QueuedUploadState.Uploaded, Phase = UploadPhase.NeedsUrl, UploadUrl = null, ObjectKey = ObjectKey.Of(job.UploadUrl), UploadedAt = Noon },
            5 => job.WithoutUploadUrl(job.Phase >= UploadPhase.BytesSent) with { State = QueuedUploadState.Failed },
            6 => job.WithoutUploadUrl(job.Phase >= UploadPhase.BytesSent) with { State = QueuedUploadState.Waiting },
            _ => job with { State = QueuedUploadState.Waiting },
        };
        return ($"save {next.Id} {next.State} {next.Phase} {next.UploadUrl?.Url.AbsolutePath}", async storage => next.Phase == UploadPhase.BytesSent && job.UploadUrl is null
            ? $"{await storage.SaveAsync(next)} {await storage.GetReachedPhaseAsync(next, url)}"
            : $"{await storage.SaveAsync(next)}");
    }

    private static QueueJob Photo(int number, int step, Destination destination) => new()
    {
        Id = $"id{step}",
        LinkId = destination.LinkId,
        AlbumId = destination.AlbumId,
        FileName = $"p{number}.jpg",
        ContentType = "image/jpeg",
        Length = 10,
        Sha256 = number.ToString("x64", null),
        EnqueuedAt = Noon.AddSeconds(step),
    };

    private static string Show(IEnumerable<QueueJob> rows) => string.Join('\n', rows.Select(row =>
        $"{row.Id} {row.FileName} {row.Destination.Key} {row.State} {row.Phase} {row.Fence} {row.UploadUrl?.Url.AbsolutePath} {(row.UploadUrl is null ? row.ObjectKey : null)} {row.PossibleDuplicate} {row.UploadedAt:u} {row.ExportedTo} {row.WithdrawnAt:u} {row.Account}"));
}
