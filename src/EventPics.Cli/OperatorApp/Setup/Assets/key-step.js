import { element } from './elements.js';
import { announce, change, onAction } from './page.js';
import { texts } from './setup-texts.js';

const svg = 'http://www.w3.org/2000/svg';

function shape(name, attributes, text) {
  const made = document.createElementNS(svg, name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  if (text) made.textContent = text;
  return made;
}

/** A small drawing of the way to the key: the event, its menu, the button that copies. */
function sketch() {
  const image = shape('svg', { viewBox: '0 0 320 120', class: 'sketch', 'aria-hidden': 'true' });
  image.append(
    shape('rect', { x: 1, y: 1, width: 318, height: 118, rx: 12, class: 'sketch-frame' }),
    shape('circle', { cx: 24, cy: 24, r: 9, class: 'sketch-accent' }),
    shape('text', { x: 42, y: 29, class: 'sketch-strong' }, texts.sketchEvent),
    shape('line', { x1: 1, y1: 45, x2: 319, y2: 45, class: 'sketch-line' }),
    shape('text', { x: 16, y: 68, class: 'sketch-text' }, texts.sketchManagement),
    shape('rect', { x: 16, y: 78, width: 186, height: 28, rx: 7, class: 'sketch-field' }),
    shape('text', { x: 26, y: 97, class: 'sketch-text' }, '••••••••••••••••'),
    shape('rect', { x: 212, y: 78, width: 92, height: 28, rx: 7, class: 'sketch-button' }),
    shape('text', { x: 258, y: 97, 'text-anchor': 'middle', class: 'sketch-label' }, texts.sketchCopy));
  return image;
}

/** The first step: the API key. */
export function keyStep({ state, go }) {
  const key = element('input', { type: 'password', autocomplete: 'off', spellcheck: false, id: 'key', 'aria-describedby': 'key-result' });
  const keyResult = element('p', { className: 'key-result', id: 'key-result', role: 'status' });
  const next = element('button', { className: 'main', type: 'button', hidden: true, onclick: () => go(1) }, texts.next);
  const check = element('button', { className: 'main', type: 'submit' }, texts.checkKey);
  const form = element('form', { className: 'one-line', noValidate: true },
    element('label', { className: 'field' }, element('span', {}, texts.key), key), check);

  function show(level, text) {
    keyResult.dataset.level = level;
    keyResult.textContent = text;
  }

  async function submit() {
    show('', texts.checking);
    const { result: name, events, problem } = await change('setup/key', { key: key.value });
    show(name === 'valid' ? 'good' : name === 'unchecked' ? 'wait' : 'bad', texts.keyResults[name](events, problem));
    if (name !== 'valid' && name !== 'unchecked') return key.select();
    state.hasKey = true;
    key.value = '';
    if (name === 'valid') {
      announce(keyResult.textContent);
      setTimeout(() => keyResult.isConnected && go(1), 900); // Long enough to read it.
    } else {
      next.hidden = false;
    }
  }

  onAction(form, 'submit', keyResult, submit);
  key.addEventListener('paste', () => setTimeout(() => form.requestSubmit()));
  return element('section', { className: 'step' },
    element('h2', {}, texts.keyTitle), element('p', { className: 'note' }, texts.keyText),
    form, keyResult, next,
    state.isKeyFromEnvironment ? element('p', { className: 'problem' }, texts.fromEnvironment) : null,
    state.hasKey ? element('div', { className: 'buttons' }, element('button', { type: 'button', onclick: () => go(1) }, texts.keepKey)) : null,
    element('h3', {}, texts.whereTitle),
    element('div', { className: 'where' }, sketch(), element('ol', {}, ...texts.where.map(line => element('li', {}, line)))));
}
