import { byId, element } from './elements.js';

export const settings = JSON.parse(byId('settings').textContent);
export const { language } = settings;

const texts = {
  en: { today: 'Today', queue: 'Queue', settings: 'Settings', other: 'Auf Deutsch anzeigen', noServer: 'No connection to the program. Start it again.' },
  de: { today: 'Heute', queue: 'Warteschlange', settings: 'Einstellungen', other: 'Show in English', noServer: 'Keine Verbindung zum Programm. Starten Sie es wieder.' },
}[language];

let { token } = settings;

/** Reads something. Throws an error with a sentence for people, and the server's reason as its name. */
export async function read(path, parameters = {}) {
  const query = new URLSearchParams(parameters);
  return result(await send(`/app/api/${path}${query.size ? `?${query}` : ''}`));
}

/** Changes something. After a restart of the program the page needs a new token, and gets it. */
export async function change(path, body = {}, isRepeated = false) {
  const response = await send(`/app/api/${path}`, {
    method: 'POST', headers: { 'Content-Type': 'application/json', 'X-EventPics-Token': token }, body: JSON.stringify(body),
  });
  if (response.status === 400 && !isRepeated && (await response.clone().json()).reason === 'outdatedPage') {
    ({ token } = await read('token'));
    return change(path, body, true);
  }

  return result(response);
}

async function send(address, options) {
  try {
    return await fetch(address, options);
  } catch {
    throw new Error(texts.noServer);
  }
}

async function result(response) {
  if (response.ok) return response.json();
  const { reason, message } = await response.json().catch(() => ({ message: `${response.status} ${response.statusText}` }));
  throw Object.assign(new Error(message), { name: reason ?? 'Error' });
}

/** Shows the links to the other screens, unless this one stands alone, and to the other language. */
export function showHeader(title, screens = true) {
  document.title = `${title} · EventPics`;
  for (const [name, href] of screens ? [['today', '/'], ['queue', '/queue'], ['settings', '/settings']] : []) {
    const tab = element('a', { href }, texts[name]);
    if (name === settings.screen) tab.setAttribute('aria-current', 'page');
    byId('screens').append(tab);
  }

  const other = language === 'de' ? 'en' : 'de';
  byId('choices').append(element('a', { className: 'chip', href: `?lang=${other}`, lang: other, hreflang: other, 'aria-label': texts.other }, other.toUpperCase()));
}

/** Has a screen reader say something. */
export function announce(text) {
  byId('announcement').textContent = text;
}

/** Runs something when a form is submitted or a button is pressed, once at a time, and shows under it why it failed. */
export function onAction(target, event, problem, action) {
  target.addEventListener(event, async submitted => {
    submitted.preventDefault();
    const button = target.querySelector?.('button[type="submit"]') ?? target;
    if (button.disabled) return;
    button.disabled = true;
    problem.textContent = '';
    try {
      await action();
    } catch (error) {
      problem.textContent = error.message;
    } finally {
      button.disabled = false;
    }
  });
}
