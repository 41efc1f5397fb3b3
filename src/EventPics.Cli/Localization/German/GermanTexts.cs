using System.Globalization;
using EventPics.Cli.Localization.English;

namespace EventPics.Cli.Localization.German;

/// <summary>All texts that the tool shows, in German.</summary>
internal sealed partial class GermanTexts : Texts
{
    private static readonly CultureInfo GermanNumbers = CreateNumbers();

    public override string Code => "de";

    public override CultureInfo Culture => GermanNumbers;

    public override Placeholders Placeholders { get; } = new()
    {
        Paths = "PFAD",
        Directory = "ORDNER",
        Folder = "ORDNER",
        File = "DATEI",
        Duration = "DAUER",
        Event = "ID-TITEL-ODER-LINK",
        Album = "ID-ODER-TITEL",
        Speed = "TEMPO",
        TimeZone = "ZEITZONE",
        Hook = "BEFEHL|URL",
        Pattern = "MUSTER",
        Address = "ADRESSE",
        Title = "TITEL",
        Fault = "SCHRITT:NAME[:ANZAHL]",
    };

    protected override string DateFormat => "dd.MM.yyyy";

    public override string Warning(string message) => $"Hinweis: {message}";

    public override string Detail(string detail) => $"Einzelheiten: {detail}";

    protected override string OfAll(string done, string all) => $"{done} von {all}";

    protected override string Minutes(int count) => $"{count} min";

    protected override string Days(int count) => $"{count} Tage";

    // The runtime is built without cultures, so that it starts on any Linux; these are the separators that matter.
    private static CultureInfo CreateNumbers()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        culture.TextInfo.ListSeparator = ";";
        return culture;
    }
}
