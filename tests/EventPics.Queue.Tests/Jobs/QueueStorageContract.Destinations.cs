using EventPics.Queue.Internal.Jobs;

namespace EventPics.Queue.Tests.Jobs;

/// <content>One photo per destination, one object per photo, and possible duplicates.</content>
public abstract partial class QueueStorageContract
{
    [Fact]
    public async Task F060_A_worker_that_lost_its_claim_can_not_save_the_job()
    {
        await AddAsync(Job(1));
        var lost = await ClaimAsync();
        await _storage.RecoverAsync();
        var owned = await ClaimAsync();

        Assert.Equal(SaveResult.ClaimLost, await _storage.SaveAsync(lost with { State = QueuedUploadState.Uploaded }));
        Assert.Equal(SaveResult.Saved, await _storage.SaveAsync(owned with { State = QueuedUploadState.Uploaded, UploadedAt = Noon }));
        Assert.Equal(SaveResult.ClaimLost, await _storage.SaveAsync(owned));
    }

    [Fact]
    public async Task F039_One_upload_url_for_two_photos_is_rejected()
    {
        await AddAsync(Job(1), Job(2));
        var first = await ClaimAsync();
        var second = await ClaimAsync();

        Assert.Equal(SaveResult.Saved, await _storage.SaveAsync(first with { UploadUrl = Url("same"), Phase = UploadPhase.BytesSent }));
        Assert.Equal(SaveResult.UploadUrlInUse, await _storage.SaveAsync(second with { UploadUrl = new UploadUrl(new Uri("https://storage.test/same?sig=y"), Noon), Phase = UploadPhase.BytesSent }));
    }

    [Fact]
    public async Task F039_An_object_that_an_unclear_put_may_have_reached_is_used_for_no_other_photo()
    {
        await AddAsync(Job(1), Job(2));
        var first = await ClaimAsync();
        var second = await ClaimAsync();
        foreach (var path in (string[])["a", "b"])
        {
            Assert.Equal(SaveResult.Saved, await _storage.SaveAsync(first with { UploadUrl = Url(path), Phase = UploadPhase.BodySent }));
            Assert.Equal(SaveResult.Saved, await _storage.SaveAsync(first = (first with { UploadUrl = Url(path), Phase = UploadPhase.BodySent }).WithoutUploadUrl(mayHaveArrived: true)));
        }

        foreach (var path in (string[])["a", "b"])
        {
            Assert.Equal(SaveResult.UploadUrlInUse, await _storage.SaveAsync(second with { UploadUrl = Url(path), Phase = UploadPhase.BytesSent }));
            Assert.Equal((UploadPhase.BodySent, UploadPhase.HasUrl), (await _storage.GetReachedPhaseAsync(first, Url(path)), await _storage.GetReachedPhaseAsync(second, Url(path))));
        }

        Assert.Equal(SaveResult.Saved, await _storage.SaveAsync(first with { UploadUrl = Url("a"), Phase = UploadPhase.BodySent }));
        Assert.Equal(SaveResult.Saved, await _storage.SaveAsync(second with { UploadUrl = Url("c"), Phase = UploadPhase.BytesSent }));
    }

    [Fact]
    public async Task F058_A_photo_moved_to_where_it_may_have_arrived_before_is_a_possible_duplicate()
    {
        await AddAsync(Job(1));
        await _storage.SaveAsync(await ClaimAsync() with { UploadUrl = Url("a"), Phase = UploadPhase.BytesSent });
        await _storage.RemoveAsync("id1", Noon);
        await _storage.TakeBackAsync("id1", wasImported: false);
        await AddAsync(Job(1, album: "other") with { Id = "other" });

        var moved = await _storage.RerouteAsync("other", Job(1).Destination, "");

        Assert.True(moved?.PossibleDuplicate);
    }

    [Fact]
    public async Task Objects_of_unclear_puts_are_forgotten_when_the_upload_is_purged()
    {
        await AddAsync(Job(1), Job(2));
        var first = await ClaimAsync();
        var second = await ClaimAsync();
        await _storage.SaveAsync(first with { UploadUrl = Url("a"), Phase = UploadPhase.BytesSent });
        await _storage.SaveAsync((first with { UploadUrl = Url("a"), Phase = UploadPhase.BytesSent }).WithoutUploadUrl(mayHaveArrived: true));
        await _storage.SaveAsync(first with { State = QueuedUploadState.Uploaded, UploadedAt = Noon, PossibleDuplicate = true });

        Assert.Equal(1, await _storage.PurgeUploadedAsync(Noon.AddDays(1), keep: 0));

        Assert.Equal(SaveResult.Saved, await _storage.SaveAsync(second with { UploadUrl = Url("a"), Phase = UploadPhase.BytesSent }));
        var (again, _) = await _storage.AddAsync(first with { Id = "again", PossibleDuplicate = false }, TestContext.Current.CancellationToken);
        Assert.False(again!.PossibleDuplicate);
    }

    [Theory]
    [InlineData("removed")]
    [InlineData("moved")]
    [InlineData("moved twice")]
    public async Task F058_A_photo_that_may_have_arrived_is_a_possible_duplicate_when_it_is_added_again(string how)
    {
        await AddAsync(Job(1));
        await _storage.SaveAsync(await ClaimAsync() with { UploadUrl = Url("a"), Phase = UploadPhase.BytesSent });
        if (how == "removed")
        {
            await _storage.RemoveAsync("id1", Noon);
            await _storage.TakeBackAsync("id1", wasImported: false);
        }
        else
        {
            await _storage.RerouteAsync("id1", new Destination("party", null), "");
            _ = how == "moved twice" ? await _storage.RerouteAsync("id1", new Destination("gala", null), "") : null;
        }

        var (again, added) = await _storage.AddAsync(Job(1) with { Id = "again" }, TestContext.Current.CancellationToken);
        var (elsewhere, _) = await _storage.AddAsync(Job(1, album: "untouched") with { Id = "elsewhere" }, TestContext.Current.CancellationToken);

        Assert.Equal((true, true, false), (added, again!.PossibleDuplicate, elsewhere!.PossibleDuplicate));
        Assert.True((await _storage.FindAsync("again"))!.PossibleDuplicate);
        Assert.True(how != "moved twice" || (await _storage.AddAsync(Job(1) with { Id = "party", LinkId = "party", AlbumId = null }, TestContext.Current.CancellationToken)).Job!.PossibleDuplicate);
    }

    [Fact]
    public async Task F080_The_same_bytes_for_one_destination_are_one_row()
    {
        await AddAsync(Job(1));

        var (job, added) = await _storage.AddAsync(Job(1) with { Id = "other", FileName = "other.jpg" }, TestContext.Current.CancellationToken);

        Assert.Equal(("id1", false), (job!.Id, added));
        Assert.True((await _storage.AddAsync(Job(1, album: "second") with { Id = "third" }, TestContext.Current.CancellationToken)).Added);
    }

    [Fact]
    public async Task F074_A_job_that_recovery_added_before_is_found_by_its_id_wherever_it_is_now()
    {
        await AddAsync(Job(1));
        await _storage.RerouteAsync("id1", new Destination("party", null), "");
        await AddAsync(Job(2) with { UploadUrl = Url("a"), Phase = UploadPhase.BodySent });

        foreach (var url in (UploadUrl?[])[null, Url("a")])
        {
            var (job, added) = await _storage.AddAsync(Job(1) with { UploadUrl = url }, TestContext.Current.CancellationToken);

            Assert.Equal(("id1", "party", false), (job?.Id, job?.LinkId, added));
        }
    }

    [Fact]
    public async Task A_job_that_continues_with_a_given_url_is_due_immediately()
    {
        await AddAsync(Job(1));
        var claimed = await ClaimAsync();
        await _storage.SaveAsync(claimed with { State = QueuedUploadState.Waiting, NotBefore = Noon.AddDays(1) });

        Assert.Null((await _storage.ContinueAsync("id1", Url("a"), UploadPhase.BodySent))!.NotBefore);
        Assert.Equal("id1", (await ClaimAsync()).Id);
    }

    [Fact]
    public async Task A_job_moves_to_another_destination_unless_that_has_its_bytes()
    {
        await AddAsync(Job(1), Job(2), Job(1, album: "taken") with { Id = "id9" });
        var sending = await ClaimAsync();
        await _storage.SaveAsync(sending with { UploadUrl = Url("a"), Phase = UploadPhase.BytesSent });

        Assert.Null(await _storage.RerouteAsync("id1", new Destination("wedding", "taken"), ""));
        Assert.Null(await _storage.RerouteAsync("unknown", new Destination("wedding", "taken"), ""));
        var moved = await _storage.RerouteAsync(sending.Id, new Destination("party", null), "");
        Assert.Equal(("party", null, QueuedUploadState.Waiting, UploadPhase.NeedsUrl, (UploadUrl?)null), (moved?.LinkId, moved?.AlbumId, moved!.State, moved.Phase, moved.UploadUrl));
        Assert.Equal(SaveResult.ClaimLost, await _storage.SaveAsync(sending));
    }
}
