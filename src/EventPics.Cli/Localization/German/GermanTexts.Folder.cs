using EventPics.HotFolder;

namespace EventPics.Cli.Localization.German;

/// <content>Who watches a folder, and what keeps it from being watched.</content>
internal sealed partial class GermanTexts
{
    public override string UploadForOtherEvent => "Es wurde nichts gesendet: Die Fotos darin gehören zu jenem Event. Prüfen Sie --event; --resend sendet sie auch an dieses Event.";

    public override string WatchedBy(string folder, HotFolderOwner owner, string eventTitle)
    {
        var (place, verb) = owner.Folder == folder ? ($"'{folder}'", "wird")
            : folder.StartsWith(owner.Folder, StringComparison.Ordinal) ? ($"'{folder}' liegt in '{owner.Folder}'; dieser Ordner", "wird")
            : ($"'{folder}' enthält '{owner.Folder}'; dieser Ordner", "wird");
        return owner.Computer.Length == 0
            ? $"{place} {verb} vielleicht von einem anderen Computer überwacht: Die Sperrdatei darin ist nicht lesbar."
            : $"{place} {verb} bereits für das Event '{eventTitle}' überwacht: {(owner.IsOnThisComputer ? $"vom Prozess {owner.ProcessId} auf diesem Computer" : $"vom Computer '{owner.Computer}'")} (Benutzer '{owner.User}', Warteschlange '{owner.DataFolder}').";
    }

    public override string UploadWouldDuplicate(string? dataFolder) =>
        $"Es wurde nichts gesendet, sonst kämen die Fotos doppelt an. Beenden Sie die Überwachung{(dataFolder is null ? "" : $", oder verwenden Sie deren Datenordner mit --data-dir '{dataFolder}'")}. --resend sendet sie trotzdem.";

    public override string StopOtherWatch(string? dataFolder) => $"Beenden Sie zuerst diese Überwachung{(dataFolder is null ? "" : $", oder verwenden Sie deren Datenordner mit --data-dir '{dataFolder}'")}.";

    protected override string FolderProblem(HotFolderProblemKind kind, string folder, string? cause, string computer, string interval) => kind switch
    {
        HotFolderProblemKind.FolderMissing => $"Den Ordner '{folder}' gibt es nicht. Sobald er da ist, wird er überwacht.",
        HotFolderProblemKind.NotAFolder => NotAFolder(folder),
        HotFolderProblemKind.FolderUnreadable => $"Der Ordner '{folder}' ist nicht lesbar. Prüfen Sie Besitzer und Rechte.",
        HotFolderProblemKind.NoNotifications => $"Das System meldet keine neuen Dateien in '{folder}', was bei Netzlaufwerken üblich ist. Der Ordner wird alle {interval} durchsucht.",
        HotFolderProblemKind.ClaimUnreadable => $"Der Ordner '{folder}' wird vielleicht von einem anderen Computer überwacht: Die Sperrdatei darin ist nicht lesbar. Bleibt das so, wird er nach einer Weile übernommen.",
        HotFolderProblemKind.TakenOver => $"Den Ordner '{folder}' hat vorher der Computer '{computer}' oder ein anderer Datenordner überwacht. Was darin lag, ist vielleicht schon von dort gesendet worden und wird übersprungen; --resend sendet es trotzdem.",
        HotFolderProblemKind.HistoryLost => $"Die Aufzeichnung, für welche Events '{folder}' verwendet wurde, ist beschädigt. Was darin liegt, gehört vielleicht zu einem anderen Event und wird übersprungen; --resend sendet es trotzdem.",
        _ => $"Der Ordner '{folder}' lässt sich nicht richtig überwachen: {cause}",
    };
}
