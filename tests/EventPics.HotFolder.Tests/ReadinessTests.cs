using EventPics.HotFolder.Internal;

namespace EventPics.HotFolder.Tests;

public class ReadinessTests
{
    [Theory]
    [InlineData(nameof(MediaKind.Picture), nameof(Completeness.Complete), "a.jpg", false, 0.2)]
    [InlineData(nameof(MediaKind.Picture), nameof(Completeness.Complete), "a.jpg", true, 5)]
    [InlineData(nameof(MediaKind.BoxedPicture), nameof(Completeness.Complete), "a.heic", false, 2)]
    [InlineData(nameof(MediaKind.Video), nameof(Completeness.Complete), "a.mp4", false, 2)]
    [InlineData(nameof(MediaKind.Video), nameof(Completeness.Complete), "a.mp4", true, 5)]
    [InlineData(nameof(MediaKind.Picture), nameof(Completeness.Unknown), "a.jpg", false, 2)]
    [InlineData(nameof(MediaKind.Video), nameof(Completeness.Unknown), "a.mp4", false, 5)]
    [InlineData(nameof(MediaKind.Unknown), nameof(Completeness.Unknown), "a.tif", false, 2)]
    [InlineData(nameof(MediaKind.Unknown), nameof(Completeness.Unknown), "a.avi", false, 5)]
    [InlineData(nameof(MediaKind.Unknown), nameof(Completeness.Unknown), "a.tif", true, 5)]
    [InlineData(nameof(MediaKind.Picture), nameof(Completeness.CutShort), "a.jpg", false, 30)]
    [InlineData(nameof(MediaKind.Video), nameof(Completeness.CutShort), "a.mp4", true, 30)]
    public void A_file_is_left_alone_as_long_as_its_end_is_in_doubt(string kind, string completeness, string name, bool onNetwork, double seconds)
    {
        var readiness = new Readiness(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5));
        Assert.Equal(TimeSpan.FromSeconds(seconds), readiness.RequiredQuiet(Enum.Parse<MediaKind>(kind), Enum.Parse<Completeness>(completeness), JunkNames.IsVideo(name), onNetwork));
    }
}
