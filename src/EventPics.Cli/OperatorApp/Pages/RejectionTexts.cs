namespace EventPics.Cli.OperatorApp.Pages;

/// <summary>The sentences of rejected requests. All other texts of the pages are in their scripts.</summary>
internal static class RejectionTexts
{
    public static string Find(string reason, bool inGerman) => (reason, inGerman) switch
    {
        ("foreignHost", false) => "This page is only available on the computer that it runs on, as http://localhost, and on devices to which the operator has given access.",
        ("foreignHost", true) => "Diese Seite ist nur auf dem Computer verfügbar, auf dem sie läuft, unter http://localhost, und auf Geräten, die der Betreiber zugelassen hat.",
        ("signIn", false) => "Enter the PIN first.",
        ("signIn", true) => "Geben Sie zuerst die PIN ein.",
        ("readOnly", false) => "This device may only look. The operator can allow it to change something.",
        ("readOnly", true) => "Dieses Gerät darf nur zusehen. Der Betreiber kann ihm erlauben, etwas zu ändern.",
        ("operatorOnly", false) => "This is only possible on the computer itself.",
        ("operatorOnly", true) => "Das ist nur am Computer selbst möglich.",
        ("crossSite", false) => "The request does not come from this page.",
        ("crossSite", true) => "Die Anfrage kommt nicht von dieser Seite.",
        ("outdatedPage", false) => "The page is out of date. Reload it.",
        ("outdatedPage", true) => "Die Seite ist veraltet. Laden Sie sie neu.",
        (_, false) => "The request is incomplete or malformed. Reload the page.",
        (_, true) => "Die Anfrage ist unvollständig oder fehlerhaft. Laden Sie die Seite neu.",
    };
}
