using System.Runtime.CompilerServices;
using EventPics.Queue.Internal.Events;
using EventPics.Queue.Internal.Jobs;

namespace EventPics.Queue.Tests.Events;

public sealed class ChangeSignalTests
{
    private readonly ChangeSignal _pulse = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_subscription_to_one_photo_is_signaled_only_when_it_is_finished()
    {
        using var watch = _pulse.Subscribe("a");
        var waiting = watch.WaitAsync(Token);

        _pulse.Set(Job("a", QueuedUploadState.Sending));
        _pulse.Set(Job("b", QueuedUploadState.Uploaded));
        Assert.False(waiting.IsCompleted);
        _pulse.Set(Job("a", QueuedUploadState.Failed));

        await waiting.WaitAsync(TestTimeout.Default, Token);
    }

    [Theory]
    [InlineData(QueuedUploadState.Uploaded)]
    [InlineData(QueuedUploadState.Exported)]
    [InlineData(QueuedUploadState.Removed)]
    public async Task A_change_between_reading_and_waiting_is_not_missed(QueuedUploadState end)
    {
        using var watch = _pulse.Subscribe("a");
        _pulse.Set(Job("b", QueuedUploadState.Waiting));
        _pulse.Set(Job("a", end));
        _pulse.Set(Job("b", QueuedUploadState.Sending));

        await watch.WaitAsync(Token).WaitAsync(TestTimeout.Default, Token);
        Assert.False(watch.WaitAsync(Token).IsCompleted);
    }

    [Theory]
    [InlineData("a")]
    [InlineData(null)]
    public async Task A_change_of_many_photos_signals_every_subscription(string? id)
    {
        using var watch = _pulse.Subscribe(id);
        var waiting = watch.WaitAsync(Token);
        _pulse.Set(job: null);

        await waiting.WaitAsync(TestTimeout.Default, Token);
    }

    [Fact]
    public void A_long_wait_keeps_nothing_of_the_changes_of_other_photos()
    {
        using var one = _pulse.Subscribe("a");
        using var any = _pulse.Subscribe(null);
        var waiting = (one.WaitAsync(Token), any.WaitAsync(Token));
        var others = BeatOthers();

        GC.Collect();

        Assert.All(others, other => Assert.False(other.IsAlive));
        Assert.False(waiting.Item1.IsCompleted);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private List<WeakReference> BeatOthers()
    {
        List<WeakReference> others = [];
        for (var n = 0; n < 10; n++)
        {
            var job = Job($"other{n}", QueuedUploadState.Uploaded);
            _pulse.Set(job);
            others.Add(new WeakReference(job));
        }

        return others;
    }

    private static QueueJob Job(string id, QueuedUploadState state) => new() { Id = id, State = state };
}
