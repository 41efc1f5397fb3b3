using System.Globalization;
namespace EventPics.Tests.Validation;

/// <summary>Validation of ids, file names and capture times.</summary>
public sealed class ArgumentRulesTests
{
    private static readonly UploadContent Content = UploadContent.FromBytes(TestImages.Jpeg(10));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> GoodFileNames =>
    [
        "photo.jpg", "Übung 1.jpg", "写真.heic", "🎉.gif", "صورة.jpg", "with-mark\u200F.jpg", ".hidden", "no extension",
        " leading space.jpg", "a..b.jpg", "...",
        "CON", "a:b.jpg", "a'; DROP TABLE photos;--.jpg", "<script>.jpg", new string('a', 255), new string('ü', 127), new string('写', 85),
    ];

    public static TheoryData<string> BadFileNames =>
    [
        "", " ", "\t", ".", "..", "a/b.jpg", "/a.jpg", "a.jpg/", "a\\b.jpg", "C:\\a.jpg", "../../etc/passwd", "..\\a.jpg",
        "a\0.jpg", "a\n.jpg", "a\r\n.jpg", "a\t.jpg", "a\u0001.jpg", "a\u007f.jpg", "a\u0085.jpg", "a\u2028.jpg", "a\u2029.jpg",
        "photo\u202Egpj.exe", "photo\u202Dx.jpg", "photo\u2066x.jpg", "photo\u2069x.jpg",
        new string('a', 256), new string('ü', 128), new string('写', 86),
    ];

    public static TheoryData<string> BadIds =>
        ["", " ", "a b", " a", "a\n", "a\r\nX-Evil: 1", "a\0", "a\u0085b", "a\u00A0b", new string('a', 257)];

    [Theory]
    [MemberData(nameof(GoodFileNames))]
    public void A_valid_file_name_is_sent_unchanged(string fileName)
    {
        Assert.Equal(fileName, new UploadRequest("abcd1234", fileName, Content).FileName);
        Assert.Equal(fileName, new UploadUrlRequest("abcd1234", fileName).FileName);
    }

    [Theory]
    [MemberData(nameof(BadFileNames))]
    public void An_invalid_file_name_is_rejected(string fileName)
    {
        Assert.Throws<ArgumentException>(nameof(fileName), () => new UploadRequest("abcd1234", fileName, Content));
        Assert.Throws<ArgumentException>(nameof(fileName), () => new UploadUrlRequest("abcd1234", fileName));
    }

    // An unpaired surrogate does not survive the test runner's serialization, so it can't be a row above.
    [Fact]
    public void A_file_name_with_an_unpaired_surrogate_is_rejected()
    {
        Assert.Throws<ArgumentException>("fileName", () => new UploadRequest("abcd1234", "lone\uD83C.gif", Content));
        Assert.Throws<ArgumentException>("fileName", () => new UploadUrlRequest("abcd1234", "\uDF89.gif"));
    }

    [Fact]
    public void A_path_is_rejected_with_the_advice_to_pass_its_file_name() => Assert.Contains(
        "Path.GetFileName(path)",
        Assert.Throws<ArgumentException>(() => new UploadUrlRequest("abcd1234", "a/b.jpg")).Message,
        StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(BadIds))]
    public async Task A_malformed_id_is_rejected_with_its_parameter_name(string id)
    {
        using var folder = new TempFolder();
        using var transport = new MockTransport();
        var path = folder.Write("a.jpg", TestImages.Jpeg(10));

        Assert.Throws<ArgumentException>("linkId", () => new UploadRequest(id, "a.jpg", Content));
        Assert.Throws<ArgumentException>("linkId", () => new UploadUrlRequest(id, "a.jpg"));
        Assert.Throws<ArgumentException>("linkId", () => UploadRequest.FromFile(id, path));
        Assert.Throws<ArgumentException>("AlbumId", () => new UploadRequest("abcd1234", "a.jpg", Content) { AlbumId = id });
        Assert.Throws<ArgumentException>("AlbumId", () => new UploadUrlRequest("abcd1234", "a.jpg") { AlbumId = id });
        await Assert.ThrowsAsync<ArgumentException>("linkId", () => transport.Client.UploadAsync(id, path, cancellationToken: Token));
        await Assert.ThrowsAsync<ArgumentException>(
            "AlbumId", () => transport.Client.UploadAsync("abcd1234", path, id, cancellationToken: Token));
        Assert.Empty(transport.Sent);
    }

    [Fact]
    public void Missing_arguments_are_named()
    {
        Assert.Throws<ArgumentNullException>("linkId", () => new UploadRequest(null!, "a.jpg", Content));
        Assert.Throws<ArgumentNullException>("fileName", () => new UploadRequest("abcd1234", null!, Content));
        Assert.Throws<ArgumentNullException>("content", () => new UploadRequest("abcd1234", "a.jpg", null!));
        Assert.Throws<ArgumentNullException>("linkId", () => new UploadUrlRequest(null!, "a.jpg"));
        Assert.Throws<ArgumentNullException>("fileName", () => new UploadUrlRequest("abcd1234", null!));
        Assert.Throws<ArgumentNullException>("path", () => UploadRequest.FromFile("abcd1234", null!));
    }

    [Fact]
    public void Album_and_capture_time_may_be_reset()
    {
        var request = new UploadRequest("abcd1234", "a.jpg", Content) { AlbumId = "a1", TakenAt = DateTimeOffset.UnixEpoch };

        request.AlbumId = null;
        request.TakenAt = null;

        Assert.Equal((null, null), (request.AlbumId, request.TakenAt));
    }

    [Theory]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("1904-01-01T00:00:00Z")] // where the clock of a video that was never set starts
    [InlineData("1969-12-31T23:59:59.999Z")]
    [InlineData("2026-06-21T21:00:00+02:00")] // a day ahead of this computer's clock
    [InlineData("2126-06-20T20:00:00Z")]
    [InlineData("9999-12-31T23:59:59Z")]
    public async Task A_capture_time_is_sent_unchanged_regardless_of_any_clock(string text)
    {
        var time = new FastForwardTimeProvider();
        using var transport = new MockTransport(options => options.TimeProvider = time)
            .ExpectUploadUrl(MockTransport.UploadUrlResponse())
            .ExpectUploadUrl(MockTransport.UploadUrlResponse())
            .ExpectPut();
        var taken = DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

        await transport.Client.GetUploadUrlAsync(new UploadUrlRequest("abcd1234", "a.jpg") { TakenAt = taken }, Token);
        var result = await transport.Client.UploadAsync(
            new UploadRequest("abcd1234", "a.jpg", Content) { TakenAt = taken }, cancellationToken: Token);

        var member = $"\"takenAt\":{taken.ToUnixTimeMilliseconds()}";
        Assert.All(transport.Sent.Take(2), request => Assert.Contains(member, request.Text, StringComparison.Ordinal));
        Assert.Equal(taken, result.TakenAt);
    }
}
