using EventPics.Queue.Internal;

namespace EventPics.Queue.Tests;

public sealed class ChangePulseTests
{
    private readonly ChangePulse _pulse = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_waits_for_a_picture_hears_of_its_end_only()
    {
        var waiting = ChangePulse.EndOfAsync(_pulse.Next, "a", Token);

        _pulse.Beat(Job("a", QueuedUploadState.Sending));
        _pulse.Beat(Job("b", QueuedUploadState.Uploaded));
        _pulse.Beat(Job("a", QueuedUploadState.SetAside));
        Assert.Equal(QueuedUploadState.SetAside, (await waiting.WaitAsync(TimeSpan.FromSeconds(60), Token))?.State);
    }

    [Fact]
    public async Task A_change_between_a_look_and_the_wait_is_not_missed()
    {
        var next = _pulse.Next;
        _pulse.Beat(Job("b", QueuedUploadState.Waiting));
        _pulse.Beat(Job("a", QueuedUploadState.Uploaded));
        _pulse.Beat(Job("b", QueuedUploadState.Sending));

        await ChangePulse.EndOfAsync(next, "a", Token).WaitAsync(TimeSpan.FromSeconds(60), Token);
    }

    [Theory]
    [InlineData("a")]
    [InlineData(null)]
    public async Task Who_may_be_concerned_by_many_changes_looks_again(string? id)
    {
        var waiting = ChangePulse.EndOfAsync(_pulse.Next, id, Token);
        _pulse.Beat(job: null);

        await waiting.WaitAsync(TimeSpan.FromSeconds(60), Token);
    }

    private static UploadJob Job(string id, QueuedUploadState state) => new() { Id = id, State = state };
}
