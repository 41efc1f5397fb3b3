using EventPics.Queue.Internal.Jobs;
using EventPics.Queue.Internal.PostgreSql;

namespace EventPics.Queue.Tests.PostgreSql;

/// <summary>Which saves of a claim with fence 5 succeed, whatever became of its row.</summary>
public sealed class SaveTests(PostgreSqlServer server) : PostgreSqlTest(server)
{
    private const long Fence = 5;

    // States: 0 waiting, 1 sending, 2 uploaded, 3 failed, 4 exported, 5 removed.
    [Fact]
    public async Task A_save_succeeds_for_its_own_claim_once_more_for_the_same_result_and_on_a_server_that_forgot_the_claim()
    {
        var job = await ClaimAsync();
        List<string> problems = [];
        foreach (var target in (int[])[0, 1, 2, 3])
        {
            foreach (var state in Enumerable.Range(0, 6))
            {
                foreach (var fence in (long[])[Fence - 1, Fence, Fence + 1])
                {
                    foreach (var isOwner in state == 1 ? (bool[])[true, false] : [false])
                    {
                        await SetAsync(state, fence, isOwner);
                        var expected = (fence == Fence && state == 1 && isOwner)
                            || (fence == Fence && state == target && state != 1)
                            || (fence < Fence && state is 0 or 1 or 3 && fence < Fence);
                        var result = await Storage.SaveAsync(job with
                        {
                            State = (QueuedUploadState)target,
                            UploadedAt = target == 2 ? job.EnqueuedAt : null,
                            LastMessage = "saved",
                        });
                        var row = (await Storage.FindAsync(job.Id))!;
                        var isWritten = expected && !(fence == Fence && state != 1);
                        if (result != (expected ? SaveResult.Saved : SaveResult.ClaimLost)
                            || (row.LastMessage == "saved") != isWritten
                            || (isWritten ? ((int)row.State, row.Fence) != (target, Fence) : ((int)row.State, row.Fence) != (state, fence)))
                        {
                            problems.Add($"to {target} from {state}, fence {fence}, owner {isOwner}: {result} {row.State} {row.Fence} {row.LastMessage}");
                        }
                    }
                }
            }
        }

        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_result_whose_commit_was_not_answered_is_saved_again_and_changes_nothing(int target)
    {
        var job = await ClaimAsync();
        var result = job with
        {
            State = (QueuedUploadState)target,
            UploadedAt = target == 2 ? job.EnqueuedAt : null,
            LastMessage = "saved",
        };
        await using var cut = new CommitCutter(Source.ConnectionString);
        var storage = await PostgreSqlStorage.OpenAsync(cut.Source, TimeProvider.System, cancellationToken: Token);
        await using (var command = Source.CreateCommand("UPDATE eventpics.upload SET owner = NULL, lease_until = NULL, state = 0"))
        {
            await command.ExecuteNonQueryAsync(Token);
        }

        result = result with { Fence = (await storage.ClaimAsync(new ClaimRequest()))!.Fence };
        cut.LoseNextResponse();

        var error = await Assert.ThrowsAsync<UploadQueueException>(() => storage.SaveAsync(result));
        await Eventually.TrueAsync(async () => (int)(await Storage.FindAsync(job.Id))!.State == target);
        var before = await VersionAsync();

        Assert.Equal(UploadQueueError.StorageFailed, error.Error);
        Assert.Equal(SaveResult.Saved, await storage.SaveAsync(result));
        Assert.Equal(before, await VersionAsync());
    }

    [Fact]
    public async Task A_photo_whose_commit_was_not_answered_is_added_again_and_is_one_row()
    {
        await using var cut = new CommitCutter(Source.ConnectionString);
        var storage = await PostgreSqlStorage.OpenAsync(cut.Source, TimeProvider.System, cancellationToken: Token);
        cut.LoseNextResponse("COMMIT\0");

        await Assert.ThrowsAsync<UploadQueueException>(() => storage.AddAsync(Photo(), Token));
        await Eventually.TrueAsync(async () => await Storage.FindAsync("photo") is not null);

        var (job, added) = await storage.AddAsync(Photo(), Token);
        Assert.Equal(("photo", false), (job?.Id, added));
        Assert.Single(await Storage.ListAsync(null, 10));
    }

    private static QueueJob Photo() => new()
    {
        Id = "photo",
        LinkId = "wedding",
        FileName = "p.jpg",
        ContentType = "image/jpeg",
        Length = 1,
        Sha256 = new string('a', 64),
        EnqueuedAt = DateTimeOffset.UnixEpoch,
    };

    private async Task<QueueJob> ClaimAsync()
    {
        await Storage.AddAsync(Photo(), Token);
        await using (var command = Source.CreateCommand($"UPDATE eventpics.upload SET fence = {Fence - 1}"))
        {
            await command.ExecuteNonQueryAsync(Token);
        }

        return (await Storage.ClaimAsync(new ClaimRequest()))!;
    }

    // The storage that claimed the row is its owner as long as nothing else writes one.
    private async Task SetAsync(int state, long fence, bool isOwner)
    {
        await using var reset = Source.CreateCommand(
            "UPDATE eventpics.upload SET state = 0, owner = NULL, lease_until = NULL, last_message = NULL, uploaded_at = NULL");
        await reset.ExecuteNonQueryAsync(Token);
        if (state == 1 && isOwner)
        {
            Assert.NotNull(await Storage.ClaimAsync(new ClaimRequest()));
        }

        var change = state == 1 && isOwner
            ? "UPDATE eventpics.upload SET fence = @fence"
            : state == 1
                ? "UPDATE eventpics.upload SET state = 1, fence = @fence, owner = gen_random_uuid(), lease_until = clock_timestamp()"
                : "UPDATE eventpics.upload SET state = @state, fence = @fence";
        await using var command = Source.CreateCommand(change);
        command.Parameters.AddWithValue("state", state);
        command.Parameters.AddWithValue("fence", fence);
        await command.ExecuteNonQueryAsync(Token);
    }

    private async Task<object?> VersionAsync()
    {
        await using var command = Source.CreateCommand("SELECT xmin::text FROM eventpics.upload");
        return await command.ExecuteScalarAsync(Token);
    }
}
