using System.Globalization;
using EventPics.Cli.Context;
using EventPics.Cli.Localization;
using EventPics.Cli.Localization.English;
using EventPics.Cli.Model;
using EventPics.Cli.Parsing;
using EventPics.Cli.Sending;
using EventPics.Cli.Sending.Hooks;
using EventPics.Cli.Sending.Throttling;
using EventPics.Cli.Watching;

namespace EventPics.Cli.Profiles;

/// <summary>
/// Checks a profile's values. Whether its folders exist is not checked: a drive may be connected later, or at another booth.
/// </summary>
internal sealed class ProfileValidator
{
    private const int MaxNameLength = 100;

    private readonly List<ProfileError> _errors = [];

    private ProfileValidator(Profile profile, Texts texts)
    {
        if (profile.BoothName is { } name && (name.Length > MaxNameLength || name.Sanitize() != name))
        {
            Add("boothName", texts.BadBoothName(MaxNameLength));
        }

        AddMissing("folders", profile.Folders.Count == 0 ? texts.FoldersMissing : null);
        Add("folders", FindFolderError(profile, texts));
        AddMissing("event", string.IsNullOrWhiteSpace(profile.Event) ? texts.EventMissing : null);
        Add("album", IsBlank(profile.Album) ? texts.EmptyKey("album") : null);
        Add("include", FindPatternError(profile.Include, [], texts));
        Add("exclude", FindPatternError([], profile.Exclude, texts));
        CheckAge(profile, texts);
        Add("afterUpload", FindAfterUploadError(profile, texts));
        Check("bwlimit", profile.Bwlimit, limit => BandwidthSchedule.TryParse(limit, out _), limit => texts.BadBandwidthLimit("bwlimit", limit));
        Check("timeZone", profile.TimeZone, zone => TimeZoneParser.TryParse(zone, out _), zone => texts.BadTimeZone("timeZone", zone));
        Add("onUploaded", FindHookError("onUploaded", profile.OnUploaded, texts));
        Add("onProblem", FindHookError("onProblem", profile.OnProblem, texts));
        Check("lang", profile.Lang, lang => lang is LanguageSelector.English or LanguageSelector.German, lang => texts.BadLanguage("lang", lang));
        Check("phoneAccess", profile.PhoneAccess, access => access is "off" or "view" or "control", texts.BadPhoneAccess);
    }

    /// <summary>All errors, each with its key.</summary>
    public static IReadOnlyList<ProfileError> Check(Profile profile, Texts texts) => new ProfileValidator(profile, texts)._errors;

    /// <summary>Reads the time of <see cref="Profile.Since"/>; without an offset, it is this computer's local time.</summary>
    public static bool TryParseTime(string text, out DateTimeOffset time) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out time);

    private void Add(string key, string? message)
    {
        if (message is not null)
        {
            _errors.Add(new ProfileError(key, message));
        }
    }

    private void AddMissing(string key, string? message)
    {
        if (message is not null)
        {
            _errors.Add(new ProfileError(key, message) { IsMissing = true });
        }
    }

    private void Check(string key, string? value, Func<string, bool> isValid, Func<string, string> describe) =>
        Add(key, value is null || isValid(value) ? null : describe(value.Sanitize()));

    private void CheckAge(Profile profile, Texts texts)
    {
        Check("maxAge", profile.MaxAge, age => DurationParser.TryParse(age, out _), age => texts.BadDuration("maxAge", age));
        Check("since", profile.Since, since => TryParseTime(since, out _), since => texts.BadTime("since", since));
        List<string> given = [];
        given.AddRange(profile.All ? ["all"] : []);
        given.AddRange(profile.MaxAge is null ? [] : ["maxAge"]);
        given.AddRange(profile.Since is null ? [] : ["since"]);
        given.Skip(1).ToList().ForEach(key => Add(key, texts.MutuallyExclusive(given[0], key)));
    }

    private static bool IsBlank(string? value) => value is not null && string.IsNullOrWhiteSpace(value);

    private static string? FindFolderError(Profile profile, Texts texts)
    {
        foreach (var (index, folder) in profile.Folders.Index())
        {
            if (!IsFullPath(folder) || folder.Any(char.IsControl))
            {
                return texts.FolderNotFull(folder.Sanitize());
            }

            if (WatchedPathValidator.FindUnknownPlaceholder(folder, texts) is { } unknown)
            {
                return unknown;
            }

            var isWatchedTwice = profile.Folders.Take(index).FirstOrDefault(other => Overlap(folder, other, profile.NoRecursive));
            if (isWatchedTwice is not null)
            {
                return texts.FoldersOverlap(isWatchedTwice.Sanitize(), folder.Sanitize());
            }
        }

        return null;
    }

    // On any system, so that a profile for Windows can be checked elsewhere.
    private static bool IsFullPath(string path) =>
        path.StartsWith('/') || path.StartsWith(@"\\", StringComparison.Ordinal)
        || (path.Length > 2 && char.IsAsciiLetter(path[0]) && path[1] == ':' && path[2] is '/' or '\\');

    private static bool Overlap(string a, string b, bool isFlat)
    {
        var comparison = OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        return FolderPaths.IsSame(a, b, comparison)
            || (!isFlat && (FolderPaths.IsBelow(a, b, comparison) || FolderPaths.IsBelow(b, a, comparison)));
    }

    private static string? FindPatternError(IReadOnlyList<string> include, IReadOnlyList<string> exclude, Texts texts)
    {
        try
        {
            FilePatterns.Check(include, exclude, texts);
            return null;
        }
        catch (CommandException e)
        {
            return e.Message;
        }
    }

    private static string? FindAfterUploadError(Profile profile, Texts texts) => profile.AfterUpload switch
    {
        null or "keep" or "move" => null,
        "delete" => profile.AllowDelete ? null : texts.DeleteNeedsPermission("afterUpload", "allowDelete"),
        var other => texts.BadAfterUpload("afterUpload", other.Sanitize()),
    };

    private static string? FindHookError(string key, string? hook, Texts texts) =>
        hook is null ? null
        : IsBlank(hook) ? texts.EmptyKey(key)
        : HookInjectionCheck.FindUnsafePlaceholder(hook) is { } placeholder
            ? texts.UnsafePlaceholder(key, placeholder, HookValues.VariableFor(placeholder))
            : null;
}
