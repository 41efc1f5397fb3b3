import { address, change, settings } from './api.js';
import { byId, element } from './elements.js';
import { closeSheet, isSheetOpen, openSheet } from './sheet.js';
import { texts } from './texts.js';
import { readTitles } from './titles.js';

const toastTime = 5000;
const undoTime = 10_000;
const mostDownloaded = 100;

/** Shows a sentence for a while; with an action also a button for it. */
function toast(text, label, action) {
  const shown = element('div', { className: 'toast' }, element('span', {}, text),
    action ? element('button', { type: 'button', onclick() { shown.remove(); action(); } }, label) : null);
  byId('toasts').append(shown);
  setTimeout(() => shown.remove(), action ? undoTime : toastTime);
}

let changed;

/** Calls this after each change of photos. */
export function onChanged(callback) {
  changed = callback;
}

/** Does something. If it fails, it says why and offers to try again. */
export async function run(path, body, done) {
  try {
    const result = await change(`api/${path}`, body);
    done?.(result);
    if (body) changed(); // The queue reports a removal or a retry to all pages, but not which photos it concerns if they are old.
  } catch (error) {
    toast(error instanceof TypeError ? texts.noPage : error.message, texts.again, () => run(path, body, done));
  }
}

export const retry = ids => run('retry', { ids }, () => toast(texts.retried));

const undoRemoval = undo => run('undo', { undo }, ({ count }) => toast(count ? texts.undone : texts.tooLate));

export const remove = ids => run('remove', { ids },
  ({ count, undo }) => toast(texts.removed(count), texts.undo, undo && (() => undoRemoval(undo))));

function download(ids) {
  if (ids.length > mostDownloaded) toast(texts.tooManyToDownload(mostDownloaded));
  else element('a', { href: address('photos.zip', { ids: ids.join() }), download: '' }).click();
}

/** Asks for an event and album, and moves photos there. */
export async function move(ids) {
  const title = texts.moveTitle(ids.length);
  openSheet(title, element('p', {}, texts.loadingEvents));
  const events = await readTitles();
  if (!isSheetOpen()) return;
  if (events.length === 0) {
    openSheet(title, element('p', {}, texts.noEvents));
    return;
  }

  const chosen = element('select', {}, ...events.flatMap(({ linkId, title, albums }) => [{ id: '', title: texts.noAlbum }, ...albums]
    .map(album => element('option', { value: JSON.stringify([linkId, album.id]) }, `${title} / ${album.title}`))));
  const confirm = element('button', { className: 'main', type: 'button', onclick() {
    const [linkId, albumId] = JSON.parse(chosen.value);
    closeSheet();
    run('move', { ids, linkId, albumId: albumId || null }, ({ count }) => toast(texts.moved(count, ids.length)));
  } }, texts.moveHere);
  openSheet(title, element('label', { className: 'field' }, element('span', {}, texts.moveTo), chosen),
    element('div', { className: 'buttons' }, confirm));
}

const pending = ['Waiting', 'Sending', 'Failed'];

/** The buttons for photos; null when nothing can be done with them. */
export function buttonsFor(uploads, done = () => {}) {
  const changeable = uploads.filter(({ state }) => pending.includes(state));
  if (settings.readOnly || changeable.length === 0) return null;
  const ids = changeable.map(({ id }) => id);
  const button = (text, action, className = '', keepsSelection = false) => element('button', { className, type: 'button', onclick() {
    if (!keepsSelection) done();
    action(ids);
  } }, text);
  return element('div', { className: 'buttons' },
    changeable.some(({ state }) => state !== 'Sending') ? button(texts.retry, retry, 'main') : null,
    button(texts.otherEvent, move),
    button(texts.download, download, '', true),
    button(texts.dontSend, remove, 'danger'));
}
