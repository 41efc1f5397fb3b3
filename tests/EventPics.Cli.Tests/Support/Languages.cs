using EventPics.Cli.Localization.English;

namespace EventPics.Cli.Tests.Support;

/// <summary>The texts in every language of the tool.</summary>
internal static class Languages
{
    public static IReadOnlyList<Texts> All { get; } = [new Texts(), .. Translations.Select(type => (Texts)Activator.CreateInstance(type)!)];

    public static IEnumerable<Type> Translations => typeof(Texts).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Texts)));

    public static Texts Get(string code) => All.Single(texts => texts.Code == code);
}
