import { retry, run } from './actions.js';
import { settings } from './api.js';
import { byId, element, setText } from './elements.js';
import { duration, number, size } from './format.js';
import { lightOf, timeLeft } from './light.js';
import { UploadList } from './list.js';
import { endOf } from './more.js';
import { texts } from './texts.js';
import { tileGrid } from './tiles.js';
import { albumTitle, eventTitle } from './titles.js';

const light = element('section', { className: 'light', 'data-level': 'unknown' });
const lightText = element('p', { className: 'light-text' }, texts.notChecked);
const lightNote = element('p', { className: 'light-note' });
const tryNow = element('button', { type: 'button', hidden: true, onclick: () => run('probe') }, texts.tryNow);
const pause = element('button', { type: 'button', hidden: true, onclick: () => run(status.health === 'Paused' ? 'resume' : 'pause') });
const retryAll = element('button', { className: 'main', type: 'button', onclick: () => retry(null) }, texts.retryAll);
const target = element('p', { className: 'target' });
const problems = element('section', { className: 'problems' });
const counters = element('dl', { className: 'counters', 'aria-label': texts.counters });
const tiles = tileGrid();
const empty = element('div', { className: 'empty', hidden: true }, element('b', {}, texts.empty), texts.emptyText);

let status = null;
let readAt = 0;
let isConnected = true;

const list = new UploadList(showTiles);
const { end, update } = endOf(list);

function showLight() {
  const shown = !isConnected ? { level: 'unknown', text: texts.noPage } : status ? lightOf(status) : { level: 'unknown', text: texts.notChecked };
  if (light.dataset.level !== shown.level) {
    light.dataset.level = shown.level;
    setText(byId('announcement'), shown.text); // Not with every photo, only when it changes its color.
  }

  setText(lightText, shown.text);
  setText(lightNote, isConnected && status ? note() : '');
}

function note() {
  const since = performance.now() - readAt;
  const age = status.lastContactAge === null ? null : status.lastContactAge + since;
  const retry = status.retryIn === null || status.health === 'Online' ? 0 : status.retryIn - since;
  return [
    age === null ? '' : age < 2000 ? texts.justChecked : texts.lastCheck(duration(age)),
    retry > 0 ? texts.retryIn(duration(retry)) : '',
  ].filter(Boolean).join(' · ');
}

function counter(name, value, detail, className = '') {
  return element('div', { className: `counter ${className}` }, element('dt', {}, name),
    element('dd', {}, element('b', {}, number(value)), detail ? element('span', {}, detail) : null));
}

function showCounters() {
  const { health, waiting, sending, uploadedToday, uploaded, failed, bytesPerSecond, oldestWaitingAge } = status;
  const left = timeLeft(status);
  counters.replaceChildren(
    counter(texts.waiting, waiting, waiting && oldestWaitingAge !== null ? texts.oldest(duration(oldestWaitingAge)) : ''),
    counter(texts.sending, sending, health === 'Online' && bytesPerSecond ? `${size(bytesPerSecond)}/s${left ? `, ${texts.left(left)}` : ''}` : ''),
    counter(texts.uploadedToday, uploadedToday),
    counter(texts.total, uploaded),
    counter(texts.failed, failed, '', failed ? 'bad' : ''));
  if (failed && !settings.readOnly) counters.lastChild.lastChild.append(retryAll);
}

function problem(level, title, advice) {
  return element('div', { className: `problem ${level}` }, title ? element('b', {}, title) : null, element('p', {}, advice));
}

function showProblems() {
  const { health, otherAccount, possibleDuplicates, folders, problems: others } = status;
  problems.replaceChildren(
    ...texts.advice[health] ? [problem('bad', '', texts.advice[health])] : [],
    ...others.map(text => problem('bad', '', text)),
    ...otherAccount ? [problem('wait', texts.otherAccount(otherAccount), texts.otherAccountAdvice)] : [],
    ...possibleDuplicates ? [problem('wait', texts.duplicates(possibleDuplicates), texts.duplicatesAdvice)] : [],
    ...folders.map(folder => folder.problem && folder.problem !== 'NoNotifications'
      ? problem('bad', `${texts.folder} ${folder.path}`, texts.folderProblems[folder.problem] ?? folder.problemMessage)
      : element('p', { className: 'folder' }, `${texts.folder} ${folder.path} `,
        element('span', {}, folder.waiting ? texts.incomplete(folder.waiting) : folder.isReachable ? texts.watching : texts.folderMissing))));
}

function showTiles() {
  tiles.show(list.uploads);
  empty.hidden = list.uploads.length > 0 || !list.isComplete;
  update();
  const [newest] = list.uploads;
  setText(target, newest ? [eventTitle(newest.linkId), newest.albumId && albumTitle(newest.linkId, newest.albumId)].filter(Boolean).join(' / ') : '');
}

/** The screen for the phone: one light, the numbers, and the photos, newest first. */
export const today = {
  show(main) {
    light.append(element('div', { className: 'light-words' }, lightText, lightNote), tryNow, pause);
    main.append(light, target, problems, counters, element('h2', { className: 'hidden' }, texts.photos), empty, tiles.grid, end);
    setInterval(showLight, 1000);
  },
  reload: () => list.reload(),
  titlesRead: showTiles,
  apply: changes => list.apply(changes),
  connection(on) {
    isConnected = on;
    showLight();
  },
  status(read) {
    [status, readAt] = [read, performance.now()];
    showLight();
    tryNow.hidden = pause.hidden = settings.readOnly || !status.isSender; // Another process that sends is not affected by them.
    setText(pause, status.health === 'Paused' ? texts.resume : texts.pause);
    showProblems();
    showCounters();
  },
};
