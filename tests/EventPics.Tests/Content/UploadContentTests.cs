using EventPics.Emulator;

namespace EventPics.Tests.Content;

/// <summary>The sources of content, and which are rejected.</summary>
public sealed class UploadContentTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_factory_determines_length_and_type_and_reads_from_the_first_byte_each_time()
    {
        using var folder = new TempFolder();
        var bytes = TestImages.Jpeg(5000);
        var path = folder.Write("a.jpg", bytes);
        using var advanced = new MemoryStream(bytes) { Position = 1234 };
        UploadContent[] contents =
        [
            UploadContent.FromBytes(bytes),
            UploadContent.FromFile(path),
            UploadContent.FromStream(advanced),
            UploadContent.FromStream(() => File.OpenRead(path)),
            UploadContent.FromStream(() => new ForwardOnlyStream(bytes)),
        ];

        foreach (var content in contents)
        {
            Assert.Equal((5000, "image/jpeg"), (content.Length, content.ContentType));
            Assert.Equal(bytes, ReadAll(content));
            Assert.Equal(bytes, ReadAll(content));
        }

        Assert.True(advanced.CanRead, "The caller's stream was closed.");
    }

    [Fact]
    public void A_slice_of_memory_is_sent_as_it_is()
    {
        var bytes = TestImages.Jpeg(100);

        var content = UploadContent.FromBytes(bytes.AsMemory(10, 20));

        Assert.Equal(bytes[10..30], ReadAll(content));
    }

    [Fact]
    public void A_file_keeps_its_full_path_when_the_working_directory_changes()
    {
        using var folder = new TempFolder();
        var path = folder.Write("a.jpg", TestImages.Jpeg(10));
        var relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), path);

        Assert.Equal(path, UploadContent.FromFile(relative).FilePath);
        Assert.Null(UploadContent.FromBytes(TestImages.Jpeg(10)).FilePath);
    }

    [Fact]
    public void A_directory_is_rejected()
    {
        using var folder = new TempFolder();

        var error = Assert.Throws<ArgumentException>(() => UploadContent.FromFile(folder.Path));

        Assert.Equal("path", error.ParamName);
        Assert.Contains("is a folder. Upload its files individually.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("missing.jpg")]
    [InlineData("no-such-folder/missing.jpg")]
    public void A_missing_file_is_reported_by_name(string name)
    {
        using var folder = new TempFolder();
        var path = folder.PathOf(name);

        var error = Assert.Throws<FileNotFoundException>(() => UploadContent.FromFile(path));

        Assert.Equal(path, error.FileName);
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_locked_file_is_reported_with_advice()
    {
        using var folder = new TempFolder();
        var path = folder.Write("a.jpg", TestImages.Jpeg(10));
        using var writer = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.None);

        var error = Assert.Throws<IOException>(() => UploadContent.FromFile(path));

        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.Contains(
            "another program is probably still writing it. Try again when it is closed.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Empty_content_is_rejected()
    {
        using var folder = new TempFolder();
        var path = folder.Write("a.jpg", []);

        Assert.Equal("path", Assert.Throws<ArgumentException>(() => UploadContent.FromFile(path)).ParamName);
        Assert.Equal("bytes", Assert.Throws<ArgumentException>(() => UploadContent.FromBytes(default)).ParamName);
        using var closed = new MemoryStream();
        closed.Close();
        Assert.Contains(
            "it is closed", Assert.Throws<ArgumentException>("seekable", () => UploadContent.FromStream(closed)).Message,
            StringComparison.Ordinal);
        Assert.Equal("seekable", Assert.Throws<ArgumentException>(() => UploadContent.FromStream(new MemoryStream())).ParamName);
        Assert.Equal("open", Assert.Throws<ArgumentException>(() => UploadContent.FromStream(() => new MemoryStream())).ParamName);
        Assert.Equal("open", Assert.Throws<ArgumentException>(() => UploadContent.FromStream(() => new ForwardOnlyStream([]))).ParamName);
        Assert.Equal("open", Assert.Throws<ArgumentException>(() => UploadContent.FromStream(() => null!)).ParamName);
    }

    [Fact]
    public void Missing_arguments_are_named()
    {
        Assert.Throws<ArgumentNullException>("path", () => UploadContent.FromFile(null!));
        Assert.Throws<ArgumentException>("path", () => UploadContent.FromFile(" "));
        Assert.Throws<ArgumentNullException>("seekable", () => UploadContent.FromStream((Stream)null!));
        Assert.Throws<ArgumentNullException>("open", () => UploadContent.FromStream((Func<Stream>)null!));
    }

    [Fact]
    public void A_stream_that_cannot_seek_is_rejected_and_both_alternatives_are_named()
    {
        var error = Assert.Throws<ArgumentException>(() => UploadContent.FromStream(new ForwardOnlyStream(TestImages.Jpeg(10))));

        Assert.Equal("seekable", error.ParamName);
        Assert.Contains("BufferAsync", error.Message, StringComparison.Ordinal);
        Assert.Contains("FromStream(() => ...)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_closed_stream_is_rejected()
    {
        var stream = new MemoryStream(TestImages.Jpeg(10));
        stream.Dispose();

        Assert.Throws<ArgumentException>(() => UploadContent.FromStream(stream));
    }

    [Fact]
    public async Task A_stream_factory_is_called_and_its_stream_disposed_for_each_attempt()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var client = TestClient.For(emulator);
        var opened = new List<ForwardOnlyStream>();
        var content = UploadContent.FromStream(() =>
        {
            opened.Add(new ForwardOnlyStream(TestImages.Jpeg(50_000)));
            return opened[^1];
        });
        emulator.Faults.OnPut(Fault.Status(503));

        await client.UploadAsync(new UploadRequest("abcd1234", "a.jpg", content), cancellationToken: Token);

        Assert.Equal(3, opened.Count);
        Assert.All(opened, stream => Assert.True(stream.IsDisposed));
        Assert.Equal(TestImages.Jpeg(50_000), emulator.Photos[0].Bytes);
    }

    [Theory]
    [InlineData("file", 900)]
    [InlineData("file", 1100)]
    [InlineData("stream", 900)]
    [InlineData("stream", 1100)]
    [InlineData("one-way", 900)]
    [InlineData("one-way", 1100)]
    public async Task Content_that_changes_length_between_attempts_fails_and_no_part_of_it_is_stored(string kind, int length)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var client = TestClient.For(emulator);
        using var folder = new TempFolder();
        var path = folder.Write("a.jpg", TestImages.Jpeg(1000));
        using var stream = new MemoryStream();
        stream.Write(TestImages.Jpeg(1000));
        var content = kind switch
        {
            "file" => UploadContent.FromFile(path),
            "stream" => UploadContent.FromStream(stream),
            _ => UploadContent.FromStream(() => new ForwardOnlyStream(File.ReadAllBytes(path))),
        };
        emulator.Faults.OnPut(Fault.Status(503));
        var progress = new ProgressLog(report =>
        {
            if (report is { Attempt: 1, BytesSent: 1000 })
            {
                folder.Write("a.jpg", TestImages.Jpeg(length));
                stream.SetLength(length);
            }
        });

        var error = await Assert.ThrowsAsync<IOException>(
            () => client.UploadAsync(new UploadRequest("abcd1234", "a.jpg", content), progress, Token));

        Assert.StartsWith("The content changed while it was being uploaded. Upload it again", error.Message, StringComparison.Ordinal);
        Assert.Empty(emulator.Photos);
    }

    [Fact]
    public async Task A_file_that_is_overwritten_during_the_upload_fails_and_no_mixture_is_stored()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var client = TestClient.For(emulator);
        using var folder = new TempFolder();
        var path = folder.Write("a.jpg", TestImages.Jpeg(3_000_000));
        File.SetLastWriteTimeUtc(path, DateTime.UnixEpoch);
        var progress = new ProgressLog(report =>
        {
            if (report is { BytesSent: > 0 and < 1_000_000 })
            {
                folder.Write("a.jpg", new byte[3_000_000]);
            }
        });

        var error =
            await Assert.ThrowsAsync<IOException>(() => client.UploadAsync("abcd1234", path, progress: progress, cancellationToken: Token));

        Assert.StartsWith("The content changed while it was being uploaded. Upload it again", error.Message, StringComparison.Ordinal);
        Assert.Empty(emulator.Photos);
    }

    [Fact]
    public async Task A_file_that_is_deleted_before_the_upload_is_reported()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var client = TestClient.For(emulator);
        using var folder = new TempFolder();
        var request = UploadRequest.FromFile("abcd1234", folder.Write("a.jpg", TestImages.Jpeg(1000)));
        File.Delete(folder.PathOf("a.jpg"));

        await Assert.ThrowsAsync<FileNotFoundException>(() => client.UploadAsync(request, cancellationToken: Token));

        Assert.Empty(emulator.Photos);
    }

    [Fact]
    public void A_file_may_be_deleted_or_read_by_others_while_it_is_open()
    {
        using var folder = new TempFolder();
        var path = folder.Write("a.jpg", TestImages.Jpeg(10));
        using var open = UploadContent.FromFile(path).OpenRead();

        using (File.OpenRead(path))
        {
        }

        File.Delete(path);
        Assert.False(File.Exists(path));
    }

    private static byte[] ReadAll(UploadContent content)
    {
        using var stream = content.OpenRead();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
