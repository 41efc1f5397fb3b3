using System.Runtime.CompilerServices;
using EventPics.Queue.Internal;

namespace EventPics.Queue.Tests;

public sealed class ChangePulseTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ChangePulse _pulse = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_waits_for_a_photo_hears_of_its_end_only()
    {
        using var watch = _pulse.Begin("a");
        var waiting = watch.ChangedAsync(Token);

        _pulse.Beat(Job("a", QueuedUploadState.Sending));
        _pulse.Beat(Job("b", QueuedUploadState.Uploaded));
        Assert.False(waiting.IsCompleted);
        _pulse.Beat(Job("a", QueuedUploadState.SetAside));

        await waiting.WaitAsync(Patience, Token);
    }

    [Theory]
    [InlineData(QueuedUploadState.Uploaded)]
    [InlineData(QueuedUploadState.Exported)]
    [InlineData(QueuedUploadState.Removed)]
    public async Task A_change_between_a_look_and_the_wait_is_not_missed(QueuedUploadState end)
    {
        using var watch = _pulse.Begin("a");
        _pulse.Beat(Job("b", QueuedUploadState.Waiting));
        _pulse.Beat(Job("a", end));
        _pulse.Beat(Job("b", QueuedUploadState.Sending));

        await watch.ChangedAsync(Token).WaitAsync(Patience, Token);
        Assert.False(watch.ChangedAsync(Token).IsCompleted);
    }

    [Theory]
    [InlineData("a")]
    [InlineData(null)]
    public async Task Who_may_be_concerned_by_many_changes_looks_again(string? id)
    {
        using var watch = _pulse.Begin(id);
        var waiting = watch.ChangedAsync(Token);
        _pulse.Beat(job: null);

        await waiting.WaitAsync(Patience, Token);
    }

    [Fact]
    public void Who_waits_long_keeps_nothing_of_what_happens_to_others()
    {
        using var one = _pulse.Begin("a");
        using var any = _pulse.Begin(null);
        var waiting = (one.ChangedAsync(Token), any.ChangedAsync(Token));
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
            _pulse.Beat(job);
            others.Add(new WeakReference(job));
        }

        return others;
    }

    private static UploadJob Job(string id, QueuedUploadState state) => new() { Id = id, State = state };
}
