using System.Net;
using Moq;

namespace EventPics.Tests.Registration;

/// <summary>Mocking the client with Moq in a program's own tests.</summary>
public sealed class MoqTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_call_can_be_set_up()
    {
        var mock = new Mock<EventPicsClient>(MockBehavior.Strict);
        var uploadUrl = new UploadUrl(new Uri("https://bucket.storage.example/1"), DateTimeOffset.UnixEpoch);
        var request = new UploadRequest("abcd1234", "a.jpg", UploadContent.FromBytes(TestImages.Jpeg(10)));
        var result = new UploadResult("abcd1234", "a.jpg", "image/jpeg", 10);
        mock.Setup(client => client.GetEventsAndAlbumsAsync(It.IsAny<CancellationToken>()))
            .ReturnsAsync([new EventPicsEvent("Sommerfest", "abcd1234", [])]);
        mock.Setup(client => client.GetUploadUrlAsync(It.IsAny<UploadUrlRequest>(), It.IsAny<CancellationToken>())).ReturnsAsync(uploadUrl);
        mock.Setup(client => client.PutAsync(uploadUrl, request.Content, null, It.IsAny<CancellationToken>()))
            .ReturnsAsync(new PutResult(HttpStatusCode.OK, null, attempts: 2));
        mock.Setup(client => client.UploadAsync(request, null, It.IsAny<CancellationToken>())).ReturnsAsync(result);
        mock.Setup(client => client.UploadAsync("abcd1234", "a.jpg", null, null, It.IsAny<CancellationToken>())).ReturnsAsync(result);
        mock.Setup(client => client.UploadManyAsync(new[] { request }, 3, null, It.IsAny<CancellationToken>()))
            .Returns(new[] { new UploadOutcome(request, result) }.ToAsyncEnumerable());
        mock.Setup(client =>
            client.UploadManyAsync(new[] { request }, It.IsAny<Func<UploadOutcome, Task>>(), 3, null, It.IsAny<CancellationToken>()))
            .Returns((IEnumerable<UploadRequest> _, Func<UploadOutcome, Task> finished, int _, IProgress<UploadProgress>? _, CancellationToken _) => finished(new(request, result)));
        mock.Setup(client => client.WithMaxRetries(0)).Returns(mock.Object);
        mock.Setup(client => client.UpdateApiKey("new"));
        var client = mock.Object;

        Assert.Equal("abcd1234", (await client.GetEventsAndAlbumsAsync(Token))[0].LinkId);
        Assert.Same(uploadUrl, await client.GetUploadUrlAsync(new UploadUrlRequest("abcd1234", "a.jpg"), Token));
        Assert.Equal(2, (await client.PutAsync(uploadUrl, request.Content, cancellationToken: Token)).Attempts);
        Assert.Same(result, await client.UploadAsync(request, Token));
        Assert.Same(result, await client.UploadAsync("abcd1234", "a.jpg", Token));
        Assert.Same(result, (await client.UploadManyAsync([request], cancellationToken: Token).SingleAsync(Token)).Result);
        await client.UploadManyAsync([request], outcome => Task.FromResult(outcome.Result), cancellationToken: Token);
        Assert.Same(client, client.WithMaxRetries(0));
        client.UpdateApiKey("new");
        mock.VerifyAll();
    }

    [Fact]
    public async Task An_unclear_failure_can_be_simulated()
    {
        var mock = new Mock<EventPicsClient>();
        var uploadUrl = new UploadUrl(new Uri("https://bucket.storage.example/1"), DateTimeOffset.UnixEpoch);
        mock.Setup(
            client => client.UploadAsync(It.IsAny<UploadRequest>(), It.IsAny<IProgress<UploadProgress>>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(new EventPicsException(EventPicsError.Timeout, "Slow.", mayBeUploaded: true, uploadUrl: uploadUrl));

        var error = await Assert.ThrowsAsync<EventPicsException>(() => mock.Object.UploadAsync(TestClient.Photo, Token));

        Assert.Equal((true, uploadUrl), (error.MayBeUploaded, error.UploadUrl));
    }
}
