using EventPics.Internal.PresignedUrls;

namespace EventPics.Tests.PresignedUrls;

/// <summary>The data in the query of an upload URL.</summary>
public sealed class PresignedUrlTests
{
    private static readonly DateTimeOffset ServerNow = new(2026, 6, 20, 20, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("X-Amz-Expires=300", 300)]
    [InlineData("x-amz-expires=300", 300)]
    [InlineData("X-Goog-Expires=900", 900)]
    [InlineData("X-Amz-Date=20260620T200000Z&X-Amz-Expires=60&X-Amz-Signature=ab%3D", 60)]
    [InlineData("X-Amz-Expires=604800", 604800)]
    [InlineData("X-Amz-Expires=604801", null)]
    [InlineData("X-Amz-Expires=0", null)]
    [InlineData("X-Amz-Expires=-1", null)]
    [InlineData("X-Amz-Expires=300.5", null)]
    [InlineData("X-Amz-Expires=", null)]
    [InlineData("X-Amz-Expires", null)]
    [InlineData("X-Amz-Expires=99999999999999999999", null)]
    [InlineData("NotX-Amz-Expires=300", null)]
    [InlineData("=300&&", null)]
    [InlineData("", null)]
    [InlineData("se=2026-06-20T20%3A05%3A00Z", 300)]
    [InlineData("se=2026-06-20T20:05:00Z", 300)]
    [InlineData("se=2026-06-20T22%3A05%3A00%2B02%3A00", 300)]
    [InlineData("se=2026-06-20T19%3A59%3A59Z", null)]
    [InlineData("se=2027-06-20T20%3A00%3A00Z", null)]
    [InlineData("se=tomorrow", null)]
    public void The_lifetime_is_read_from_the_query(string query, int? seconds) =>
        Assert.Equal(seconds, Read(query).LifetimeFrom(ServerNow)?.TotalSeconds);

    [Theory]
    [InlineData("sv=2023-11-03&se=2026-06-20T20%3A05%3A00Z&sr=b&sp=cw&sig=a%3D", true)]
    [InlineData("SIG=a&SV=b", true)]
    [InlineData("sig=a", false)]
    [InlineData("sv=a", false)]
    [InlineData("X-Amz-Signature=a", false)]
    public void An_Azure_URL_has_a_version_and_a_signature(string query, bool isAzure) => Assert.Equal(isAzure, Read(query).IsAzure);

    [Theory]
    [InlineData("X-Amz-SignedHeaders=content-type%3Bhost", true)]
    [InlineData("X-Amz-SignedHeaders=host;Content-Type", true)]
    [InlineData("X-Goog-SignedHeaders=content-type%3Bhost", true)]
    [InlineData("X-Amz-SignedHeaders=host", false)]
    [InlineData("X-Amz-SignedHeaders=host;x-content-type", false)]
    [InlineData("X-Amz-SignedHeaders=", false)]
    [InlineData("", false)]
    public void Signed_headers_show_whether_the_content_type_is_signed(string query, bool binds) =>
        Assert.Equal(binds, Read(query).BindsContentType);

    private static PresignedUrl Read(string query) => PresignedUrl.Read(new Uri($"https://bucket.storage.example/a?{query}"));
}
