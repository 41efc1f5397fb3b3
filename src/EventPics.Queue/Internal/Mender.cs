namespace EventPics.Queue.Internal;

/// <summary>Removes pictures and sends them elsewhere.</summary>
internal sealed class Mender(QueueEngine engine)
{
    public async Task<bool> RemoveAsync(string id)
    {
        if (await engine.Storage.FindAsync(id).ConfigureAwait(false) is null)
        {
            return false;
        }

        // The side-car goes first, or a crash in between would bring the picture back.
        File.Delete(engine.Spool.SideCarPath(id));
        Disk.FlushFolder(engine.Spool.Folder);
        var removed = await engine.Storage.RemoveAsync(id).ConfigureAwait(false);
        engine.Worker?.Cancel(id);
        engine.Spool.Discard(id);
        engine.ChangedMany();
        return removed is not null;
    }

    public async Task<bool> RerouteAsync(string id, Lane lane)
    {
        if (await engine.Storage.RerouteAsync(id, lane).ConfigureAwait(false) is not { } moved)
        {
            return false;
        }

        engine.Worker?.Cancel(id);
        engine.Spool.Rewrite(moved);
        engine.Changed(moved, 0);
        engine.Worker?.Wake();
        return true;
    }
}
