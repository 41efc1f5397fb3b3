using System.Globalization;
using EventPics.Cli.Profiles;

namespace EventPics.Cli.OperatorApp.Setup;

/// <summary>Turns what was chosen into a profile, and keeps what the pages don't ask for, such as further folders.</summary>
internal static class SetupProfile
{
    public const string NoOlder = "none";
    public const string Today = "today";
    public const string All = "all";

    public static Profile Create(Profile before, WireChoice choice, DateTimeOffset now) => before with
    {
        Event = choice.LinkId,
        Album = string.IsNullOrEmpty(choice.AlbumId) ? null : choice.AlbumId,
        Folders = [choice.Folder!, .. before.Folders.Skip(1)],
        Exclude = BoothFiles.Exclude(before.Exclude, choice.SingleShots, choice.Videos),
        MaxAge = null,
        All = choice.Older == All,
        Since = choice.Older switch
        {
            All => null,
            Today => Format(new DateTimeOffset(now.Date, now.Offset)),
            _ => Format(now),
        },
    };

    private static string Format(DateTimeOffset time) => time.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
}
