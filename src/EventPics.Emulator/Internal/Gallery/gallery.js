// Everything that was received is shown through textContent or an attribute, never as HTML.
const language = document.documentElement.lang;
const texts = {
  de: {
    all: 'Alle', live: 'Live', offline: 'Nicht verbunden', noAlbum: 'Ohne Album', close: 'Schließen', video: 'Video', file: 'Datei',
    emptyTitle: 'Noch keine Fotos', emptyText: 'Hochgeladene Fotos erscheinen hier automatisch.',
    noAlbums: 'Dieses Event hat keine Alben.', heic: 'Browser können dieses Format nicht anzeigen.', download: 'Zum Herunterladen klicken.', received: 'empfangen',
    count: { one: 'Foto', other: 'Fotos' },
  },
  en: {
    all: 'All', live: 'Live', offline: 'Disconnected', noAlbum: 'No album', close: 'Close', video: 'Video', file: 'File',
    emptyTitle: 'No photos yet', emptyText: 'Uploaded photos appear here automatically.',
    noAlbums: 'This event has no albums.', heic: 'Browsers can\'t display this format.', download: 'Click to download.', received: 'received',
    count: { one: 'photo', other: 'photos' },
  },
}[language];

const locale = navigator.languages.find(wanted => wanted.split('-')[0] === language) ?? language;
const time = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
const number = new Intl.NumberFormat(locale);
const plural = new Intl.PluralRules(locale);
const byId = id => document.getElementById(id);
const tiles = new Map();
const playing = new IntersectionObserver(entries => {
  for (const { target, isIntersecting } of entries) {
    if (isIntersecting) target.play().catch(() => {});
    else target.pause();
  }
});
const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
let chosen = decodeURIComponent(location.hash.slice(1));
let firstTime = true;
let events = [];

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function size(bytes) {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'];
  const step = Math.min(units.length - 1, bytes < 1000 ? 0 : Math.floor(Math.log10(bytes) / 3));
  const format = { style: 'unit', unit: units[step], maximumFractionDigits: step < 2 ? 0 : 1 };
  return new Intl.NumberFormat(locale, format).format(bytes / 1000 ** step);
}

function captured(photo) {
  const [moment, suffix] = photo.takenAt ? [photo.takenAt, ''] : [photo.receivedAt, ` (${texts.received})`];
  return element('time', { dateTime: moment }, time.format(new Date(moment)) + suffix);
}

function frame(photo) {
  if (photo.kind === 'image') {
    const image = element('img', { src: photo.url, alt: photo.fileName, loading: 'lazy', decoding: 'async' });
    return element('button', { className: 'frame', type: 'button', onclick: () => view(photo) }, image);
  }

  if (photo.kind === 'video') {
    const video = element('video', { src: photo.url, muted: true, loop: true, controls: true, playsInline: true, preload: 'metadata' });
    video.setAttribute('aria-label', `${texts.video}: ${photo.fileName}`);
    if (!calm) playing.observe(video);
    return element('div', { className: 'frame' }, video);
  }

  const heic = photo.kind === 'heic';
  const label = element('a', { className: 'label', href: photo.url, download: photo.fileName },
    element('b', {}, heic ? 'HEIC' : texts.file), heic ? element('span', {}, texts.heic) : '', element('span', {}, texts.download));
  return element('div', { className: 'frame' }, label);
}

function tile(photo) {
  const key = `${photo.number}.${photo.version}.${photo.receivedAt}`;
  if (!tiles.has(key)) {
    const caption = element('div', { className: 'caption' },
      element('span', { className: 'name', title: photo.fileName }, photo.fileName),
      element('span', { className: 'facts' }, captured(photo), element('span', {}, size(photo.length))));
    tiles.set(key, element('li', { className: firstTime ? 'tile' : 'tile new' }, frame(photo), caption));
  }

  return [key, tiles.get(key)];
}

// Moves only what is not in its place yet, so that a video keeps playing while others are added.
function arrange(parent, wanted) {
  wanted.forEach((child, index) => {
    if (parent.children[index] !== child) parent.insertBefore(child, parent.children[index] ?? null);
  });
  while (parent.children.length > wanted.length) parent.lastChild.remove();
}

function once(parent, key, make) {
  parent.made ??= new Map();
  if (!parent.made.has(key)) parent.made.set(key, make());
  return parent.made.get(key);
}

function album(parent, shown, used) {
  const section = once(parent, `album ${shown.id ?? ''}`, () => element('section', { className: 'album' },
    element('header', {}, element('h3', {}, shown.title ?? texts.noAlbum), element('span', { className: 'count' })),
    element('div', { className: 'empty' }, element('b', {}, texts.emptyTitle), texts.emptyText),
    element('ul', { className: 'grid' })));
  const [header, empty, grid] = section.children;
  const count = shown.photos.length;
  header.lastChild.textContent = `${number.format(count)} ${texts.count[plural.select(count)] ?? texts.count.other}`;
  empty.hidden = count > 0;
  arrange(grid, shown.photos.map(photo => {
    const [key, made] = tile(photo);
    used.add(key);
    return made;
  }));
  return section;
}

function event(parent, shown, used) {
  const section = once(parent, shown.linkId, () => element('section', { className: 'event' },
    element('header', {}, element('h2', {}, shown.title), element('code', {}, shown.linkId))));
  const none = once(section, 'none', () => element('p', { className: 'empty album' }, texts.noAlbums));
  const albums = shown.albums.map(each => album(section, each, used));
  arrange(section, [section.firstChild, ...(albums.length ? albums : [none])]);
  section.hidden = chosen !== '' && chosen !== shown.linkId;
  return section;
}

function chips() {
  const bar = byId('chips');
  bar.hidden = events.length < 2;
  bar.replaceChildren(...[{ linkId: '', title: texts.all }, ...events].map(({ linkId, title }) => {
    const chip = element('button', { type: 'button', onclick: () => choose(linkId) }, title);
    chip.setAttribute('aria-pressed', String(linkId === chosen));
    return chip;
  }));
}

function choose(linkId) {
  chosen = linkId;
  history.replaceState(null, '', linkId ? `#${encodeURIComponent(linkId)}` : location.pathname);
  show();
}

function view(photo) {
  byId('viewer-photo').src = photo.url;
  byId('viewer-photo').alt = photo.fileName;
  byId('viewer-caption').replaceChildren(photo.fileName, ' · ', captured(photo), ' · ', size(photo.length));
  byId('viewer').showModal();
}

function show() {
  if (!events.some(({ linkId }) => linkId === chosen)) chosen = '';
  const used = new Set();
  chips();
  arrange(byId('events'), events.map(each => event(byId('events'), each, used)));
  for (const key of tiles.keys()) {
    if (!used.has(key)) tiles.delete(key);
  }

  firstTime = false;
}

// Newer photos are greater; the server lists them first.
function compare(photo, other) {
  const time = each => Date.parse(each.takenAt ?? each.receivedAt);
  return time(photo) - time(other) || photo.number - other.number;
}

function add({ linkId, albumId, photo }) {
  const { albums } = events.find(each => each.linkId === linkId);
  let album = albums.find(({ id }) => id === albumId);
  if (!album) albums.push(album = { photos: [] }); // the first photo without an album
  const old = album.photos.findIndex(({ number }) => number === photo.number);
  if (old >= 0) album.photos.splice(old, 1);
  const next = album.photos.findIndex(other => compare(photo, other) > 0);
  album.photos.splice(next < 0 ? album.photos.length : next, 0, photo);
}

function live(on) {
  byId('live').textContent = on ? texts.live : texts.offline;
  byId('live').classList.toggle('on', on);
}

function listen() {
  const source = new EventSource('/gallery/changes');
  source.onopen = () => live(true);
  source.onerror = () => {
    live(false);
    if (source.readyState === EventSource.CLOSED) setTimeout(listen, 2000);
  };
  source.addEventListener('all', ({ data }) => {
    events = JSON.parse(data).events;
    byId('events').made?.clear(); // another emulator may have taken over, with other titles
    show();
  });
  source.addEventListener('changes', ({ data }) => {
    JSON.parse(data).forEach(add);
    show();
  });
}

byId('close').setAttribute('aria-label', texts.close);
byId('viewer').onclick = ({ target }) => target === byId('viewer') && byId('viewer').close();
live(false);
listen();
