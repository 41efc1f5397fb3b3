using EventPics.HotFolder;

namespace EventPics.Cli.Localization.German;

/// <content>Who watches a folder, and what keeps it from being watched.</content>
internal sealed partial class GermanTexts
{
    public override string UploadForOtherEvent =>
        "Es wurde nichts gesendet: Die Fotos darin gehören zu jenem Event. Prüfen Sie --event; --resend sendet sie auch an dieses Event.";

    public override string WatchedBy(string folder, HotFolderOwner owner, string eventTitle)
    {
        var place = FolderPaths.IsSame(owner.Folder, folder, FolderPaths.Comparison) ? $"'{folder}'"
            : FolderPaths.IsBelow(owner.Folder, folder, FolderPaths.Comparison) ? $"'{folder}' liegt in '{owner.Folder}'; dieser Ordner"
            : $"'{folder}' enthält '{owner.Folder}'; dieser Ordner";
        return owner.Computer.Length == 0
            ? $"{place} wird vielleicht von einem anderen Computer überwacht: Die Sperrdatei darin ist nicht lesbar."
            : $"{place} wird bereits für das Event '{eventTitle}' überwacht: {(owner.IsOnThisComputer ? $"vom Prozess {owner.ProcessId} auf diesem Computer" : $"vom Computer '{owner.Computer}'")} (Benutzer '{owner.User}', Warteschlange '{owner.DataFolder}').";
    }

    public override string UploadWouldDuplicate(string? dataFolder) =>
        $"Es wurde nichts gesendet, weil die Fotos doppelt ankämen. Beenden Sie zuerst die andere Überwachung{(dataFolder is null ? "" : $", oder verwenden Sie deren Datenordner mit --data-dir '{dataFolder}'")}. --resend sendet sie trotzdem.";

    public override string StopOtherWatch(string? dataFolder) => $"Beenden Sie zuerst diese Überwachung{(dataFolder is null ? "" : $", oder verwenden Sie deren Datenordner mit --data-dir '{dataFolder}'")}.";

    protected override string FolderProblem(
        HotFolderProblemKind kind, string folder, string? cause, string computer, string interval) => kind switch
        {
            HotFolderProblemKind.FolderMissing => $"Den Ordner '{folder}' gibt es nicht. Sobald er da ist, wird er überwacht.",
            HotFolderProblemKind.NotAFolder => NotAFolder(folder),
            HotFolderProblemKind.FolderUnreadable => $"Der Ordner '{folder}' ist nicht lesbar. Prüfen Sie Besitzer und Zugriffsrechte.",
            HotFolderProblemKind.NoNotifications => $"Das System meldet keine neuen Dateien in '{folder}', was bei Netzlaufwerken üblich ist. Der Ordner wird alle {interval} durchsucht.",
            HotFolderProblemKind.ClaimUnreadable => $"Der Ordner '{folder}' wird vielleicht von einem anderen Computer überwacht: Die Sperrdatei darin ist nicht lesbar. Ändert sich das nicht, übernimmt dieser Computer den Ordner nach einer Weile.",
            HotFolderProblemKind.TakenOver => $"Der Ordner '{folder}' wurde vorher vom Computer '{computer}' oder mit einem anderen Datenordner überwacht. Dateien aus dieser Zeit sind vielleicht schon gesendet und werden übersprungen; --resend sendet sie trotzdem.",
            HotFolderProblemKind.HistoryLost => $"Die Aufzeichnung darüber, für welche Events '{folder}' verwendet wurde, ist beschädigt. Dateien darin gehören vielleicht zu einem anderen Event und werden übersprungen; --resend sendet sie trotzdem.",
            _ => $"Der Ordner '{folder}' lässt sich nicht richtig überwachen: {cause}",
        };
}
