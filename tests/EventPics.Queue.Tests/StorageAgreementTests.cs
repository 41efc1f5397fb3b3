using EventPics.Queue.Internal;
using EventPics.Queue.Tests.Support;

namespace EventPics.Queue.Tests;

#pragma warning disable CA5394 // Seeded on purpose.

/// <summary>The storage in memory, which the simulation trusts, and the real one do the same through random paths of states.</summary>
public sealed class StorageAgreementTests : IDisposable
{
    private const int Steps = 500;

    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private static readonly Lane[] Lanes = [new("wedding", null), new("wedding", "dance"), new("party", null)];

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
    public async Task F058_F080_Every_path_of_states_ends_the_same_in_both_storages(int seed)
    {
        await using var sqlite = SqliteStorage.Open(_folder.File("queue.db"));
        await using MemoryStorage memory = new();
        Random dice = new(seed);
        List<string> path = [];
        for (var step = 0; step < Steps; step++)
        {
            var (what, act) = Next(dice, step, [.. memory.Rows]);
            path.Add(what);
            var (expected, actual) = (await act(memory), await act(sqlite));
            Assert.True(expected == actual, $"{string.Join('\n', path)}\nmemory: {expected}\nSQLite: {actual}");
            var (model, rows) = (Show(memory.Rows), Show((await sqlite.ListAsync(null, 1000)).OrderBy(row => row.Sequence)));
            Assert.True(model == rows, $"{string.Join('\n', path)}\nmemory:\n{model}\nSQLite:\n{rows}");
        }
    }

    private static (string What, Func<IQueueStorage, Task<string>> Act) Next(Random dice, int step, IReadOnlyList<UploadJob> rows)
    {
        var row = rows.Count == 0 ? new UploadJob { Id = "none" } : rows[dice.Next(rows.Count)];
        var sending = rows.Where(each => each.State == QueuedUploadState.Sending).ToList();
        var claimed = sending.Count == 0 ? null : sending[dice.Next(sending.Count)];
        var lane = Lanes[dice.Next(Lanes.Length)];
        var (yes, number) = (dice.Next(2) == 0, dice.Next(6));
        return dice.Next(16) switch
        {
            0 or 1 or 2 => ($"add {number} to {lane.Key} {yes}", async storage =>
            {
                var (job, added) = await storage.AddAsync(Photo(number, step, lane) with { UnlessElsewhere = yes, PossibleDuplicate = number == 5 && yes }, Token);
                return $"{job?.Id} {added}";
            }
            ),
            3 or 4 => ("claim", async storage => (await storage.ClaimAsync(new ClaimRequest { Now = Noon.AddDays(1), LongestWait = TimeSpan.FromHours(1) }))?.Id ?? "nothing"),
            5 or 6 or 7 or 8 when claimed is not null => Save(claimed, dice),
            9 => ($"remove {row.Id}", async storage => $"{(await storage.RemoveAsync(row.Id, Noon))?.State}"),
            10 => ($"export {row.Id}", async storage => $"{(await storage.ExportAsync(row.Id, "/usb", Noon))?.State}"),
            11 or 12 => ($"take back {row.Id} {yes}", async storage => $"{(await storage.TakeBackAsync(row.Id, yes))?.State}"),
            13 => ($"move {row.Id} to {lane.Key}", async storage => $"{(lane == row.Lane ? null : await storage.RerouteAsync(row.Id, lane))?.State}"),
            14 => yes
                ? ("retry", async storage => $"{await storage.RetryAsync(null)}")
                : number == 0 ? ($"{row.Id} may be there", async storage =>
                {
                    await storage.NotePossibleDuplicateAsync(row.Id);
                    return "";
                }
            )
                : number < 3 ? ($"export of {row.Id} begins", async storage =>
                {
                    await storage.NoteExportAsync(row.Id, "/usb");
                    return "";
                }
            )
                : ($"export of {row.Id} is gone", async storage =>
                {
                    await storage.NoteExportGoneAsync(row.Id);
                    return "";
                }
            ),
            _ => ("recover", async storage =>
            {
                await storage.RecoverAsync();
                return $"{(number < 2 ? await storage.PurgeUploadedAsync(Noon.AddHours(1), keep: 0) : 0)}";
            }
            ),
        };
    }

    /// <summary>As an attempt saves it: a URL before its first byte, then an end of some kind.</summary>
    private static (string What, Func<IQueueStorage, Task<string>> Act) Save(UploadJob job, Random dice)
    {
        UploadUrl link = new(new Uri($"https://storage.test/{dice.Next(5)}?sig=x"), Noon.AddSeconds(300));
        var next = dice.Next(7) switch
        {
            0 or 1 or 2 when job.Link is null => job with { Link = link, Step = SendStep.Started },
            3 when job.Link is not null => job with { Step = SendStep.Sent },
            4 when job.Link is not null => job with { State = QueuedUploadState.Uploaded, Step = SendStep.NeedLink, Link = null, ObjectKey = Convert.ToBase64String(SqliteRows.LinkKey(job.Link)), UploadedAt = Noon },
            5 => job.WithoutLink(job.Step >= SendStep.Started) with { State = QueuedUploadState.SetAside },
            6 => job.WithoutLink(job.Step >= SendStep.Started) with { State = QueuedUploadState.Waiting },
            _ => job with { State = QueuedUploadState.Waiting },
        };
        return ($"save {next.Id} {next.State} {next.Step} {next.Link?.Url.AbsolutePath}", async storage => next.Step == SendStep.Started && job.Link is null
            ? $"{await storage.SaveAsync(next)} {await storage.ReachedStepAsync(next, link)}"
            : $"{await storage.SaveAsync(next)}");
    }

    private static UploadJob Photo(int number, int step, Lane lane) => new()
    {
        Id = $"id{step}",
        LinkId = lane.LinkId,
        AlbumId = lane.AlbumId,
        FileName = $"p{number}.jpg",
        ContentType = "image/jpeg",
        Length = 10,
        Sha256 = number.ToString("x64", null),
        EnqueuedAt = Noon.AddSeconds(step),
    };

    private static string Show(IEnumerable<UploadJob> rows) => string.Join('\n', rows.Select(row =>
        $"{row.Id} {row.FileName} {row.Lane.Key} {row.State} {row.Step} {row.Fence} {row.Link?.Url.AbsolutePath} {(row.Link is null ? row.ObjectKey : null)} {row.PossibleDuplicate} {row.UploadedAt:u} {row.ExportedTo} {row.WithdrawnAt:u}"));
}
