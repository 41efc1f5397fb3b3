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
    cameraDenied: 'The camera is blocked. Allow it with the camera symbol in the address bar, then try again.',
    cameraMissing: 'No camera was found. Connect one and try again, or choose a photo.',
    cameraBusy: 'Another program is using the camera. Close that program and try again.',
    cameraInsecure: 'The browser allows the camera only over https or on the booth’s own computer. Choose a photo instead.',
    cameraFailed: 'The camera does not work. Reconnect it and try again, or choose a photo.',
    kept: 'Safe on this device',
    storing: 'Sending to the booth',
    waiting: 'Waiting for the album',
    sending: 'Sending to the album',
    uploaded: 'In the album',
    failed: 'Not accepted by the album. Tell the staff.',
    removed: 'Removed by the staff',
    tooLarge: 'Too large. Up to {size} MB are allowed.',
    notAPhoto: 'This is not a photo or video.',
    cutShort: 'This file is incomplete. Choose it again.',
    refused: 'The booth did not accept this file.',
    cannotStore: 'The booth’s disk is full. Tell the staff; the photo is safe on this device.',
    noBooth: 'The booth’s computer can’t be reached. Photos are safe on this device.',
    noAlbum: 'No connection to the album. Photos are safe and will be sent later.',
    needsStaff: 'The album does not accept photos. Tell the staff; all photos are safe.',
    total: '{done} of {count} in the album',
  },
  de: {
    booth: 'Fotobox',
    guests: 'Eure Fotos fürs Album',
    guestsHelp: 'Wählt Fotos und Videos vom Handy aus. Sie erscheinen in wenigen Sekunden im Album.',
    layout: 'Format',
    single: 'Einzelfoto',
    strip: 'Viererstreifen',
    takePhoto: 'Foto aufnehmen',
    keep: 'Behalten',
    retake: 'Noch einmal',
    tryAgain: 'Erneut versuchen',
    chooseFile: 'Foto auswählen',
    chooseFiles: 'Fotos auswählen',
    photos: 'Fotos',
    photoTaken: 'Foto aufgenommen. Behalten?',
    stripTaken: 'Vier Fotos aufgenommen. Behalten?',
    cameraDenied: 'Die Kamera ist gesperrt. Gib sie über das Kamerasymbol in der Adresszeile frei und versuche es erneut.',
    cameraMissing: 'Es wurde keine Kamera gefunden. Schließe eine an und versuche es erneut, oder wähle ein Foto aus.',
    cameraBusy: 'Ein anderes Programm benutzt die Kamera. Schließe es und versuche es erneut.',
    cameraInsecure: 'Der Browser gibt die Kamera nur über https oder am Rechner der Fotobox frei. Wähle stattdessen ein Foto aus.',
    cameraFailed: 'Die Kamera funktioniert nicht. Stecke sie neu an und versuche es erneut, oder wähle ein Foto aus.',
    kept: 'Auf diesem Gerät gesichert',
    storing: 'Wird zur Fotobox gesendet',
    waiting: 'Wartet auf das Album',
    sending: 'Wird ins Album gesendet',
    uploaded: 'Im Album',
    failed: 'Vom Album nicht angenommen. Bitte dem Personal sagen.',
    removed: 'Vom Personal entfernt',
    tooLarge: 'Zu groß. Erlaubt sind bis zu {size} MB.',
    notAPhoto: 'Das ist weder ein Foto noch ein Video.',
    cutShort: 'Die Datei ist unvollständig. Bitte noch einmal auswählen.',
    refused: 'Die Fotobox hat diese Datei nicht angenommen.',
    cannotStore: 'Die Festplatte der Fotobox ist voll. Bitte dem Personal sagen; das Foto ist auf diesem Gerät gesichert.',
    noBooth: 'Der Rechner der Fotobox ist nicht erreichbar. Die Fotos sind auf diesem Gerät gesichert.',
    noAlbum: 'Keine Verbindung zum Album. Die Fotos sind gesichert und werden später gesendet.',
    needsStaff: 'Das Album nimmt keine Fotos an. Bitte dem Personal sagen; alle Fotos sind gesichert.',
    total: '{done} von {count} im Album',
  },
};

const language = navigator.language.toLowerCase().startsWith('de') ? 'de' : 'en';

export function text(key, values = {}) {
  return texts[language][key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
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
