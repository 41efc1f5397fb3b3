using EventPics.HotFolder.Internal;

namespace EventPics.HotFolder.Tests;

public class ReadinessTests
{
    [Theory]
    [InlineData(nameof(MediaKind.Picture), nameof(Completeness.Complete), "a.jpg", false, false, 0.2)]
    [InlineData(nameof(MediaKind.Picture), nameof(Completeness.Complete), "a.jpg", true, false, 5.0)]
    [InlineData(nameof(MediaKind.Picture), nameof(Completeness.Complete), "a.jpg", false, true, 30.0)]
    [InlineData(nameof(MediaKind.BoxedPicture), nameof(Completeness.Complete), "a.heic", false, null, 2.0)]
    [InlineData(nameof(MediaKind.Video), nameof(Completeness.Complete), "a.mp4", false, false, 2.0)]
    [InlineData(nameof(MediaKind.Video), nameof(Completeness.Complete), "a.mp4", true, false, 5.0)]
    [InlineData(nameof(MediaKind.Video), nameof(Completeness.Doubtful), "a.mp4", false, false, 5.0)]
    [InlineData(nameof(MediaKind.Video), nameof(Completeness.Doubtful), "a.mp4", false, null, 30.0)]
    [InlineData(nameof(MediaKind.Video), nameof(Completeness.Doubtful), "a.mp4", true, false, 30.0)]
    [InlineData(nameof(MediaKind.Video), nameof(Completeness.Doubtful), "a.mp4", false, true, null)]
    [InlineData(nameof(MediaKind.Picture), nameof(Completeness.Doubtful), "a.jpg", false, false, 30.0)]
    [InlineData(nameof(MediaKind.Picture), nameof(Completeness.Unknown), "a.jpg", false, false, 2.0)]
    [InlineData(nameof(MediaKind.Video), nameof(Completeness.Unknown), "a.mp4", false, null, 5.0)]
    [InlineData(nameof(MediaKind.Unknown), nameof(Completeness.Unknown), "a.tif", false, false, 2.0)]
    [InlineData(nameof(MediaKind.Unknown), nameof(Completeness.Unknown), "a.avi", false, false, 5.0)]
    [InlineData(nameof(MediaKind.Unknown), nameof(Completeness.Unknown), "a.tif", true, null, 5.0)]
    [InlineData(nameof(MediaKind.Unknown), nameof(Completeness.Unknown), "a.tif", false, true, null)]
    [InlineData(nameof(MediaKind.Picture), nameof(Completeness.CutShort), "a.jpg", false, false, null)]
    [InlineData(nameof(MediaKind.Video), nameof(Completeness.CutShort), "a.mp4", true, null, null)]
    public void A_file_is_left_alone_as_long_as_its_end_is_in_doubt(string kind, string completeness, string name, bool onNetwork, bool? written, double? seconds)
    {
        var readiness = new Readiness(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5));
        var found = new FileInspection(Enum.Parse<MediaKind>(kind), Enum.Parse<Completeness>(completeness), null, 1, written);
        TimeSpan? expected = seconds is null ? null : TimeSpan.FromSeconds(seconds.Value);
        Assert.Equal(expected, readiness.RequiredQuiet(found, JunkNames.IsVideo(name), onNetwork));
    }
}
