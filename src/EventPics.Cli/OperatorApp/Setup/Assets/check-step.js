import { element } from './elements.js';
import { announce, change, onAction } from './page.js';
import { moment, seconds, speed, texts } from './setup-texts.js';

/** What is chosen, what is in the folder already, the checks, and the start. */
export function checkStep({ choice, go }) {
  const contents = element('div', { className: 'section-content' }, element('p', { className: 'note' }, texts.loading));
  const problem = element('p', { className: 'form-problem', role: 'alert' });
  const start = element('button', { className: 'main large', type: 'button' }, texts.start);
  const singleShots = kind(texts.singleShots, 'singleShots');
  singleShots.hidden = true;
  const prints = element('label', { className: 'choice' }, element('input', { type: 'checkbox', checked: true, disabled: true }), element('span', {}, texts.prints));

  function kind(text, name) {
    const box = element('input', { type: 'checkbox', checked: choice[name] });
    box.addEventListener('change', () => {
      choice[name] = box.checked;
      loadContents();
    });
    return element('label', { className: 'choice' }, box, element('span', {}, text));
  }

  function fact(name, value, index) {
    return element('div', { className: 'fact' }, element('div', {}, element('span', { className: 'note' }, name), element('b', { dir: 'auto' }, value)),
      element('button', { type: 'button', 'aria-label': `${name}: ${texts.change}`, onclick: () => go(index) }, texts.change));
  }

  function older(value, text) {
    const option = element('input', { type: 'radio', name: 'older', value, checked: choice.older === value });
    option.addEventListener('change', () => { choice.older = value; });
    return element('label', { className: 'choice' }, option, element('span', {}, text));
  }

  function showContents({ files, today, neverSent, oldest, newest, earlier, hasSingleShots, problem: unreadable }) {
    singleShots.hidden = !hasSingleShots;
    if (unreadable || files === 0) {
      contents.replaceChildren(element('p', { className: unreadable ? 'form-problem' : 'note' }, unreadable ?? texts.nothingYet));
      return;
    }

    contents.replaceChildren(
      element('p', {}, texts.contents(files, moment(oldest), moment(newest))),
      ...earlier.map(({ title, files: count, latestAt, isThisEvent }) => element('p', { className: isThisEvent ? 'note' : 'problem' },
        isThisEvent ? texts.wentHere(count, moment(latestAt)) : texts.wentTo(count, title, moment(latestAt)))),
      neverSent && earlier.length ? element('p', { className: 'note' }, texts.neverSent(neverSent)) : '',
      element('fieldset', {}, element('legend', { className: 'hidden' }, texts.older),
        older('none', texts.olderNone), older('today', texts.olderToday(today)), older('all', texts.olderAll(neverSent))));
  }

  async function loadContents() {
    try {
      showContents(await change('setup/contents', choice));
    } catch (error) {
      contents.replaceChildren(element('p', { className: 'form-problem' }, error.message));
    }
  }

  loadContents();
  onAction(start, 'click', problem, async () => {
    const { isSaved, problems } = await change('setup/start', choice);
    if (isSaved) location.assign('/');
    else problem.textContent = problems.join(' ');
  });
  return element('section', { className: 'step' },
    element('h2', {}, texts.readyTitle),
    fact(texts.target, choice.place, 1), fact(texts.folder, choice.folder, 2),
    element('h3', {}, texts.older), contents,
    element('h3', {}, texts.kinds), element('div', {}, prints, singleShots, kind(texts.videos, 'videos')),
    element('h3', {}, texts.checks), checks(choice, start), problem, start);
}

function checks(choice, start) {
  const text = element('p', { className: 'light-text' }, texts.running);
  const light = element('div', { className: 'light small', 'data-level': 'unknown' }, element('div', { className: 'light-words' }, text));
  const list = element('ul', { className: 'findings' });
  const problem = element('p', { className: 'form-problem', role: 'alert' });
  const again = element('button', { type: 'button', hidden: true }, texts.recheck);
  const measure = element('button', { type: 'button' }, texts.measure);
  const measured = element('p', { className: 'measured', role: 'status' });

  function finding({ name, result, message }) {
    return element('li', { className: 'finding', 'data-result': result },
      element('b', {}, name), element('span', { className: 'result' }, texts.results[result]), element('span', { className: 'message' }, message));
  }

  async function run() {
    again.hidden = true;
    light.dataset.level = 'unknown';
    text.textContent = texts.running;
    const { findings } = await change('setup/checks', choice);
    const has = result => findings.some(each => each.result === result);
    const level = has('bad') ? 'bad' : has('warning') ? 'wait' : 'good';
    light.dataset.level = level;
    text.textContent = texts[level];
    start.textContent = level === 'bad' ? texts.startAnyway : texts.start;
    list.replaceChildren(...findings.map(finding));
    again.hidden = false;
    announce(text.textContent);
  }

  async function runOrShowProblem() {
    try {
      await run();
    } catch (error) {
      text.textContent = error.message;
      again.hidden = false;
    }
  }

  again.addEventListener('click', runOrShowProblem);
  onAction(measure, 'click', problem, async () => {
    measured.textContent = texts.measuring;
    const { bytesPerSecond, secondsPerPhoto, problem: failure } = await change('setup/speed', choice);
    measured.textContent = failure ? '' : texts.speed(speed(bytesPerSecond), seconds(secondsPerPhoto));
    problem.textContent = failure ?? '';
  });
  runOrShowProblem();
  return element('div', { className: 'section-content' }, light, list,
    element('div', { className: 'measure' }, element('div', { className: 'buttons' }, measure, again), element('p', { className: 'note small' }, texts.measureNote), measured, problem));
}
