// Everything a guest reads, in English and German.
const texts = {
  en: {
    booth: 'Photo booth',
    guests: 'Your photos for the album',
    guestsHelp: 'Choose photos and videos from your phone. They appear in the album within seconds.',
    layout: 'Layout',
    single: 'Single photo',
    strip: 'Strip of four',
    takePhoto: 'Take photo',
    keep: 'Keep',
    retake: 'Retake',
    tryAgain: 'Try again',
    chooseFile: 'Choose a photo',
    chooseFiles: 'Choose photos',
    photos: 'Photos',
    photoTaken: 'Photo taken. Keep it?',
    stripTaken: 'Four photos taken. Keep them?',
    cameraDenied: 'The camera is blocked. Allow it with the camera icon in the address bar, then try again.',
    cameraMissing: 'No camera found. Connect one and try again, or choose a photo.',
    cameraBusy: 'Another program is using the camera. Close that program and try again.',
    cameraInsecure: 'The browser allows the camera only over https or on the booth’s own computer. Choose a photo instead.',
    cameraFailed: 'The camera isn’t working. Reconnect it and try again, or choose a photo.',
    kept: 'Saved on this device',
    unsaved: 'Keep this page open until it is sent',
    storing: 'Sending to the booth',
    waiting: 'Waiting to be sent',
    sending: 'Sending to the album',
    uploaded: 'In the album',
    failed: 'The album rejected this file. Please tell the staff.',
    removed: 'Removed by staff',
    tooLarge: 'Too large. The limit is {size} MB.',
    notAPhoto: 'This is not a photo or video.',
    cutShort: 'This file is incomplete. Choose it again.',
    unreadable: 'This file can’t be read. Choose it again.',
    cannotStore: 'The booth’s disk is full. Please tell the staff; the photo is saved on this device.',
    noBooth: 'Can’t reach the photo booth. Stay on the venue’s Wi-Fi; your photos are saved on this device.',
    noCookies: 'Allow cookies for this page, then reload it.',
    noAlbum: 'No connection to the album. Photos are saved and will be sent later.',
    needsStaff: 'The album isn’t accepting photos right now. Please tell the staff; no photos are lost.',
    total: '{done} of {count} in the album',
  },
  de: {
    booth: 'Fotobox',
    guests: 'Deine Fotos fürs Album',
    guestsHelp: 'Wähle Fotos und Videos vom Handy aus. Sie erscheinen nach wenigen Sekunden im Album.',
    layout: 'Format',
    single: 'Einzelfoto',
    strip: '4er-Streifen',
    takePhoto: 'Foto aufnehmen',
    keep: 'Behalten',
    retake: 'Neu aufnehmen',
    tryAgain: 'Erneut versuchen',
    chooseFile: 'Foto auswählen',
    chooseFiles: 'Fotos auswählen',
    photos: 'Fotos',
    photoTaken: 'Foto aufgenommen. Behalten?',
    stripTaken: 'Vier Fotos aufgenommen. Behalten?',
    cameraDenied: 'Die Kamera ist blockiert. Erlaube den Zugriff über das Kamerasymbol in der Adressleiste und versuche es erneut.',
    cameraMissing: 'Es wurde keine Kamera gefunden. Schließe eine an und versuche es erneut, oder wähle ein Foto aus.',
    cameraBusy: 'Ein anderes Programm benutzt die Kamera. Schließe es und versuche es erneut.',
    cameraInsecure: 'Der Browser gibt die Kamera nur über https oder direkt am Rechner der Fotobox frei. Wähle stattdessen ein Foto aus.',
    cameraFailed: 'Die Kamera funktioniert nicht. Schließe sie neu an und versuche es erneut, oder wähle ein Foto aus.',
    kept: 'Auf diesem Gerät gespeichert',
    unsaved: 'Lass diese Seite offen, bis es gesendet ist',
    storing: 'Wird an die Fotobox gesendet',
    waiting: 'Wartet aufs Hochladen',
    sending: 'Wird ins Album hochgeladen',
    uploaded: 'Im Album',
    failed: 'Das Album hat diese Datei abgelehnt. Bitte sag dem Personal Bescheid.',
    removed: 'Vom Personal entfernt',
    tooLarge: 'Zu groß: höchstens {size} MB.',
    notAPhoto: 'Das ist weder ein Foto noch ein Video.',
    cutShort: 'Die Datei ist unvollständig. Bitte noch einmal auswählen.',
    unreadable: 'Die Datei lässt sich nicht lesen. Bitte noch einmal auswählen.',
    cannotStore: 'Die Festplatte der Fotobox ist voll. Bitte sag dem Personal Bescheid; das Foto ist auf diesem Gerät gespeichert.',
    noBooth: 'Keine Verbindung zur Fotobox. Bleib im WLAN der Feier; deine Fotos sind auf diesem Gerät gespeichert.',
    noCookies: 'Erlaube Cookies für diese Seite und lade sie neu.',
    noAlbum: 'Keine Verbindung zum Album. Die Fotos sind gespeichert und werden später gesendet.',
    needsStaff: 'Das Album nimmt gerade keine Fotos an. Bitte sag dem Personal Bescheid; es geht kein Foto verloren.',
    total: '{done} von {count} im Album',
  },
};

const language = navigator.language.toLowerCase().startsWith('de') ? 'de' : 'en';

export function text(key, values = {}) {
  return (texts[language][key] ?? key).replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

export function translatePage() {
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll('[data-text]')) {
    element.textContent = text(element.dataset.text);
  }
  for (const element of document.querySelectorAll('[data-label]')) {
    element.setAttribute('aria-label', text(element.dataset.label));
  }
  document.title = document.querySelector('h1').textContent;
}
