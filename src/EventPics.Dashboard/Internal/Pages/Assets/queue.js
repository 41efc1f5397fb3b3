import { buttonsFor } from './actions.js';
import { settings } from './api.js';
import { arrange, element, setText } from './elements.js';
import { moment, number, size } from './format.js';
import { UploadList } from './list.js';
import { endOf } from './more.js';
import { closeSheet, showUpload } from './sheet.js';
import { reasonOf, texts } from './texts.js';
import { load, thumbnail } from './thumbnail.js';
import { albumTitle, eventTitle, knownEvents } from './titles.js';

const rows = new Map();
const selected = new Set();

const states = element('select', { onchange: filter }, element('option', { value: '' }, texts.all),
  ...Object.entries(texts.states).map(([value, text]) => element('option', { value }, text)));
const events = element('select', { onchange: filter }, element('option', { value: '' }, texts.allEvents));
const search = element('input', { type: 'search', placeholder: texts.search, 'aria-label': texts.search, oninput: searchSoon });
const all = element('input', { type: 'checkbox', onchange: chooseAll });
const chooseAllLabel = element('label', { className: 'choose-all', hidden: true }, element('span', { className: 'check' }, all), texts.selectAll);
const selection = element('section', { className: 'selection', hidden: true });
const table = element('ul', { className: 'rows', 'aria-label': texts.photos });
const empty = element('div', { className: 'empty', hidden: true }, element('b', {}, texts.noMatch), texts.noMatchText);

const list = new UploadList(show);
const { end, update } = endOf(list);
let searching;

function searchSoon() {
  clearTimeout(searching);
  searching = setTimeout(filter, 250);
}

function filter() {
  list.filter = { state: states.value, event: events.value, search: search.value.trim() };
  selected.clear();
  show();
  list.reload().catch(() => {});
}

function row(upload) {
  if (!rows.has(upload.id)) {
    const box = element('input', { type: 'checkbox', 'aria-label': texts.select(upload.fileName), onchange: () => choose(upload.id, box.checked) });
    const [state, place, time, why] = ['state', 'place', 'time', 'why'].map(className => element('span', { className }));
    const button = element('button', { className: 'row', type: 'button' }, thumbnail(upload),
      element('span', { className: 'name' }, upload.fileName), state, place, time, why);
    const item = element('li', {}, settings.readOnly ? null : element('label', { className: 'check' }, box), button);
    rows.set(upload.id, { item, box, button, state, place, time, why });
  }

  const { item, box, button, state, place, time, why } = rows.get(upload.id);
  const percent = upload.length ? Math.floor(100 * upload.bytesSent / upload.length) : 0;
  box.checked = selected.has(upload.id);
  button.onclick = () => showUpload(upload, buttonsFor([upload], closeSheet));
  if (!state.classList.contains(upload.state)) load(button.firstChild, upload);
  state.className = `state ${upload.state}`;
  setText(state, upload.state === 'Sending' && percent ? `${number(percent)} %` : texts.states[upload.state]);
  setText(place, [eventTitle(upload.linkId), upload.albumId && albumTitle(upload.linkId, upload.albumId)].filter(Boolean).join(' / '));
  setText(time, `${moment(upload.enqueuedAt)} · ${size(upload.length)}`);
  setText(why, upload.state === 'Failed' || upload.state === 'Waiting' ? reasonOf(upload) : '');
  return item;
}

function choose(id, isChosen) {
  if (isChosen) selected.add(id);
  else selected.delete(id);
  showSelection();
}

function chooseAll() {
  selected.clear();
  if (all.checked) list.uploads.forEach(({ id }) => selected.add(id));
  show();
}

function clearSelection() {
  selected.clear();
  show();
}

function showSelection() {
  const chosen = list.uploads.filter(({ id }) => selected.has(id));
  all.checked = chosen.length > 0 && chosen.length === list.uploads.length;
  all.indeterminate = chosen.length > 0 && !all.checked;
  chooseAllLabel.hidden = settings.readOnly || list.uploads.length === 0;
  selection.hidden = chosen.length === 0;
  const key = chosen.map(({ id, state }) => `${id} ${state}`).join();
  if (selection.dataset.key === key) return; // A button must not be replaced under the pointer.
  selection.dataset.key = key;
  selection.replaceChildren(element('b', { role: 'status' }, texts.selected(chosen.length)),
    buttonsFor(chosen, clearSelection) ?? element('span', { className: 'note' }, texts.nothingToDo));
}

function show() {
  const shown = new Set(list.uploads.map(({ id }) => id));
  for (const id of rows.keys()) if (!shown.has(id)) rows.delete(id);
  for (const id of selected) if (!shown.has(id)) selected.delete(id);
  arrange(table, list.uploads.map(row));
  empty.hidden = list.uploads.length > 0 || !list.isComplete;
  update();
  showSelection();
}

/** The screen to find photos, and to retry, move or remove many of them. */
export const queue = {
  show(main) {
    main.append(
      element('section', { className: 'filters' },
        element('label', { className: 'field' }, element('span', {}, texts.filterState), states),
        element('label', { className: 'field' }, element('span', {}, texts.filterEvent), events),
        element('div', { className: 'field wide' }, search)),
      element('h2', { className: 'hidden' }, texts.photos), empty, chooseAllLabel, table, end, selection);
  },
  reload: () => list.reload(),
  titlesRead() {
    const chosen = events.value;
    events.replaceChildren(element('option', { value: '' }, texts.allEvents),
      ...knownEvents().map(({ linkId, title }) => element('option', { value: linkId, selected: linkId === chosen }, title)));
    show();
  },
  apply: changes => list.apply(changes),
  connection() {},
  status() {},
};
