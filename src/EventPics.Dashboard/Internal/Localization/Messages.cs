using EventPics.Queue;

namespace EventPics.Dashboard.Internal.Localization;

/// <summary>The sentences of rejected requests. The texts of the pages are in texts.js.</summary>
internal sealed record Messages(
    string NotLocal, string CrossSite, string OutdatedPage, string ReadOnly, string BadRequest, string TooManyPages,
    string DiskFull, string QueueFull, string StorageFailed)
{
    private static readonly Messages English = new(
        NotLocal: "This page is only available on the computer that it runs on, as http://localhost. To open it to others, require authorization: app.MapEventPicsDashboard(...).RequireAuthorization().",
        CrossSite: "The request does not come from this page.",
        OutdatedPage: "The page is out of date. Reload it.",
        ReadOnly: "This page only shows the queue; it is not allowed to change anything.",
        BadRequest: "The request is incomplete or malformed. Reload the page.",
        TooManyPages: "Too many pages are open. Close some of them.",
        DiskFull: "The queue's disk is full. Free up some space.",
        QueueFull: "Too many photos are already waiting in the queue. Try again when some of them have been sent.",
        StorageFailed: "The queue can't be read or written. Check that its folder is reachable.");

    private static readonly Messages German = new(
        NotLocal: "Diese Seite ist nur auf dem Computer verfügbar, auf dem sie läuft, unter http://localhost. Um sie für andere zu öffnen, verlangen Sie eine Anmeldung: app.MapEventPicsDashboard(...).RequireAuthorization().",
        CrossSite: "Die Anfrage kommt nicht von dieser Seite.",
        OutdatedPage: "Die Seite ist veraltet. Laden Sie sie neu.",
        ReadOnly: "Diese Seite zeigt die Warteschlange nur an; ändern darf sie nichts.",
        BadRequest: "Die Anfrage ist unvollständig oder fehlerhaft. Laden Sie die Seite neu.",
        TooManyPages: "Es sind zu viele Seiten offen. Schließen Sie einige davon.",
        DiskFull: "Der Datenträger der Warteschlange ist voll. Machen Sie Platz frei.",
        QueueFull: "In der Warteschlange warten schon zu viele Fotos. Versuchen Sie es noch einmal, sobald einige gesendet sind.",
        StorageFailed: "Die Warteschlange lässt sich nicht lesen oder schreiben. Prüfen Sie, ob ihr Ordner erreichbar ist.");

    public string StorageError(IOException e) => (e as UploadQueueException)?.Error switch
    {
        UploadQueueError.DiskFull => DiskFull,
        UploadQueueError.QueueFull => QueueFull,
        _ => StorageFailed,
    };

    public static Messages In(string language) => language == PageLanguage.German ? German : English;
}
