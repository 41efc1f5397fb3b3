import { byId, element } from './elements.js';
import { language, read, showHeader } from './page.js';

const texts = {
  en: {
    title: 'Enter the PIN', text: 'It is on the computer of the photo booth, under Settings, Phone access.', pin: 'PIN, six digits', open: 'Open',
    wrong: 'That PIN is wrong. Try again.', six: 'The PIN has six digits.', noServer: 'No connection to the booth. Is this phone in the same Wi-Fi?',
    locked: minutes => `Too many wrong PINs. Try again in ${minutes} min.`,
    unprotected: 'This connection is not encrypted: anyone in this Wi-Fi could read along.',
  },
  de: {
    title: 'PIN eingeben', text: 'Sie steht am Computer der Fotobox unter Einstellungen, Zugriff vom Handy.', pin: 'PIN, sechs Ziffern', open: 'Öffnen',
    wrong: 'Diese PIN ist falsch. Versuchen Sie es noch einmal.', six: 'Die PIN hat sechs Ziffern.', noServer: 'Keine Verbindung zur Fotobox. Ist dieses Handy im selben WLAN?',
    locked: minutes => `Zu viele falsche PINs. Versuchen Sie es in ${minutes} min noch einmal.`,
    unprotected: 'Diese Verbindung ist nicht verschlüsselt: Jeder in diesem WLAN könnte mitlesen.',
  },
}[language];

const pin = element('input', { className: 'pin', inputMode: 'numeric', autocomplete: 'one-time-code', maxLength: 7, required: true, id: 'pin' });
const problem = element('p', { className: 'form-problem', role: 'alert' });
const open = element('button', { className: 'main', type: 'submit' }, texts.open);
const form = element('form', { className: 'step narrow', noValidate: true },
  element('h2', {}, texts.title), element('p', { className: 'note' }, texts.text),
  element('label', { className: 'field' }, element('span', {}, texts.pin), pin), problem, open, element('p', { className: 'note small' }, texts.unprotected));

async function signIn(entered) {
  const response = await fetch('/app/api/sign-in', {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ pin: entered }),
  });
  const { isRight, lockedFor, message } = await response.json();
  if (isRight) location.replace('/');
  else if (lockedFor) problem.textContent = texts.locked(Math.ceil(lockedFor / 60_000));
  else problem.textContent = message ?? texts.wrong;
  if (!isRight) pin.select();
}

form.addEventListener('submit', async submitted => {
  submitted.preventDefault();
  const entered = pin.value.replaceAll(/\s/g, '');
  problem.textContent = /^\d{6}$/.test(entered) ? '' : texts.six;
  if (problem.textContent) return pin.focus();
  open.disabled = true;
  await signIn(entered).catch(() => { problem.textContent = texts.noServer; });
  open.disabled = false;
});

// A phone that wakes, or that follows a link from another app, may be signed in without its cookie having come along.
async function leaveIfSignedIn() {
  const { isSignedIn } = await read('session').catch(() => ({}));
  if (isSignedIn) location.replace('/');
}

showHeader(texts.title, false);
byId('main').append(form);
pin.focus();
document.addEventListener('visibilitychange', () => document.hidden || leaveIfSignedIn());
leaveIfSignedIn();
