// Shows the photos of an outbox, and the state of the connection.
import { isRefused } from './outbox.js';
import { text } from './texts.js';

export function showPhotos(outbox, list) {
  const items = new Map();
  const update = () => {
    const keys = new Set(outbox.photos.map(photo => photo.key));
    for (const [key, item] of items) {
      if (!keys.has(key)) {
        item.remove();
        items.delete(key);
      }
    }
    for (const photo of [...outbox.photos].reverse()) {
      if (!items.has(photo.key)) {
        items.set(photo.key, createItem(photo));
        list.prepend(items.get(photo.key));
      }
      updateItem(items.get(photo.key), photo, outbox.maxFileSize);
    }
    setText(document.getElementById('connection'), outbox.connection === 'good' ? '' : text(outbox.connection));
  };
  outbox.addEventListener('change', update);
  update();
}

function createItem(photo) {
  const item = document.createElement('li');
  const image = document.createElement('img');
  image.alt = photo.name;
  const state = document.createElement('p');
  const progress = document.createElement('progress');
  item.append(image, state, progress);
  return item;
}

function updateItem(item, photo, maxFileSize) {
  const [image, state, progress] = item.children;
  const source = photo.thumbnail ?? 'icon.svg';
  if (image.getAttribute('src') !== source) {
    image.src = source;
  }
  const size = Math.floor(maxFileSize / 1024 / 1024);
  const words = text(photo.state, { size });
  if (setText(state, words)) {
    progress.setAttribute('aria-label', words);
  }
  item.className = photo.state === 'uploaded' ? 'done' : isRefused(photo) || photo.state === 'failed' ? 'refused' : 'open';
  progress.value = photo.progress;
  progress.hidden = photo.state !== 'storing' && photo.state !== 'sending';
}

// The event's title replaces the page's own when the service can be reached.
export async function showEventTitle() {
  try {
    const response = await fetch('api/event');
    if (response.ok) {
      const { title, album } = await response.json();
      document.getElementById('title').textContent = album ? `${title} · ${album}` : title;
    }
  } catch {
    // The page works without the title.
  }
}

// A screen reader speaks a text again when it is set again. Returns whether it changed.
export function setText(element, words) {
  if (element.textContent === words) {
    return false;
  }
  element.textContent = words;
  return true;
}
