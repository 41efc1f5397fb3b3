import { language } from './page.js';

const languages = {
  en: {
    title: 'Setup', steps: ['API key', 'Event', 'Folder'], change: 'Change', loading: 'Loading …', again: 'Try again',
    keyTitle: 'Paste the API key', keyText: 'It connects this computer with your event.', key: 'API key', checkKey: 'Check',
    whereTitle: 'Where it is', where: ['Open your event in the EventPics app or on eventpics.net.', 'Open the API key management.', 'Copy the key and paste it here.'],
    sketchEvent: 'Your event', sketchManagement: 'API keys', sketchCopy: 'Copy',
    checking: 'Checking …',
    keyResults: {
      valid: n => `Valid, ${n} ${n === 1 ? 'event' : 'events'}`,
      rejected: () => 'Rejected: copy it again from the API key management of your event.',
      malformed: () => 'This can\'t be an API key: it contains characters that no key has. Copy it again from the API key management of your event.',
      empty: () => 'Paste the API key first.',
      unchecked: (n, problem) => `Saved, but not checked. ${problem}`,
      notSaved: (n, problem) => `The key could not be saved. ${problem}`,
    },
    fromEnvironment: 'The variable EVENTPICS_API_KEY of this computer takes precedence over a key that is entered here.',
    keepKey: 'Keep the current key', next: 'Continue',
    eventTitle: 'Choose the event and album', refresh: 'Refresh', noAlbum: 'No particular album', loadingEvents: 'Loading the events …',
    offline: (problem, date) => `${problem} This is the list of ${date}.`, noEvents: 'No events yet', noEventsText: 'Create one in the EventPics app, then refresh.',
    folderTitle: 'Choose the folder', folderText: 'The folder in which your booth program saves finished photos.', places: 'Found on this computer',
    newest: (name, date) => `newest: ${name}, ${date}`, all: 'All folders', path: 'Folder', open: 'Open', up: 'One level up', use: 'Use this folder',
    noSubfolders: 'No subfolders.', cut: 'Only the first 500 folders are shown. Enter the path above to open another one.',
    readyTitle: 'Check and start', target: 'Event', folder: 'Folder', kinds: 'What is sent', prints: 'Prints and photos', singleShots: 'Single shots (subfolders such as Originals or Singles)', videos: 'Videos and GIFs',
    older: 'Photos that are already in the folder', contents: (n, from, to) => `${photos(n)}, from ${from} to ${to}.`,
    wentTo: (n, title, date) => `${photos(n)} went to “${title}”, last on ${date}.`, wentHere: (n, date) => `${photos(n)} went to this event, last on ${date}. None is sent twice.`,
    neverSent: n => `${photos(n)} ${n === 1 ? 'was' : 'were'} never sent.`, olderNone: 'Send none of them, only new ones', olderToday: n => `Send today's (${n})`, olderAll: n => `Send all that went to no other event (${n})`,
    nothingYet: 'No photos in it yet. New ones are sent as soon as they appear.',
    checks: 'Checks', running: 'Checking network, clock, disk and folder …', good: 'Everything is ready.', wait: 'Ready, with a hint.', bad: 'Not ready yet.', recheck: 'Check again',
    results: { ok: 'OK', unchecked: 'Skipped', warning: 'Warning', bad: 'Failed' },
    measure: 'Measure the speed', measureNote: 'Uploads one grey test photo into the album. Delete it there afterwards.', measuring: 'Measuring …', speed: (speed, seconds) => `${speed}: one photo takes about ${seconds}.`,
    start: 'Start', startAnyway: 'Start anyway',
  },
  de: {
    title: 'Einrichtung', steps: ['API-Schlüssel', 'Event', 'Ordner'], change: 'Ändern', loading: 'Wird geladen …', again: 'Noch einmal',
    keyTitle: 'API-Schlüssel einfügen', keyText: 'Er verbindet diesen Computer mit Ihrem Event.', key: 'API-Schlüssel', checkKey: 'Prüfen',
    whereTitle: 'Wo Sie ihn finden', where: ['Öffnen Sie Ihr Event in der EventPics-App oder auf eventpics.net.', 'Öffnen Sie die API-Schlüssel-Verwaltung.', 'Kopieren Sie den Schlüssel und fügen Sie ihn hier ein.'],
    sketchEvent: 'Ihr Event', sketchManagement: 'API-Schlüssel', sketchCopy: 'Kopieren',
    checking: 'Wird geprüft …',
    keyResults: {
      valid: n => `Gültig, ${n} ${n === 1 ? 'Event' : 'Events'}`,
      rejected: () => 'Abgelehnt: Kopieren Sie ihn noch einmal aus der API-Schlüssel-Verwaltung Ihres Events.',
      malformed: () => 'Das kann kein API-Schlüssel sein: Er enthält Zeichen, die in keinem vorkommen. Kopieren Sie ihn noch einmal aus der API-Schlüssel-Verwaltung Ihres Events.',
      empty: () => 'Fügen Sie zuerst den API-Schlüssel ein.',
      unchecked: (n, problem) => `Gespeichert, aber nicht geprüft. ${problem}`,
      notSaved: (n, problem) => `Der Schlüssel ließ sich nicht speichern. ${problem}`,
    },
    fromEnvironment: 'Die Variable EVENTPICS_API_KEY dieses Computers hat Vorrang vor einem Schlüssel, den Sie hier eingeben.',
    keepKey: 'Jetzigen Schlüssel behalten', next: 'Weiter',
    eventTitle: 'Event und Album wählen', refresh: 'Aktualisieren', noAlbum: 'Kein bestimmtes Album', loadingEvents: 'Die Events werden geladen …',
    offline: (problem, date) => `${problem} Dies ist die Liste vom ${date}.`, noEvents: 'Noch keine Events', noEventsText: 'Legen Sie in der EventPics-App eines an und aktualisieren Sie dann.',
    folderTitle: 'Ordner wählen', folderText: 'Der Ordner, in dem Ihr Fotobox-Programm fertige Fotos speichert.', places: 'Auf diesem Computer gefunden',
    newest: (name, date) => `neuestes: ${name}, ${date}`, all: 'Alle Ordner', path: 'Ordner', open: 'Öffnen', up: 'Eine Ebene höher', use: 'Diesen Ordner verwenden',
    noSubfolders: 'Keine Unterordner.', cut: 'Nur die ersten 500 Ordner werden angezeigt. Geben Sie oben den Pfad ein, um einen anderen zu öffnen.',
    readyTitle: 'Prüfen und starten', target: 'Event', folder: 'Ordner', kinds: 'Was gesendet wird', prints: 'Drucke und Fotos', singleShots: 'Einzelbilder (Unterordner wie Originals oder Singles)', videos: 'Videos und GIFs',
    older: 'Fotos, die schon im Ordner sind', contents: (n, from, to) => `${photos(n)}, vom ${from} bis zum ${to}.`,
    wentTo: (n, title, date) => `${photos(n)} ${n === 1 ? 'ging' : 'gingen'} an „${title}“, zuletzt am ${date}.`, wentHere: (n, date) => `${photos(n)} ${n === 1 ? 'ging' : 'gingen'} an dieses Event, zuletzt am ${date}. Keines wird zweimal gesendet.`,
    neverSent: n => `${photos(n)} ${n === 1 ? 'wurde' : 'wurden'} noch nie gesendet.`, olderNone: 'Keine davon senden, nur neue', olderToday: n => `Die von heute senden (${n})`, olderAll: n => `Alle senden, die an kein anderes Event gingen (${n})`,
    nothingYet: 'Noch keine Fotos darin. Neue werden gesendet, sobald sie erscheinen.',
    checks: 'Prüfungen', running: 'Netz, Uhr, Datenträger und Ordner werden geprüft …', good: 'Alles ist bereit.', wait: 'Bereit, mit einem Hinweis.', bad: 'Noch nicht bereit.', recheck: 'Noch einmal prüfen',
    results: { ok: 'OK', unchecked: 'Übersprungen', warning: 'Warnung', bad: 'Fehler' },
    measure: 'Geschwindigkeit messen', measureNote: 'Lädt ein graues Testfoto in das Album hoch. Löschen Sie es dort danach.', measuring: 'Wird gemessen …', speed: (speed, seconds) => `${speed}: Ein Foto dauert etwa ${seconds}.`,
    start: 'Starten', startAnyway: 'Trotzdem starten',
  },
};

const locale = navigator.languages.find(wanted => wanted.split('-')[0] === language) ?? language;
const number = new Intl.NumberFormat(locale);
const dateAndClock = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });

function photos(n) {
  const [one, other] = language === 'de' ? ['Foto', 'Fotos'] : ['photo', 'photos'];
  return `${number.format(n)} ${n === 1 ? one : other}`;
}

export const texts = languages[language];

export const moment = iso => dateAndClock.format(new Date(iso));

export function speed(bytesPerSecond) {
  const megabits = bytesPerSecond * 8 / 1_000_000;
  return `${new Intl.NumberFormat(locale, { maximumFractionDigits: megabits < 10 ? 1 : 0 }).format(megabits)} Mbit/s`;
}

export const seconds = value => value < 1 ? '1 s' : `${number.format(Math.round(value))} s`;
