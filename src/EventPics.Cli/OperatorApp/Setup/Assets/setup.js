// Everything that comes from the server is shown through textContent or an attribute, never as HTML.
import { checkStep } from './check-step.js';
import { byId, element } from './elements.js';
import { eventStep } from './event-step.js';
import { folderStep } from './folder-step.js';
import { keyStep } from './key-step.js';
import { announce, read, showHeader } from './page.js';
import { texts } from './setup-texts.js';

// What was chosen, here alone until the last step saves it.
const choice = { linkId: null, albumId: null, place: '', folder: null, singleShots: false, videos: true, older: 'none' };
const progress = element('ol', { className: 'progress' });
const step = element('div', { className: 'step-frame' });
const steps = [keyStep, eventStep, folderStep, checkStep];
let state;
let reached = 0;

function showProgress(current) {
  progress.replaceChildren(...texts.steps.map((name, index) => {
    const label = [element('b', { 'aria-hidden': 'true' }, String(index + 1)), element('span', {}, name)];
    const isCurrent = index === Math.min(current, 2);
    const item = index <= Math.min(reached, 2) && !isCurrent
      ? element('button', { type: 'button', className: 'progress-step', onclick: () => go(index) }, ...label)
      : element('span', { className: 'progress-step' }, ...label);
    if (isCurrent) item.setAttribute('aria-current', 'step');
    return element('li', {}, item);
  }));
}

function go(index) {
  reached = Math.max(reached, index);
  showProgress(index);
  const section = steps[index]({ choice, state, go });
  step.replaceChildren(section);
  scrollTo(0, 0);
  const heading = section.querySelector('h2');
  heading.tabIndex = -1;
  heading.focus();
  announce(heading.textContent);
}

async function start() {
  try {
    state = await read('setup');
    const { folder, kinds } = state;
    Object.assign(choice, { folder, ...kinds });
    go(state.hasKey ? 1 : 0);
  } catch (error) {
    step.replaceChildren(element('section', { className: 'step' }, element('p', { className: 'form-problem' }, error.message),
      element('button', { type: 'button', onclick: start }, texts.again)));
  }
}

showHeader(texts.title);
byId('main').append(progress, step);
start();
