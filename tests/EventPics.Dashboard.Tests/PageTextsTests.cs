using System.Text.RegularExpressions;
using EventPics.Dashboard.Internal.Localization;
using EventPics.Dashboard.Internal.WrapUp;
using EventPics.Dashboard.Tests.Support;
using EventPics.Emulator;
using EventPics.HotFolder;
using EventPics.Queue;

namespace EventPics.Dashboard.Tests;

/// <summary>Every value that the pages can show has a text of its own in both languages.</summary>
public sealed class PageTextsTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_state_of_queue_photo_and_folder_has_a_text_in_both_languages()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var app = await DashboardApp.StartAsync(emulator, _folder);
        var script = await app.Client.GetStringAsync(new Uri(app.Page.AbsoluteUri + "/assets/texts.js"), Token);

        // The light is green without a sentence about the connection.
        AssertInBothLanguages(script, "health", Enum.GetNames<QueueHealth>().Except([nameof(QueueHealth.Online)]));
        AssertInBothLanguages(script, "states", Enum.GetNames<QueuedUploadState>());
        AssertInBothLanguages(script, "folderProblems", Enum.GetNames<HotFolderProblemKind>());
    }

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    public void Every_error_has_a_text(string language) =>
        Assert.Superset(Enum.GetNames<EventPicsError>().ToHashSet(), ErrorTexts.In(language).Keys.ToHashSet());

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    public void Every_reason_why_a_photo_was_skipped_is_shown_with_a_text_of_its_own(string language)
    {
        var texts = ReportTexts.In(language);
        SkipReason[] leftOut =
        [
            SkipReason.NotIncluded, SkipReason.Excluded, SkipReason.Hidden, SkipReason.Temporary, SkipReason.Thumbnail, SkipReason.Raw,
            SkipReason.AlreadyHandled, SkipReason.SymbolicLink, SkipReason.Removed, SkipReason.Exported,
        ];

        Assert.Equal(Enum.GetValues<SkipReason>().Except(leftOut).Order(), SkippedFiles.Skipped.Order());
        Assert.Equal(SkippedFiles.Skipped.Count, SkippedFiles.Skipped.Select(texts.Skipped).Distinct().Count());
    }

    private static void AssertInBothLanguages(string script, string table, IEnumerable<string> names)
    {
        var tables = Regex.Matches(script, $@"^ +{table}: \{{(.*?)\}},$", RegexOptions.Multiline | RegexOptions.Singleline);
        Assert.Equal(2, tables.Count);
        Assert.All(tables, found => Assert.Equal(
            names.Order(StringComparer.Ordinal),
            Regex.Matches(found.Groups[1].Value, @"(?:^|,)\s*([A-Z]\w+):").Select(name => name.Groups[1].Value)
                .Order(StringComparer.Ordinal)));
    }
}
