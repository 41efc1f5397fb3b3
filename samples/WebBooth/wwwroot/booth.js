import { capture, composeStrip, openCamera, toJpeg } from './camera.js';
import { Outbox } from './outbox.js';
import { showEventTitle, showPhotos } from './photo-list.js';
import { text, translatePage } from './texts.js';

const SECONDS = 3;
const element = id => document.getElementById(id);
const video = element('preview');
let shot = null; // the picture under review
let cameraProblem = null; // the key of its text

translatePage();
const outbox = await Outbox.open();
showPhotos(outbox, element('photos'));
showEventTitle();
await startCamera();

element('ready').addEventListener('submit', async event => {
  event.preventDefault();
  await takePhoto(new FormData(event.target).get('layout') === 'strip' ? 4 : 1);
});
element('keep').addEventListener('click', keep);
element('retake').addEventListener('click', discard);
element('camera-again').addEventListener('click', startCamera);
element('file').addEventListener('change', async event => {
  for (const file of event.target.files) {
    await outbox.add(file, file.name, file.lastModified);
  }
  event.target.value = '';
});
addEventListener('keydown', event => {
  if (event.key === 'Escape' && shot) {
    discard();
  } else if (event.key === ' ' && event.target === document.body && !element('ready').hidden && !element('shutter').disabled) {
    event.preventDefault();
    element('ready').requestSubmit();
  }
});

async function startCamera() {
  element('shutter').disabled = true;
  try {
    const track = await openCamera(video);
    track.onended = () => showCameraProblem('cameraFailed'); // unplugged
    showCameraProblem(null);
  } catch (error) {
    showCameraProblem(error.message);
  }
}

function showCameraProblem(key) {
  cameraProblem = key;
  element('camera-problem').textContent = key === null ? '' : text(key);
  element('no-camera').hidden = key === null || shot !== null; // it must not cover the photo that a guest decides on
  element('shutter').disabled = key !== null;
}

async function takePhoto(count) {
  element('ready').hidden = true;
  try {
    await takePictures(count);
  } catch {
    element('ready').hidden = false;
    showCameraProblem('cameraFailed');
  }
}

async function takePictures(count) {
  const pictures = [];
  while (pictures.length < count) {
    await countDown();
    if (cameraProblem !== null) { // unplugged meanwhile
      element('ready').hidden = false;
      return;
    }
    pictures.push(capture(video));
    flash();
  }
  const canvas = count === 1 ? pictures[0] : composeStrip(pictures);
  shot = { blob: await toJpeg(canvas), takenAt: Date.now() };
  element('shot').src = URL.createObjectURL(shot.blob);
  element('shot').hidden = false;
  element('review').hidden = false;
  announce(text(count === 1 ? 'photoTaken' : 'stripTaken'));
  element('keep').focus();
}

async function countDown() {
  for (let second = SECONDS; second > 0; second--) {
    element('countdown').textContent = second;
    announce(String(second));
    await new Promise(resolve => setTimeout(resolve, 1000));
  }
  element('countdown').textContent = '';
}

function flash() {
  element('flash').classList.remove('on');
  void element('flash').offsetWidth; // restarts the animation
  element('flash').classList.add('on');
}

async function keep() {
  const kept = shot;
  if (!kept) {
    return; // pressed twice
  }
  shot = null;
  const name = `booth-${new Date(kept.takenAt).toISOString().replace(/[-:]/g, '').slice(0, 15)}.jpg`;
  await outbox.add(kept.blob, name, kept.takenAt);
  discard();
}

function discard() {
  shot = null;
  URL.revokeObjectURL(element('shot').src);
  element('shot').removeAttribute('src');
  element('shot').hidden = true;
  element('review').hidden = true;
  element('ready').hidden = false;
  showCameraProblem(cameraProblem);
  element('shutter').focus();
}

function announce(words) {
  element('announcement').textContent = words;
}
