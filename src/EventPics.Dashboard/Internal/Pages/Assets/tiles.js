import { buttonsFor } from './actions.js';
import { arrange, element, setText } from './elements.js';
import { moment, number } from './format.js';
import { closeSheet, showUpload } from './sheet.js';
import { texts } from './texts.js';
import { load, thumbnail } from './thumbnail.js';

/** A grid of photos, each a tile that opens the photo. */
export function tileGrid() {
  const tiles = new Map();
  const grid = element('ul', { className: 'grid', 'aria-label': texts.photos });

  function create(upload) {
    const [state, name, time] = [element('span', { className: 'badge' }), element('span', { className: 'name' }, upload.fileName), element('span', { className: 'time' })];
    const bar = element('progress', { max: 100, value: 0, 'aria-hidden': 'true' });
    const button = element('button', { className: 'tile', type: 'button' }, thumbnail(upload), state, bar, name, time);
    return { item: element('li', {}, button), button, state, bar, time };
  }

  function tile(upload) {
    if (!tiles.has(upload.id)) tiles.set(upload.id, create(upload));
    const { item, button, state, bar, time } = tiles.get(upload.id);
    const percent = upload.length ? Math.floor(100 * upload.bytesSent / upload.length) : 0;
    if (button.dataset.state !== upload.state) load(button.firstChild, upload);
    button.dataset.state = upload.state;
    button.onclick = () => showUpload(upload, buttonsFor([upload], closeSheet));
    bar.hidden = upload.state !== 'Sending';
    bar.value = percent;
    setText(state, upload.state === 'Sending' && percent ? `${number(percent)} %` : texts.states[upload.state]);
    setText(time, moment(upload.takenAt ?? upload.enqueuedAt));
    return item;
  }

  function show(uploads) {
    arrange(grid, uploads.map(tile));
    const shown = new Set(uploads.map(({ id }) => id));
    for (const id of tiles.keys()) if (!shown.has(id)) tiles.delete(id);
  }

  return { grid, show };
}
