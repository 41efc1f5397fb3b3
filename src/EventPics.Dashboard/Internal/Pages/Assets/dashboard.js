// Everything that comes from the server is shown through textContent or an attribute, never as HTML.
import { onChanged } from './actions.js';
import { settings } from './api.js';
import { byId, element } from './elements.js';
import { follow } from './live.js';
import { queue } from './queue.js';
import { texts } from './texts.js';
import { readTitles } from './titles.js';
import { today } from './today.js';
import { wrapUpScreen } from './wrapup.js';

const screens = { today, queue, 'wrap-up': wrapUpScreen };
const screen = screens[settings.screen];

function link(path, parameters = {}) {
  const query = new URLSearchParams(Object.entries({ account: settings.account, ...parameters }).filter(([name, value]) => value || name === 'account'));
  return `${settings.root}${path}${query.size ? `?${query}` : ''}`;
}

function showHeader() {
  const other = settings.language === 'de' ? 'en' : 'de';
  const path = settings.screen === 'today' ? '' : `/${settings.screen}`;
  for (const name of Object.keys(screens)) {
    const tab = element('a', { href: link(name === 'today' ? '' : `/${name}`) }, texts.screens[name]);
    if (name === settings.screen) tab.setAttribute('aria-current', 'page');
    byId('screens').append(tab);
  }

  byId('choices').append(...accountChoice(path),
    element('a', { className: 'chip', href: link(path, { lang: other }), lang: other, hreflang: other, 'aria-label': `${other.toUpperCase()}: ${texts.languageLabel}` }, other.toUpperCase()));
}

function accountChoice(path) {
  if (settings.accounts.length < 2) return [];
  const choice = element('select', { 'aria-label': texts.account, onchange: ({ target }) => location.assign(link(path, { account: target.value })) },
    ...settings.accounts.map(name => element('option', { value: name, selected: name === settings.account }, name || texts.mainAccount)));
  return [choice];
}

async function reload() {
  try {
    await screen.reload();
    await readTitles();
    screen.titlesRead();
  } catch {
    setTimeout(reload, 3000);
  }
}

showHeader();
screen.show(byId('main'));
onChanged(reload);
follow({ onReload: reload, onChanges: changes => screen.apply(changes), onStatus: status => screen.status(status), onConnection: on => screen.connection(on) });
