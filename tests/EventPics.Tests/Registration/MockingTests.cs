using System.Net;
using NSubstitute;
using NSubstitute.Extensions;

namespace EventPics.Tests.Registration;

/// <summary>Mocking the client with NSubstitute in a program's own tests, without a network or an interface.</summary>
public sealed class MockingTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_call_can_be_substituted()
    {
        using var client = Substitute.For<EventPicsClient>();
        var uploadUrl = new UploadUrl(new Uri("https://bucket.storage.example/1"), DateTimeOffset.UnixEpoch);
        var content = UploadContent.FromBytes(TestImages.Jpeg(10));
        var photo = TestClient.Photo;
        client.GetEventsAndAlbumsAsync(Arg.Any<CancellationToken>())
            .Returns([new EventPicsEvent("Sommerfest", "abcd1234", [new("a1", "Fotobox")])]);
        client.GetUploadUrlAsync(Arg.Any<UploadUrlRequest>(), Arg.Any<CancellationToken>()).Returns(uploadUrl);
        client.PutAsync(uploadUrl, content, cancellationToken: Arg.Any<CancellationToken>())
            .Returns(new PutResult(HttpStatusCode.OK, "\"tag\"", attempts: 2));
        client.UploadAsync(Arg.Any<UploadRequest>(), Arg.Any<IProgress<UploadProgress>?>(), Arg.Any<CancellationToken>())
            .Returns(call => new UploadResult(
                call.Arg<UploadRequest>().LinkId, call.Arg<UploadRequest>().FileName, "image/jpeg", 10)
            { PossibleDuplicate = true });
        client.UploadAsync("abcd1234", "b.jpg", cancellationToken: Arg.Any<CancellationToken>())
            .Returns(new UploadResult("abcd1234", "b.jpg", "image/jpeg", 20));
        client.UploadManyAsync(Arg.Any<IEnumerable<UploadRequest>>(), cancellationToken: Arg.Any<CancellationToken>())
            .Returns(call => call.Arg<IEnumerable<UploadRequest>>()
            .Select(request => new UploadOutcome(request, new IOException("full")))
            .ToAsyncEnumerable());
        client.UploadManyAsync(
            Arg.Any<IEnumerable<UploadRequest>>(), Arg.Any<Func<UploadOutcome, Task>>(), cancellationToken: Arg.Any<CancellationToken>())
            .Returns(call => call.Arg<Func<UploadOutcome, Task>>()(new UploadOutcome(photo, new IOException("full"))));
        client.WithMaxRetries(0).Returns(client);

        Assert.Equal("a1", (await client.GetEventsAndAlbumsAsync(Token))[0].Albums[0].Id);
        Assert.Same(uploadUrl, await client.GetUploadUrlAsync(new UploadUrlRequest("abcd1234", "a.jpg"), Token));
        Assert.Equal(2, (await client.PutAsync(uploadUrl, content, cancellationToken: Token)).Attempts);
        var result = await client.UploadAsync(new UploadRequest("abcd1234", "a.jpg", content), cancellationToken: Token);
        Assert.Equal(("abcd1234", "a.jpg", true), (result.LinkId, result.FileName, result.PossibleDuplicate));
        Assert.Equal(20, (await client.UploadAsync("abcd1234", "b.jpg", cancellationToken: Token)).Length);
        Assert.Equal(
            "full", (await client.UploadManyAsync([TestClient.Photo], cancellationToken: Token).SingleAsync(Token)).Error?.Message);
        UploadOutcome? finished = null;
        await client.UploadManyAsync([], outcome => Task.FromResult(finished = outcome), cancellationToken: Token);
        Assert.Same(photo, finished?.Request);
        Assert.Same(client, client.WithMaxRetries(0));
    }

    [Fact]
    public async Task The_overloads_that_end_with_the_token_call_the_substituted_ones()
    {
        using var client = Substitute.For<EventPicsClient>();
        var request = new UploadRequest("abcd1234", "a.jpg", UploadContent.FromBytes(TestImages.Jpeg(10)));

        await client.UploadAsync(request, Token);
        await client.UploadAsync("abcd1234", "a.jpg", Token);

        await client.Received().UploadAsync(request, null, Token);
        await client.Received().UploadAsync("abcd1234", "a.jpg", null, null, Token);
    }

    [Fact]
    public async Task Uploading_a_file_calls_the_substituted_upload()
    {
        using var folder = new TempFolder();
        using var client = Substitute.ForPartsOf<EventPicsClient>();
        var progress = new ProgressLog();
        client.Configure().UploadAsync(Arg.Any<UploadRequest>(), Arg.Any<IProgress<UploadProgress>?>(), Arg.Any<CancellationToken>())
            .Returns(new UploadResult("abcd1234", "Übung.jpg", "image/jpeg", 10));

        await client.UploadAsync("abcd1234", folder.Write("Übung.jpg", TestImages.Jpeg(10)), "a1", progress, Token);

        await client.Received().UploadAsync(
            Arg.Is<UploadRequest>(request => request.LinkId == "abcd1234" && request.FileName == "Übung.jpg" && request.AlbumId == "a1"),
            progress,
            Token);
    }

    [Fact]
    public async Task A_failure_can_be_simulated()
    {
        using var client = Substitute.For<EventPicsClient>();
        client.GetEventsAndAlbumsAsync(Arg.Any<CancellationToken>())
            .Returns<IReadOnlyList<EventPicsEvent>>(_ => throw new EventPicsException(
            EventPicsError.RateLimited, "Slow down.", isTransient: true, HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(7)));

        var error = await Assert.ThrowsAsync<EventPicsException>(() => client.GetEventsAndAlbumsAsync(Token));

        Assert.Equal(
            (EventPicsError.RateLimited, "Slow down.", true, HttpStatusCode.TooManyRequests, 7d),
            (error.Error, error.Message, error.IsTransient, error.StatusCode, error.RetryAfter?.TotalSeconds));
    }

    [Fact]
    public void Results_can_be_created()
    {
        var result = new UploadResult("abcd1234", "a.jpg", "image/jpeg", 10);

        Assert.Equal((1, 1, false), (result.Attempts, result.UploadUrlsIssued, result.PossibleDuplicate));
        Assert.Equal((null, null, null, TimeSpan.Zero), (result.AlbumId, result.TakenAt, result.ETag, result.Duration));
    }

    [Fact]
    public void A_substitute_may_be_disposed() => Substitute.ForPartsOf<EventPicsClient>().Dispose();
}
