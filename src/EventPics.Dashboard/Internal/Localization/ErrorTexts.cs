using EventPics.Queue;

namespace EventPics.Dashboard.Internal.Localization;

/// <summary>Why a photo was not sent, in the words of the pages and of the report.</summary>
internal static class ErrorTexts
{
    private const string NoCode = "None";

    private static readonly Dictionary<string, string> English = new(StringComparer.Ordinal)
    {
        [nameof(EventPicsError.ApiKeyRejected)] = "The API key was rejected.",
        [nameof(EventPicsError.NotFound)] = "The event or album no longer exists. Move the photo to another.",
        [nameof(EventPicsError.InvalidRequest)] = "The service doesn't accept this photo as it is.",
        [nameof(EventPicsError.PayloadTooLarge)] = "The photo is too large.",
        [nameof(EventPicsError.RateLimited)] = "The service is limiting requests.",
        [nameof(EventPicsError.UploadUrlExpired)] = "The upload took too long; it is repeated.",
        [nameof(EventPicsError.UploadRejected)] = "The storage rejected the photo.",
        [nameof(EventPicsError.ServerError)] = "The service is having problems.",
        [nameof(EventPicsError.UnexpectedResponse)] = "The service sent an unexpected response.",
        [nameof(EventPicsError.CaptivePortal)] = "The Wi-Fi wants you to log in.",
        [nameof(EventPicsError.UntrustedConnection)] = "The connection can't be trusted.",
        [nameof(EventPicsError.Network)] = "No connection.",
        [nameof(EventPicsError.Timeout)] = "The response came too late.",
        [nameof(EventPicsError.Stalled)] = "The upload stopped making progress.",
        [nameof(EventPicsError.Unknown)] = "The upload failed.",
        [NoCode + nameof(QueuedUploadState.Failed)] =
            "The queued photo is damaged or gone, and its original file is missing or has changed. If you still have the photo, send it again.",
        [NoCode + nameof(QueuedUploadState.Waiting)] = "The photo can't be read on the booth's computer at the moment. Retrying.",
    };

    private static readonly Dictionary<string, string> German = new(StringComparer.Ordinal)
    {
        [nameof(EventPicsError.ApiKeyRejected)] = "Der API-Schlüssel wurde abgelehnt.",
        [nameof(EventPicsError.NotFound)] = "Event oder Album gibt es nicht mehr. Verschieben Sie das Foto in ein anderes.",
        [nameof(EventPicsError.InvalidRequest)] = "Der Server nimmt dieses Foto so nicht an.",
        [nameof(EventPicsError.PayloadTooLarge)] = "Das Foto ist zu groß.",
        [nameof(EventPicsError.RateLimited)] = "Der Server nimmt gerade nicht mehr Anfragen an.",
        [nameof(EventPicsError.UploadUrlExpired)] = "Der Upload dauerte zu lange; er wird wiederholt.",
        [nameof(EventPicsError.UploadRejected)] = "Der Speicherdienst hat das Foto abgelehnt.",
        [nameof(EventPicsError.ServerError)] = "Der Server hat gerade Probleme.",
        [nameof(EventPicsError.UnexpectedResponse)] = "Der Server hat unverständlich geantwortet.",
        [nameof(EventPicsError.CaptivePortal)] = "Das WLAN verlangt eine Anmeldung.",
        [nameof(EventPicsError.UntrustedConnection)] = "Die Verbindung ist nicht vertrauenswürdig.",
        [nameof(EventPicsError.Network)] = "Keine Verbindung.",
        [nameof(EventPicsError.Timeout)] = "Die Antwort kam nicht rechtzeitig.",
        [nameof(EventPicsError.Stalled)] = "Der Upload kam nicht mehr voran.",
        [nameof(EventPicsError.Unknown)] = "Der Upload ist fehlgeschlagen.",
        [NoCode + nameof(QueuedUploadState.Failed)] =
            "Das gespeicherte Foto ist beschädigt oder verschwunden, und auch die Originaldatei fehlt oder wurde geändert. Falls Sie das Foto noch haben, senden Sie es noch einmal.",
        [NoCode + nameof(QueuedUploadState.Waiting)] =
            "Das Foto lässt sich am Computer der Fotobox gerade nicht lesen. Es wird erneut versucht.",
    };

    /// <summary>All of them by the error's name, or by <c>None</c> and the photo's state for a cause without a code.</summary>
    public static IReadOnlyDictionary<string, string> In(string language) => language == PageLanguage.German ? German : English;

    /// <summary>The cause; null when there is none.</summary>
    public static string? Find(QueuedUpload upload, string language) => In(language).GetValueOrDefault(
        upload.LastError?.ToString() ?? (upload.LastErrorMessage is null ? "" : NoCode + upload.State));
}
