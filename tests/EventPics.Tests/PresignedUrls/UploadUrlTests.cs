namespace EventPics.Tests.PresignedUrls;

public sealed class UploadUrlTests
{
    private const string Link = "https://bucket.storage.example/secret-folder/jana.jpg?X-Amz-Signature=secret-signature#secret-fragment";

    private static readonly DateTimeOffset Expiry = new(2026, 6, 20, 22, 5, 0, TimeSpan.Zero);

    [Fact]
    public void Two_upload_URLs_with_the_same_URL_and_expiry_are_equal()
    {
        var one = new UploadUrl(new Uri(Link), Expiry);
        var two = new UploadUrl(new Uri(Link), Expiry.ToOffset(TimeSpan.FromHours(2)));

        Assert.Equal(one, two);
        Assert.True(one == two);
        Assert.False(one != two);
        Assert.True(one.Equals((object)two));
        Assert.Equal(one.GetHashCode(), two.GetHashCode());
    }

    [Fact]
    public void Another_path_query_or_expiry_is_not_equal()
    {
        var one = new UploadUrl(new Uri(Link), Expiry);

        Assert.NotEqual(one, new UploadUrl(new Uri(Link), Expiry.AddSeconds(1)));
        Assert.NotEqual(
            one, new UploadUrl(new Uri(Link.Replace("secret-signature", "Secret-Signature", StringComparison.Ordinal)), Expiry));
        Assert.NotEqual(one, new UploadUrl(new Uri(Link.Replace("jana.jpg", "jana.JPG", StringComparison.Ordinal)), Expiry));
        Assert.True(one != new UploadUrl(new Uri(Link), Expiry.AddSeconds(1)));
        Assert.False(one == null);
        Assert.True((UploadUrl?)null == null);
        Assert.False(one.Equals(null));
        Assert.False(one.Equals(new object()));
    }

    [Fact]
    public void ToString_contains_neither_path_nor_query()
    {
        var text = new UploadUrl(new Uri(Link), Expiry).ToString();

        Assert.Equal("https://bucket.storage.example/..., expires 2026-06-20 22:05:00Z", text);
        Assert.Equal(text, $"{new UploadUrl(new Uri(Link), Expiry)}");
    }

    [Fact]
    public void ToString_contains_no_user_name() =>
        Assert.DoesNotContain(
            "secret", new UploadUrl(new Uri("https://secret:secret@bucket.storage.example/"), Expiry).ToString(), StringComparison.Ordinal);

    [Fact]
    public void A_relative_URL_is_rejected()
    {
        var error = Assert.Throws<ArgumentException>("url", () => new UploadUrl(new Uri("/storage/1", UriKind.Relative), Expiry));

        Assert.Contains("getuploadurl", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>("url", () => new UploadUrl(null!, Expiry));
    }

    [Fact]
    public async Task A_stored_upload_URL_equals_the_issued_one()
    {
        using var transport = new MockTransport().ExpectUploadUrl(MockTransport.UploadUrlResponse()).ExpectPut();
        var issued =
            await transport.Client.GetUploadUrlAsync(new UploadUrlRequest("abcd1234", "a.jpg"), TestContext.Current.CancellationToken);

        var stored = new UploadUrl(new Uri(issued.Url.OriginalString), issued.ExpiresAt);
        await transport.Client.PutAsync(
            stored, UploadContent.FromBytes(TestImages.Jpeg(10)), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(issued, stored);
        Assert.Equal(MockTransport.SignedStorageUrl, transport.Sent[1].Url);
    }

    [Theory]
    [InlineData("?X-Amz-Expires=120&X-Amz-Signature=a", 120)]
    [InlineData("?X-Goog-Expires=900&X-Goog-Signature=a", 900)]
    [InlineData("?se=2026-06-20T20%3A10%3A00Z&sv=1&sig=a", 600)]
    [InlineData("?token=a", 42)]
    public async Task It_expires_as_the_URL_states_or_after_UploadUrlLifetime(string query, int seconds)
    {
        var time = new FastForwardTimeProvider();
        using var transport = new MockTransport(
            options => (options.TimeProvider, options.UploadUrlLifetime) = (time, TimeSpan.FromSeconds(42)))
            .ExpectUploadUrl(MockTransport.UploadUrlResponse(MockTransport.StorageUrl + query));

        var uploadUrl =
            await transport.Client.GetUploadUrlAsync(new UploadUrlRequest("abcd1234", "a.jpg"), TestContext.Current.CancellationToken);

        Assert.Equal(time.GetUtcNow().AddSeconds(seconds), uploadUrl.ExpiresAt);
    }
}
