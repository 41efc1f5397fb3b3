import { element } from './elements.js';
import { announce, read } from './page.js';
import { moment, texts } from './setup-texts.js';

/** The second step: event and album. */
export function eventStep({ choice, state, go }) {
  const list = element('div', { className: 'cards' });
  const note = element('div', { className: 'section-content' });
  const refresh = element('button', { type: 'button', onclick: load }, texts.refresh);

  function choose(event, album) {
    Object.assign(choice, { linkId: event.linkId, albumId: album?.id ?? null, place: album ? `${event.title} / ${album.title}` : event.title });
    go(2);
  }

  function chip(event, album) {
    const isChosen = choice.linkId
      ? choice.linkId === event.linkId && choice.albumId === (album?.id ?? null)
      : [event.linkId, event.title].includes(state.event) && [album?.id, album?.title].includes(state.album ?? undefined);
    const made = element('button', { className: 'chip', type: 'button', dir: 'auto', onclick: () => choose(event, album) }, album?.title ?? texts.noAlbum);
    made.setAttribute('aria-label', `${event.title}: ${made.textContent}`);
    if (isChosen) made.setAttribute('aria-pressed', 'true');
    return made;
  }

  const card = event => element('article', { className: 'card' }, element('h3', { dir: 'auto' }, event.title),
    element('div', { className: 'buttons' }, ...event.albums.map(album => chip(event, album)), chip(event, null)));

  function show({ events, problem, knownAt }) {
    note.replaceChildren(...problem ? [element('p', { className: 'problem' }, knownAt ? texts.offline(problem, moment(knownAt)) : problem)] : []);
    list.replaceChildren(...events.length || problem
      ? events.map(card)
      : [element('div', { className: 'empty' }, element('b', {}, texts.noEvents), texts.noEventsText)]);
    announce(note.textContent);
  }

  async function load() {
    refresh.disabled = true;
    note.replaceChildren(element('p', { className: 'note' }, texts.loadingEvents));
    try {
      show(await read('setup/events'));
    } catch (error) {
      note.replaceChildren(element('p', { className: 'problem' }, error.message));
    }

    refresh.disabled = false;
  }

  load();
  return element('section', { className: 'step' }, element('div', { className: 'heading' }, element('h2', {}, texts.eventTitle), refresh), note, list);
}
