import { settings } from './api.js';

const languages = {
  en: {
    screens: { today: 'Today', queue: 'Queue', 'wrap-up': 'Wrap-up' }, account: 'Account', mainAccount: 'Main account', languageLabel: 'Auf Deutsch anzeigen',
    notChecked: 'Not checked yet', noPage: 'No connection to this page\'s server. It reconnects automatically.',
    allUploaded: n => `All uploaded. ${photos(n, 'photo', 'photos')}.`, nothingYet: 'Ready. No photos yet.',
    failedOnly: n => `${photos(n, 'photo', 'photos')} failed.`,
    waitingFor: (n, time) => `${n} waiting${time ? `, about ${time}` : ''}`,
    notWatched: 'New photos are not being picked up.',
    safe: n => n ? ` ${photos(n, 'photo is', 'photos are')} safe.` : '',
    lastCheck: age => `Last check ${age} ago`, justChecked: 'Checked just now', retryIn: time => `next try in ${time}`, tryNow: 'Try now',
    health: {
      Offline: age => age ? `No internet for ${age}.` : 'No internet.', CaptivePortal: () => 'The Wi-Fi wants you to log in.',
      Untrusted: () => 'The connection can\'t be trusted.', ApiKeyRejected: () => 'The API key was rejected.',
      RateLimited: () => 'The service is limiting requests.', ServerError: () => 'The service is having problems.',
      EventUnavailable: () => 'The event isn\'t accepting photos.', Paused: () => 'Paused.', Held: () => 'On hold for a moment.',
      StorageError: () => 'The disk of the booth\'s computer has a problem.', NotSending: () => 'No program is sending.',
    },
    advice: {
      Offline: 'Check the cable or Wi-Fi. Photos are sent as soon as the internet is back.',
      CaptivePortal: 'Open a browser on the booth\'s computer and log in to the Wi-Fi. Photos are sent right after that.',
      Untrusted: 'Check the date and time of the booth\'s computer, and whether a login page or proxy is in the way.',
      ApiKeyRejected: 'Enter a valid API key in the program that sends. Waiting photos are sent right after that.',
      EventUnavailable: 'Move the waiting photos to another event, or open the event again in EventPics.',
      StorageError: 'Free some space on the booth\'s computer, and check that the queue\'s folder is available.',
      NotSending: 'Start the program that sends. The photos wait until then.',
    },
    otherAccount: n => `${photos(n, 'photo was', 'photos were')} queued with another API key.`,
    otherAccountAdvice: 'They are sent once the current key has access to their event; otherwise move or remove them in the queue.',
    duplicates: n => `${photos(n, 'photo', 'photos')} may appear twice in the album.`,
    duplicatesAdvice: 'The connection broke at the wrong moment. Check the album and delete the duplicates.',
    folder: 'Folder', watching: 'is being watched', folderMissing: 'not available', incomplete: n => `${photos(n, 'file', 'files')} not ready yet`,
    folderProblems: {
      Other: 'The folder can\'t be watched at the moment. Retrying.', FolderMissing: 'The folder is missing. Plug the drive in, or create the folder.', NotAFolder: 'This is a file, not a folder.',
      FolderUnreadable: 'The folder can\'t be read. Check its owner and permissions.', NoNotifications: 'The drive reports no new files, so the folder is scanned from time to time.',
      WatchedElsewhere: 'Another computer watches this folder; the booth\'s computer sends nothing from it.',
      WatchedForOtherEvent: 'Another program on the booth\'s computer watches it for another event; this one sends nothing from it.',
      ClaimUnreadable: 'The folder\'s claim file is damaged. It is replaced within a minute.',
      TakenOver: 'Another computer watched this folder before. Its older files are skipped.', HistoryLost: 'The folder\'s history is damaged. The files in it are skipped.',
    },
    counters: 'Overview', waiting: 'Waiting', oldest: age => `oldest ${age}`, sending: 'Sending', uploadedToday: 'Uploaded today', total: 'Uploaded in total', failed: 'Failed', left: time => `about ${time} left`,
    photos: 'Photos', empty: 'No photos yet', emptyText: 'They appear here as soon as they are queued.', noMatch: 'Nothing found', noMatchText: 'Change the filter or the search.',
    loading: 'Loading more …', loadFailed: 'The list can\'t be loaded.', again: 'Try again',
    states: { Waiting: 'Waiting', Sending: 'Sending', Uploaded: 'Uploaded', Failed: 'Failed', Exported: 'Exported', Removed: 'Removed' },
    kinds: { jpeg: 'Photo', image: 'Photo', heic: 'HEIC', gif: 'GIF', video: 'Video', file: 'File' },
    close: 'Close', taken: 'Taken', queued: 'Queued', uploaded: 'Uploaded', size: 'Size', event: 'Event', album: 'Album', noAlbum: 'chosen by EventPics', attempts: 'Attempts', reason: 'Reason', nextTry: 'Next try',
    possibleDuplicate: 'May appear twice in the album.',
    retry: 'Retry', retryAll: 'Retry all', dontSend: 'Don\'t send', otherEvent: 'Other event …', download: 'Download', tooManyToDownload: n => `Select at most ${n} photos to download.`, pause: 'Pause', resume: 'Resume', undo: 'Undo',
    retried: 'Retrying.', removed: n => n ? `${photos(n, 'photo', 'photos')} won't be sent.` : 'Removed before.', undone: 'Undone.', tooLate: 'Too late to undo.',
    moved: (n, of) => n === of ? `${photos(n, 'photo', 'photos')} moved.` : `${n} of ${photos(of, 'photo', 'photos')} moved; the others are already there or uploaded.`,
    moveTitle: n => `Move ${photos(n, 'photo', 'photos')}`, moveTo: 'Event and album', moveHere: 'Move', loadingEvents: 'Loading the events …', noEvents: 'The list of events can\'t be loaded. Try again once the service is reachable.',
    filterState: 'State', filterEvent: 'Event', all: 'All', allEvents: 'All events', search: 'Search by name', selected: n => `${number.format(n)} selected`, select: name => `Select ${name}`, selectAll: 'Select all shown', nothingToDo: 'Uploaded: nothing to do.',
    loadingWrapUp: 'Counting the photos …', sendNow: 'Send now', uploadedOf: (n, of) => `${number.format(n)} of ${number.format(of)}`, missing: n => `Not uploaded: ${photos(n, 'photo', 'photos')}`,
    openReport: 'Report for the customer', reportHint: 'One page with all photos of the event. Print it as a PDF, or send the downloaded file to the customer.',
    skippedTitle: 'Not sent from the folder', more: n => `and ${number.format(n)} more`,
  },
  de: {
    screens: { today: 'Heute', queue: 'Warteschlange', 'wrap-up': 'Abschluss' }, account: 'Konto', mainAccount: 'Hauptkonto', languageLabel: 'Show in English',
    notChecked: 'Noch nicht geprüft', noPage: 'Keine Verbindung zum Server dieser Seite. Sie verbindet sich automatisch neu.',
    allUploaded: n => `Alles hochgeladen. ${photos(n, 'Foto', 'Fotos')}.`, nothingYet: 'Bereit. Noch keine Fotos.',
    failedOnly: n => `${photos(n, 'Foto ist', 'Fotos sind')} fehlgeschlagen.`,
    waitingFor: (n, time) => `${n} wartend${time ? `, etwa ${time}` : ''}`,
    notWatched: 'Neue Fotos werden gerade nicht übernommen.',
    safe: n => n ? ` ${photos(n, 'Foto ist', 'Fotos sind')} sicher gespeichert.` : '',
    lastCheck: age => `Zuletzt geprüft vor ${age}`, justChecked: 'Gerade geprüft', retryIn: time => `nächster Versuch in ${time}`, tryNow: 'Jetzt versuchen',
    health: {
      Offline: age => age ? `Seit ${age} kein Internet.` : 'Kein Internet.', CaptivePortal: () => 'Das WLAN verlangt eine Anmeldung.',
      Untrusted: () => 'Die Verbindung ist nicht vertrauenswürdig.', ApiKeyRejected: () => 'Der API-Schlüssel wurde abgelehnt.',
      RateLimited: () => 'Der Server nimmt gerade nicht mehr Anfragen an.', ServerError: () => 'Der Server hat gerade Probleme.',
      EventUnavailable: () => 'Das Event nimmt gerade keine Fotos an.', Paused: () => 'Pausiert.', Held: () => 'Kurze Pause.',
      StorageError: () => 'Am Computer der Fotobox gibt es ein Problem mit der Festplatte.', NotSending: () => 'Es läuft gerade kein Programm, das Fotos sendet.',
    },
    advice: {
      Offline: 'Prüfen Sie Kabel oder WLAN. Sobald das Internet zurück ist, werden die Fotos gesendet.',
      CaptivePortal: 'Öffnen Sie auf dem Computer der Fotobox einen Browser und melden Sie sich im WLAN an. Danach geht es sofort weiter.',
      Untrusted: 'Prüfen Sie am Computer der Fotobox Datum und Uhrzeit, und ob eine Anmeldeseite oder ein Proxy dazwischengeschaltet ist.',
      ApiKeyRejected: 'Geben Sie in dem Programm, das die Fotos sendet, einen gültigen API-Schlüssel ein. Danach geht es sofort weiter.',
      EventUnavailable: 'Verschieben Sie die wartenden Fotos in ein anderes Event, oder öffnen Sie das Event in EventPics wieder.',
      StorageError: 'Machen Sie auf dem Computer der Fotobox Platz frei, und prüfen Sie, ob der Ordner der Warteschlange erreichbar ist.',
      NotSending: 'Starten Sie das Programm, das die Fotos sendet. Bis dahin warten sie.',
    },
    otherAccount: n => `${photos(n, 'Foto wurde', 'Fotos wurden')} mit einem anderen API-Schlüssel eingereiht.`,
    otherAccountAdvice: 'Sie werden gesendet, sobald der aktuelle Schlüssel Zugriff auf ihr Event hat; verschieben oder entfernen Sie sie sonst in der Warteschlange.',
    duplicates: n => `${photos(n, 'Foto erscheint', 'Fotos erscheinen')} im Album vielleicht doppelt.`,
    duplicatesAdvice: 'Die Verbindung brach im falschen Moment ab. Sehen Sie im Album nach und löschen Sie, was doppelt ist.',
    folder: 'Ordner', watching: 'wird überwacht', folderMissing: 'nicht erreichbar', incomplete: n => `${photos(n, 'Datei', 'Dateien')} noch nicht fertig`,
    folderProblems: {
      Other: 'Der Ordner lässt sich gerade nicht überwachen. Es wird erneut versucht.', FolderMissing: 'Der Ordner fehlt. Stecken Sie das Laufwerk an, oder legen Sie den Ordner an.', NotAFolder: 'Das ist eine Datei, kein Ordner.',
      FolderUnreadable: 'Der Ordner ist nicht lesbar. Prüfen Sie Besitzer und Zugriffsrechte.', NoNotifications: 'Das Laufwerk meldet keine neuen Dateien, darum wird der Ordner regelmäßig durchsucht.',
      WatchedElsewhere: 'Ein anderer Computer überwacht diesen Ordner; der Computer der Fotobox sendet daraus nichts.',
      WatchedForOtherEvent: 'Ein anderes Programm auf dem Computer der Fotobox überwacht ihn für ein anderes Event; dieses sendet daraus nichts.',
      ClaimUnreadable: 'Die Sperrdatei des Ordners ist beschädigt. Sie wird innerhalb einer Minute ersetzt.',
      TakenOver: 'Vorher hat ein anderer Computer diesen Ordner überwacht. Dessen ältere Dateien werden übersprungen.', HistoryLost: 'Der Verlauf des Ordners ist beschädigt. Die Dateien darin werden übersprungen.',
    },
    counters: 'Übersicht', waiting: 'Wartend', oldest: age => `ältestes ${age}`, sending: 'Wird gesendet', uploadedToday: 'Heute hochgeladen', total: 'Insgesamt hochgeladen', failed: 'Fehlgeschlagen', left: time => `noch etwa ${time}`,
    photos: 'Fotos', empty: 'Noch keine Fotos', emptyText: 'Sie erscheinen hier, sobald sie eingereiht sind.', noMatch: 'Nichts gefunden', noMatchText: 'Ändern Sie den Filter oder die Suche.',
    loading: 'Weitere werden geladen …', loadFailed: 'Die Liste lässt sich nicht laden.', again: 'Noch einmal',
    states: { Waiting: 'Wartend', Sending: 'Wird gesendet', Uploaded: 'Hochgeladen', Failed: 'Fehlgeschlagen', Exported: 'Exportiert', Removed: 'Entfernt' },
    kinds: { jpeg: 'Foto', image: 'Foto', heic: 'HEIC', gif: 'GIF', video: 'Video', file: 'Datei' },
    close: 'Schließen', taken: 'Aufgenommen', queued: 'Eingereiht', uploaded: 'Hochgeladen', size: 'Größe', event: 'Event', album: 'Album', noAlbum: 'wählt EventPics', attempts: 'Versuche', reason: 'Grund', nextTry: 'Nächster Versuch',
    possibleDuplicate: 'Erscheint im Album vielleicht doppelt.',
    retry: 'Erneut versuchen', retryAll: 'Alle erneut versuchen', dontSend: 'Nicht senden', otherEvent: 'Anderes Event …', download: 'Herunterladen', tooManyToDownload: n => `Wählen Sie zum Herunterladen höchstens ${n} Fotos aus.`, pause: 'Pausieren', resume: 'Fortsetzen', undo: 'Rückgängig',
    retried: 'Es wird erneut versucht.', removed: n => n ? `${photos(n, 'Foto wird', 'Fotos werden')} nicht gesendet.` : 'Schon entfernt.', undone: 'Rückgängig gemacht.', tooLate: 'Zu spät, um es rückgängig zu machen.',
    moved: (n, of) => n === of ? `${photos(n, 'Foto', 'Fotos')} verschoben.` : `${n} von ${photos(of, 'Foto', 'Fotos')} verschoben; die übrigen sind schon dort oder hochgeladen.`,
    moveTitle: n => `${photos(n, 'Foto', 'Fotos')} verschieben`, moveTo: 'Event und Album', moveHere: 'Verschieben', loadingEvents: 'Die Events werden geladen …', noEvents: 'Die Liste der Events lässt sich nicht laden. Versuchen Sie es noch einmal, sobald der Server erreichbar ist.',
    filterState: 'Zustand', filterEvent: 'Event', all: 'Alle', allEvents: 'Alle Events', search: 'Nach Namen suchen', selected: n => `${number.format(n)} ausgewählt`, select: name => `${name} auswählen`, selectAll: 'Alle angezeigten auswählen', nothingToDo: 'Hochgeladen: nichts zu tun.',
    loadingWrapUp: 'Die Fotos werden gezählt …', sendNow: 'Jetzt senden', uploadedOf: (n, of) => `${number.format(n)} von ${number.format(of)}`, missing: n => `Nicht hochgeladen: ${photos(n, 'Foto', 'Fotos')}`,
    openReport: 'Bericht für den Kunden', reportHint: 'Eine Seite mit allen Fotos des Events. Drucken Sie sie als PDF, oder senden Sie dem Kunden die heruntergeladene Datei.',
    skippedTitle: 'Aus dem Ordner nicht gesendet', more: n => `und ${number.format(n)} weitere`,
  },
};

const number = new Intl.NumberFormat(document.documentElement.lang);

function photos(count, one, other) {
  return `${number.format(count)} ${count === 1 ? one : other}`;
}

export const language = document.documentElement.lang;
export const texts = languages[language];

/** Why a photo was not sent; empty when there is no cause. */
export function reasonOf({ state, error, errorMessage }) {
  return settings.errors[error ?? (errorMessage ? `None${state}` : '')] ?? '';
}
