using System.Reflection;
using EventPics.Queue.Tests.Support;
using NSubstitute;

namespace EventPics.Queue.Tests.Api;

/// <summary>Mocking the queue in a program's own tests, without a folder or an interface.</summary>
public sealed class MockingTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> CallingMembers =>
        [.. typeof(UploadQueue).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Select(static method => method.ToString()!)];

    [Theory]
    [MemberData(nameof(CallingMembers))]
    public void Every_member_can_be_substituted(string member)
    {
        using var queue = Substitute.For<UploadQueue>();
        var method = typeof(UploadQueue).GetMethods().Single(method => method.ToString() == member);

        var result = method.Invoke(queue, [.. method.GetParameters()
            .Select(static parameter => parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType) : null)]);

        Assert.True(method.IsVirtual, member);
        Assert.Contains(queue.ReceivedCalls(), call => call.GetMethodInfo().Name == method.Name);
        Assert.True(method.ReturnType == typeof(void) || result is not null, member);
    }

    [Fact]
    public async Task A_program_that_enqueues_can_be_tested_without_a_folder()
    {
        await using var queue = Substitute.For<UploadQueue>();
        queue.EnqueueAsync("abcd1234", "a.jpg", Arg.Any<Stream>(), cancellationToken: Arg.Any<CancellationToken>())
            .Returns(call => new QueuedUpload { Id = "1", FileName = call.ArgAt<string>(1) });
        queue.GetStatusAsync(Arg.Any<CancellationToken>()).Returns(new QueueStatus { Waiting = 2 });
        queue.Folder.Returns("/queue");
        QueuedUpload? changed = null;
        queue.Changed += (_, change) => changed = change.Upload;

        var upload = await queue.EnqueueAsync("abcd1234", "a.jpg", Stream.Null, cancellationToken: Token);
        queue.Changed += Raise.EventWith(new QueueChangedEventArgs(upload));

        Assert.Equal(("a.jpg", upload), (upload.FileName, changed));
        Assert.Equal((2, "/queue"), ((await queue.GetStatusAsync(Token)).Waiting, queue.Folder));
    }

    [Fact]
    public async Task A_member_that_a_test_did_not_override_explains_itself()
    {
        await using var queue = new QueueWithoutMembers();

        var e = await Assert.ThrowsAsync<InvalidOperationException>(() => queue.GetStatusAsync(Token));
        var enqueue = await Assert.ThrowsAsync<InvalidOperationException>(() => queue.EnqueueAsync(TestPhoto.Request(1), Token));

        Assert.Contains("Override", e.Message, StringComparison.Ordinal);
        Assert.Equal(e.Message, enqueue.Message);
    }

    private sealed class QueueWithoutMembers : UploadQueue;
}
