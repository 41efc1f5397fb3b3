import { retry } from './actions.js';
import { address, read, settings } from './api.js';
import { element, setText } from './elements.js';
import { number } from './format.js';
import { texts } from './texts.js';
import { tileGrid } from './tiles.js';
import { eventTitle } from './titles.js';

const refreshInterval = 2000;
const mostRetried = 500;

const events = element('select', { onchange: () => refresh() });
const choice = element('label', { className: 'field', hidden: true }, element('span', {}, texts.event), events);
const light = element('section', { className: 'light', 'data-level': 'unknown', role: 'status' });
const numbers = element('p', { className: 'light-text' });
const conclusion = element('p', { className: 'light-note' }, texts.loadingWrapUp);
const sendNow = element('button', { type: 'button', hidden: true, onclick: () => retry(wrapUp.missing.slice(0, mostRetried).map(({ id }) => id)) }, texts.sendNow);
const report = element('a', { className: 'chip main', target: '_blank', rel: 'noopener' }, texts.openReport);
const download = element('a', { className: 'chip', download: '' }, texts.download);
const reports = element('section', { className: 'reports', hidden: true },
  element('p', { className: 'note' }, texts.reportHint), element('div', { className: 'buttons' }, report, download));
const missingTitle = element('h2', { hidden: true });
const skipped = element('section', { className: 'problems' });
const tiles = tileGrid();

let wrapUp = null;
let refreshing = null;

function levelOf({ total, uploaded, missingCount, failed }) {
  if (total === 0 && uploaded === 0) return 'unknown';
  return failed > 0 || uploaded === 0 ? 'bad' : missingCount > 0 ? 'wait' : 'good';
}

function showEvents() {
  choice.hidden = wrapUp.events.length < 2;
  events.replaceChildren(...wrapUp.events.map(({ linkId, photos }) => element('option', { value: linkId, selected: linkId === wrapUp.event },
    `${eventTitle(linkId)} (${number(photos)})`)));
}

function files(names, count) {
  const rest = count - names.length;
  return element('ul', { className: 'names' }, ...names.map(name => element('li', {}, name)), rest ? element('li', {}, texts.more(rest)) : null);
}

function showSkipped() {
  const { skipped: groups, notQueued, possibleDuplicates } = wrapUp;
  const open = new Set([...skipped.querySelectorAll('details[open] summary')].map(({ firstChild }) => firstChild.textContent));
  const lines = groups.map(({ reason, count, names }) => element('details', { open: open.has(reason) },
    element('summary', {}, element('span', {}, reason), ` (${number(count)})`), files(names, count)));
  skipped.replaceChildren(
    ...possibleDuplicates ? [element('div', { className: 'problem wait' }, element('b', {}, texts.duplicates(possibleDuplicates)), element('p', {}, texts.duplicatesAdvice))] : [],
    ...lines.length || notQueued ? [element('div', { className: 'problem wait' }, element('b', {}, texts.skippedTitle), notQueued ? element('p', {}, notQueued) : null, ...lines)] : []);
}

function show() {
  if (!wrapUp) return;
  const { event, uploaded, total, missing, missingCount } = wrapUp;
  light.dataset.level = levelOf(wrapUp);
  setText(numbers, total ? texts.uploadedOf(uploaded, total) : '');
  setText(conclusion, wrapUp.conclusion);
  sendNow.hidden = settings.readOnly || missingCount === 0;
  reports.hidden = event === null;
  report.href = address('report', { event });
  download.href = address('report', { event, download: '1' });
  missingTitle.hidden = missingCount === 0;
  setText(missingTitle, texts.missing(missingCount));
  tiles.show(missing);
  showEvents();
  showSkipped();
}

async function refresh() {
  wrapUp = await read('api/wrap-up', { event: events.value });
  show();
}

// The numbers come from the whole queue, so they are not read with each photo.
function refreshSoon() {
  refreshing ??= setTimeout(() => {
    refreshing = null;
    refresh().catch(refreshSoon);
  }, refreshInterval);
}

/** The screen for the end: whether everything arrived, what is missing, and the report for the customer. */
export const wrapUpScreen = {
  show(main) {
    light.append(element('div', { className: 'light-words' }, numbers, conclusion), sendNow);
    main.append(choice, light, reports, skipped, missingTitle, tiles.grid);
  },
  reload: refresh,
  titlesRead: show,
  apply: refreshSoon,
  connection(on) {
    setText(conclusion, on ? wrapUp?.conclusion ?? texts.loadingWrapUp : texts.noPage);
  },
  status() {},
};
