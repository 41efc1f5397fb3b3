using EventPics.HotFolder.Internal.Files;
using EventPics.HotFolder.Internal.Formats;
using EventPics.HotFolder.Internal.Intake;

namespace EventPics.HotFolder.Tests.Intake;

public class QuietPeriodPolicyTests
{
    [Theory]
    [InlineData(nameof(MediaKind.Photo), nameof(Completeness.Complete), "a.jpg", false, false, 0.2)]
    [InlineData(nameof(MediaKind.Photo), nameof(Completeness.Complete), "a.jpg", true, false, 5.0)]
    [InlineData(nameof(MediaKind.Photo), nameof(Completeness.Complete), "a.jpg", false, true, 30.0)]
    [InlineData(nameof(MediaKind.IsoPhoto), nameof(Completeness.Complete), "a.heic", false, null, 2.0)]
    [InlineData(nameof(MediaKind.Video), nameof(Completeness.Complete), "a.mp4", false, false, 2.0)]
    [InlineData(nameof(MediaKind.Video), nameof(Completeness.Complete), "a.mp4", true, false, 5.0)]
    [InlineData(nameof(MediaKind.Video), nameof(Completeness.Doubtful), "a.mp4", false, false, 5.0)]
    [InlineData(nameof(MediaKind.Video), nameof(Completeness.Doubtful), "a.mp4", false, null, 30.0)]
    [InlineData(nameof(MediaKind.Video), nameof(Completeness.Doubtful), "a.mp4", true, false, 30.0)]
    [InlineData(nameof(MediaKind.Video), nameof(Completeness.Doubtful), "a.mp4", false, true, null)]
    [InlineData(nameof(MediaKind.Photo), nameof(Completeness.Doubtful), "a.jpg", false, false, 30.0)]
    [InlineData(nameof(MediaKind.Photo), nameof(Completeness.Unknown), "a.jpg", false, false, 2.0)]
    [InlineData(nameof(MediaKind.Video), nameof(Completeness.Unknown), "a.mp4", false, null, 5.0)]
    [InlineData(nameof(MediaKind.Unknown), nameof(Completeness.Unknown), "a.tif", false, false, 2.0)]
    [InlineData(nameof(MediaKind.Unknown), nameof(Completeness.Unknown), "a.avi", false, false, 5.0)]
    [InlineData(nameof(MediaKind.Unknown), nameof(Completeness.Unknown), "a.tif", true, null, 5.0)]
    [InlineData(nameof(MediaKind.Unknown), nameof(Completeness.Unknown), "a.tif", false, true, null)]
    [InlineData(nameof(MediaKind.Photo), nameof(Completeness.CutShort), "a.jpg", false, false, null)]
    [InlineData(nameof(MediaKind.Video), nameof(Completeness.CutShort), "a.mp4", true, null, null)]
    public void The_required_quiet_period_depends_on_kind_completeness_network_and_writers(
        string kind, string completeness, string name, bool onNetwork, bool? written, double? seconds)
    {
        var policy = new QuietPeriodPolicy(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5));
        var found = new FileInspection(Enum.Parse<MediaKind>(kind), Enum.Parse<Completeness>(completeness), null, 1, written);
        TimeSpan? expected = seconds is null ? null : TimeSpan.FromSeconds(seconds.Value);
        Assert.Equal(expected, policy.RequiredQuietPeriod(found, FileNameRules.IsVideo(name), onNetwork));
    }
}
