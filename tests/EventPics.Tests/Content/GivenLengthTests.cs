using System.Diagnostics;
using EventPics.Emulator;

namespace EventPics.Tests.Content;

/// <summary>Streams whose length the caller gives: a wrong one never makes half a photo.</summary>
public sealed class GivenLengthTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, int> Wrong =>
        new MatrixTheoryData<string, int>(["one-way", "seekable", "file", "pipe"], [-300_000, -1, 1, 99_000]);

    [Theory]
    [InlineData(1000)]
    [InlineData(700_000)]
    public async Task The_right_length_is_uploaded_without_reading_it_first(int length)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var client = TestClient.For(emulator);
        var opened = 0;
        var content = UploadContent.FromStream(
            () =>
            {
                opened++;
                return new ForwardOnlyStream(TestImages.Jpeg(length), 10_000);
            },
            length,
            "image/jpeg");
        Assert.Equal(0, opened);
        emulator.Faults.OnPut(Fault.Status(503));

        await client.UploadAsync(new UploadRequest("abcd1234", "a.jpg", content), Token);

        Assert.Equal(2, opened);
        Assert.Equal(TestImages.Jpeg(length), Assert.Single(emulator.Photos).Bytes);
    }

    [Fact]
    public void Without_a_type_only_the_first_bytes_are_read()
    {
        var stream = new ForwardOnlyStream(TestImages.Jpeg(5000));

        var content = UploadContent.FromStream(() => stream, 5_000_000_000);

        Assert.Equal(("image/jpeg", 5_000_000_000, true), (content.ContentType, content.Length, stream.IsDisposed));
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_wrong_length_fails_clearly_and_nothing_is_stored(string kind, int difference)
    {
        Assert.SkipWhen(kind == "pipe" && OperatingSystem.IsWindows(), "There is no mkfifo.");
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var client = TestClient.For(emulator);
        using var folder = new TempFolder();
        var bytes = TestImages.Jpeg(100_000);
        var path = folder.Write("a.jpg", bytes);
        var content = UploadContent.FromStream(
            () => kind switch
            {
                "one-way" => new ForwardOnlyStream(bytes),
                "seekable" => new MemoryStream(bytes),
                "file" => File.OpenRead(path),
                _ => Pipe(folder.PathOf($"{Guid.NewGuid()}"), bytes),
            },
            100_000 - difference,
            "image/jpeg");

        var error = await Assert.ThrowsAsync<IOException>(() => client.UploadAsync(new UploadRequest("abcd1234", "a.jpg", content), Token));

        Assert.StartsWith("The stream has ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith(
            $" bytes instead of the {100_000 - difference} given. Pass FromStream its exact length.", error.Message,
            StringComparison.Ordinal);
        Assert.Empty(emulator.Photos);
    }

    [Fact]
    public void A_length_below_1_and_a_missing_stream_are_rejected()
    {
        Assert.Throws<ArgumentOutOfRangeException>("length", () => UploadContent.FromStream(() => Stream.Null, 0));
        Assert.Throws<ArgumentNullException>("open", () => UploadContent.FromStream(null!, 10));
        Assert.Throws<ArgumentException>("open", () => UploadContent.FromStream(() => null!, 10));
        Assert.Throws<ArgumentException>("contentType", () => UploadContent.FromStream(() => Stream.Null, 10, "no type"));
    }

    private static FileStream Pipe(string path, byte[] bytes)
    {
        using (var mkfifo = Process.Start("mkfifo", path))
        {
            mkfifo.WaitForExit();
        }

        _ = Task.Run(() =>
        {
            try
            {
                File.WriteAllBytes(path, bytes);
            }
            catch (IOException)
            {
                // The reader has had enough.
            }
        });
        return File.OpenRead(path);
    }
}
