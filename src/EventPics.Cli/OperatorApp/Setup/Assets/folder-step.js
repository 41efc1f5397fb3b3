import { element } from './elements.js';
import { onAction, read } from './page.js';
import { moment, texts } from './setup-texts.js';

/** The third step: the folder. */
export function folderStep({ choice, go }) {
  const places = element('div', { className: 'cards' });
  const placesTitle = element('h3', { hidden: true }, texts.places);
  const path = element('input', { id: 'path', spellcheck: false, autocomplete: 'off' });
  const problem = element('p', { className: 'form-problem', role: 'alert' });
  const folders = element('ul', { className: 'folders' });
  const up = element('button', { type: 'button' }, texts.up);
  const use = element('button', { className: 'main', type: 'button', disabled: true }, texts.use);
  const form = element('form', { className: 'one-line', noValidate: true },
    element('label', { className: 'field' }, element('span', {}, texts.path), path), element('button', { type: 'submit' }, texts.open));
  let shown;

  function choose(folder) {
    choice.folder = folder;
    go(3);
  }

  function place(found) {
    return element('button', { className: 'card place', type: 'button', onclick: () => choose(found.path) },
      element('b', {}, found.program), element('span', { className: 'path' }, found.path),
      element('span', { className: 'note' }, texts.newest(found.newestName, moment(found.newestAt))));
  }

  async function open(wanted, moveFocus = true) {
    use.disabled = true; // Else it would use the folder shown before.
    shown = await read('setup/folders', wanted ? { path: wanted } : {});
    // Not into what is being typed, or was, while the first folder was read.
    if (wanted !== null || (!path.value && document.activeElement !== path)) path.value = shown.path;
    problem.textContent = shown.problem ?? '';
    up.hidden = !shown.parent;
    use.disabled = Boolean(shown.problem);
    folders.replaceChildren(...shown.folders.map(folder => {
      const button = element('button', { className: 'folder-row', type: 'button', dir: 'auto' }, folder.name);
      onAction(button, 'click', problem, () => open(folder.path));
      return element('li', {}, button);
    }), shown.folders.length || shown.problem ? '' : element('li', { className: 'note' }, texts.noSubfolders),
    shown.isCut ? element('li', { className: 'note' }, texts.cut) : '');
    if (moveFocus) (folders.querySelector('button') ?? use).focus({ preventScroll: true });
  }

  async function loadPlaces() {
    const found = await read('setup/places').catch(() => []); // All folders are there too.
    placesTitle.hidden = found.length === 0;
    places.replaceChildren(...found.map(place));
  }

  async function openOrShowProblem(wanted) {
    try {
      await open(wanted, false);
    } catch (error) {
      problem.textContent = error.message;
    }
  }

  onAction(form, 'submit', problem, () => open(path.value));
  onAction(up, 'click', problem, () => open(shown.parent));
  use.addEventListener('click', () => choose(shown.path));
  openOrShowProblem(choice.folder ?? null);
  loadPlaces();
  return element('section', { className: 'step' },
    element('h2', {}, texts.folderTitle), element('p', { className: 'note' }, texts.folderText),
    placesTitle, places, element('h3', {}, texts.all), form, problem,
    element('div', { className: 'buttons' }, use, up), folders);
}
