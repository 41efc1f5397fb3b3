using EventPics.Cli.Parsing;
using EventPics.Cli.Profiles;
using EventPics.Cli.Sending;
using EventPics.Cli.Sending.Throttling;
using EventPics.Cli.Watching;
using EventPics.HotFolder;

namespace EventPics.Cli.OperatorApp;

/// <summary>The settings that a valid profile stands for.</summary>
internal static class ProfileWatchSettings
{
    // As for watch: starting must not put last week's wedding into today's album.
    private static readonly TimeSpan DefaultMaxAge = TimeSpan.FromHours(24);

    public static SendingSettings ForSending(Profile profile) =>
        new(
            profile.Event!, profile.Album, ParseLimit(profile.Bwlimit), profile.OnUploaded, profile.OnProblem,
            profile.TimeZone is { } text && TimeZoneParser.TryParse(text, out var zone) ? zone : null);

    public static WatchSettings ForFolder(Profile profile, string folder, TimeProvider time) => new(folder, ForSending(profile))
    {
        IsRecursive = !profile.NoRecursive,
        MaxAge = MaxAge(profile, time),
        AlbumBySubfolder = profile.AlbumBySubfolder,
        AfterUpload = profile.AfterUpload switch { "move" => AfterUpload.Move, "delete" => AfterUpload.Delete, _ => AfterUpload.Keep },
        Include = profile.Include,
        Exclude = profile.Exclude,
        Resend = profile.Resend,
    };

    public static BandwidthSchedule? ParseLimit(string? text) =>
        text is not null && BandwidthSchedule.TryParse(text, out var limit) ? limit : null;

    /// <summary>The part of a profile that decides what is watched; the folders stay open while only the rest changes.</summary>
    public static Profile WatchedPart(Profile profile) => profile with
    {
        BoothName = null,
        Bwlimit = null,
        OnUploaded = null,
        OnProblem = null,
        Sound = false,
        Notifications = false,
        Lang = null,
        PhoneAccess = null,
    };

    private static TimeSpan? MaxAge(Profile profile, TimeProvider time)
    {
        if (profile.Since is { } text && ProfileValidator.TryParseTime(text, out var since))
        {
            var age = time.GetUtcNow() - since;
            return age > TimeSpan.Zero ? age : TimeSpan.Zero;
        }

        return profile.All ? null
            : profile.MaxAge is { } limit && DurationParser.TryParse(limit, out var given) ? given
            : DefaultMaxAge;
    }
}
