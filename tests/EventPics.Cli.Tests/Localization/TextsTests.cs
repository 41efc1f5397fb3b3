using System.Reflection;
using EventPics.Cli.Localization;
using EventPics.Cli.Localization.English;
using EventPics.Cli.Localization.German;
using EventPics.Cli.Tests.Support;
using EventPics.HotFolder;
using EventPics.Queue;

namespace EventPics.Cli.Tests.Localization;

public class TextsTests
{
    // Texts that a language may share with English.
    private static readonly string[] Shared = ["TimeFormat", "Seconds", "Hours", "NoServer"];

    public static TheoryData<string> Codes => [.. Languages.All.Select(texts => texts.Code)];

    public static TheoryData<Type> Translations => [.. Languages.Translations];

    [Theory]
    [MemberData(nameof(Translations))]
    public void Every_text_is_translated(Type language)
    {
        const BindingFlags Instance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        var missing = typeof(Texts)
            .GetMethods(Instance | BindingFlags.DeclaredOnly)
            .Where(method => method.IsVirtual)
            .Where(method => language.GetMethod(
                method.Name, Instance, [.. method.GetParameters().Select(p => p.ParameterType)])!.DeclaringType != language)
            .Select(method => method.Name.Replace("get_", "", StringComparison.Ordinal))
            .Except(Shared);
        Assert.Empty(missing);
    }

    [Theory]
    [InlineData("/in", "'/in' is being", "'/in' wird")]
    [InlineData("/in/", "'/in/' is being", "'/in/' wird")]
    [InlineData("/in/sub", "'/in/sub' is in '/in', which is being", "'/in/sub' liegt in '/in'; dieser Ordner wird")]
    [InlineData("/", "'/' contains '/in', which is being", "'/' enthält '/in'; dieser Ordner wird")]
    public void A_watched_folder_is_named_with_its_place(string folder, string english, string german)
    {
        var owner = new HotFolderOwner { Folder = "/in", Computer = "BOOTH" };
        Assert.StartsWith(english, Languages.Get("en").WatchedBy(folder, owner, "Sommerfest"), StringComparison.Ordinal);
        Assert.StartsWith(german, Languages.Get("de").WatchedBy(folder, owner, "Sommerfest"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_watched_folder_is_recognized_in_another_case_on_Windows()
    {
        var owner = new HotFolderOwner { Folder = @"C:\Booth\In", Computer = "BOOTH" };
        Assert.SkipUnless(OperatingSystem.IsWindows(), "Other systems distinguish upper and lower case.");
        Assert.StartsWith(@"'c:\booth\in\sub' is in", Languages.Get("en").WatchedBy(@"c:\booth\in\sub", owner, ""), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_error_has_its_own_message(string language)
    {
        var texts = Languages.Get(language);
        AllDiffer(Enum.GetValues<EventPicsError>().Select(texts.ErrorText));
        AllDiffer(Enum.GetValues<UploadQueueError>().Select(texts.QueueErrorText));
        AllDiffer(Enum.GetValues<QueueHealth>().Select(texts.Connection));
        AllDiffer(Enum.GetValues<WaitReason>().Select(texts.WaitingFor));
        AllDiffer(Enum.GetValues<WaitReason>().Select(reason => texts.FilesWaitingFor(reason, 2)));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_language_can_be_chosen(string language)
    {
        var culture = System.Globalization.CultureInfo.CurrentCulture;
        Assert.Equal(language, LanguageSelector.Choose(["events", "--lang", language], static _ => null).Code);
        System.Globalization.CultureInfo.CurrentCulture = culture;
    }

    [Theory]
    [InlineData(0, "0 B", "0 B")]
    [InlineData(999, "999 B", "999 B")]
    [InlineData(1000, "1.0 kB", "1,0 kB")]
    [InlineData(2_345_678, "2.3 MB", "2,3 MB")]
    [InlineData(999_960, "1.0 MB", "1,0 MB")]
    [InlineData(123_456_789, "123 MB", "123 MB")]
    [InlineData(5_000_000_000, "5.0 GB", "5,0 GB")]
    public void Sizes_are_short(long bytes, string english, string german)
    {
        Assert.Equal(english, new Texts().Size(bytes));
        Assert.Equal(german, new GermanTexts().Size(bytes));
    }

    [Theory]
    [InlineData(0.2, "1 s")]
    [InlineData(99, "99 s")]
    [InlineData(840, "14 min")]
    [InlineData(9000, "2.5 h")]
    [InlineData(864000, "10 days")]
    public void Durations_are_rounded(double seconds, string text) => Assert.Equal(text, new Texts().Span(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData("de_DE.UTF-8", null, "de")]
    [InlineData("de_AT", null, "de")]
    [InlineData("en_US.UTF-8", null, "en")]
    [InlineData("fr_FR", null, "en")]
    [InlineData("C", null, "en")]
    [InlineData(null, null, "en")]
    [InlineData("en_US.UTF-8", "de", "de")]
    [InlineData("de_DE.UTF-8", "en", "en")]
    [InlineData("de_DE.UTF-8", "fr", "de")]
    public void The_language_is_the_systems_unless_chosen(string? system, string? chosen, string code)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows keeps its language elsewhere.");
        string[] args = chosen is null ? ["events"] : ["events", "--lang", chosen];
        var culture = System.Globalization.CultureInfo.CurrentCulture;
        Assert.Equal(code, LanguageSelector.Choose(args, name => name == "LANG" ? system : null).Code);
        System.Globalization.CultureInfo.CurrentCulture = culture;
    }

    private static void AllDiffer(IEnumerable<string> texts)
    {
        var list = texts.ToList();
        Assert.DoesNotContain("", list);
        Assert.Equal(list.Count, list.Distinct().Count());
    }
}
