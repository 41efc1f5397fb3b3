import { byId, element } from './elements.js';
import { duration, exactMoment, size } from './format.js';
import { reasonOf, texts } from './texts.js';
import { thumbnail } from './thumbnail.js';
import { albumTitle, eventTitle } from './titles.js';

const sheet = byId('sheet');

function facts(upload) {
  const { state, takenAt, enqueuedAt, uploadedAt, nextAttemptAt, length, attempts, linkId, albumId } = upload;
  const wait = nextAttemptAt && state === 'Waiting' ? Date.parse(nextAttemptAt) - Date.now() : 0;
  const rows = [
    [texts.reason, state === 'Uploaded' ? '' : reasonOf(upload)],
    [texts.nextTry, wait > 0 ? duration(wait) : ''],
    [texts.event, eventTitle(linkId)],
    [texts.album, albumId ? albumTitle(linkId, albumId) : texts.noAlbum],
    [texts.size, size(length)],
    [texts.taken, takenAt && exactMoment(takenAt)],
    [texts.queued, exactMoment(enqueuedAt)],
    [texts.uploaded, uploadedAt && exactMoment(uploadedAt)],
    [texts.attempts, attempts > 1 ? String(attempts) : ''],
  ];
  return element('dl', { className: 'facts' }, ...rows.filter(([, value]) => value)
    .flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)]));
}

/** Opens a dialog. Escape, the button and a click beside it close it. */
export function openSheet(title, ...content) {
  const close = element('button', { className: 'quiet', type: 'button', onclick: () => sheet.close() }, texts.close);
  sheet.replaceChildren(element('div', { className: 'sheet-body' },
    element('h2', { id: 'sheet-title' }, title), ...content, element('div', { className: 'buttons end' }, close)));
  if (!sheet.open) sheet.showModal();
}

export const closeSheet = () => sheet.close();

export const isSheetOpen = () => sheet.open;

/** Shows one photo, large, with everything that is known about it. */
export function showUpload(upload, actions) {
  openSheet(upload.fileName,
    element('div', { className: 'large' }, thumbnail(upload)),
    element('p', { className: `state ${upload.state}` }, texts.states[upload.state]),
    upload.possibleDuplicate ? element('p', { className: 'note' }, texts.possibleDuplicate) : null,
    facts(upload),
    actions);
}

sheet.addEventListener('click', ({ target }) => target === sheet && sheet.close());
