// Brings photos from the browser to the booth's server, and follows them from there to the album. A photo stays in the browser's database until
// the server has stored it, so that neither a reload nor a restart of the server loses it. The server stores the same bytes once: sending again
// after a lost answer does no harm.
import { openStore } from './store.js';

const SHOWN = 60; // photos that are remembered after they are in the album
const STALL = 30_000; // ms without progress after which sending starts again
const LONGEST_PAUSE = 15_000; // ms
const REFRESH = 20_000; // ms

export class Outbox extends EventTarget {
  photos = []; // newest first
  connection = 'good'; // 'noBooth', 'noAlbum', 'needsStaff'
  maxFileSize = Infinity;
  #store;
  #token;
  #sending = false;
  #wake = () => {};

  static async open() {
    const outbox = new Outbox();
    outbox.#store = await openStore();
    outbox.photos = (await outbox.#store.all()).reverse();
    outbox.#follow();
    outbox.#send();
    addEventListener('online', () => outbox.#wake());
    setInterval(() => outbox.#refresh(), REFRESH);
    return outbox;
  }

  async add(blob, name, takenAt, thumbnail) {
    const photo = { blob, name, takenAt, thumbnail, id: null, state: 'kept', progress: 0 };
    photo.key = await this.#store.put(photo);
    this.photos.unshift(photo);
    this.#changed();
    this.#wake();
    this.#send();
  }

  async #send() {
    if (this.#sending) {
      return;
    }
    this.#sending = true;
    let failures = 0;
    for (let photo; (photo = this.photos.findLast(one => one.blob && !isRefused(one))) !== undefined;) {
      const pause = await this.#sendOne(photo, failures);
      failures = pause > 0 ? failures + 1 : 0;
      if (pause > 0) {
        await new Promise(resolve => {
          this.#wake = resolve;
          setTimeout(resolve, pause);
        });
      }
    }
    this.#sending = false;
  }

  // Returns how many ms to wait before the next attempt; 0 when the photo is done with.
  async #sendOne(photo, failures) {
    const answer = await this.#loadSettings() ? await this.#post(photo) : { status: 0 };
    if (answer.status === 202) {
      await this.#stored(photo, answer.body);
      return 0;
    }
    const reason = answer.body?.reason;
    if (reason === 'outdatedPage') {
      this.#token = undefined;
    } else if (answer.status >= 400 && answer.status < 500 && answer.status !== 408 && answer.status !== 429) {
      this.#update(photo, { state: reason ?? (answer.status === 413 ? 'tooLarge' : 'refused'), blob: null });
      return 0;
    }
    this.#update(photo, { state: reason === 'cannotStore' ? reason : 'kept', progress: 0 }, false);
    return answer.retryAfter ?? Math.min(LONGEST_PAUSE, 500 * 2 ** failures);
  }

  async #stored(photo, stored) {
    const twins = this.photos.filter(one => one !== photo && one.id === stored.id);
    this.photos = this.photos.filter(one => !twins.includes(one));
    await Promise.all(twins.map(twin => this.#store.delete(twin.key)));
    this.#update(photo, { ...stored, blob: null });
    for (const old of this.photos.slice(SHOWN).filter(one => !one.blob && one.state !== 'waiting' && one.state !== 'sending')) {
      this.photos.splice(this.photos.indexOf(old), 1);
      this.#store.delete(old.key);
    }
  }

  async #loadSettings() {
    if (this.#token !== undefined) {
      return true;
    }
    try {
      const settings = await (await fetch('api/booth', { cache: 'no-store' })).json();
      this.maxFileSize = settings.maxFileSize;
      this.#token = settings.requestToken;
      return true;
    } catch {
      return false;
    }
  }

  #post(photo) {
    return new Promise(resolve => {
      const request = new XMLHttpRequest(); // fetch reports no progress of a request
      let stall = setTimeout(() => request.abort(), STALL);
      request.open('POST', `api/photos?name=${encodeURIComponent(photo.name)}&takenAt=${photo.takenAt}`);
      request.setRequestHeader('Content-Type', 'application/octet-stream');
      request.setRequestHeader('RequestVerificationToken', this.#token);
      request.responseType = 'json';
      request.upload.onprogress = event => {
        clearTimeout(stall);
        stall = setTimeout(() => request.abort(), STALL);
        this.#update(photo, { state: 'storing', progress: event.loaded / event.total }, false);
      };
      request.onloadend = () => {
        clearTimeout(stall);
        const seconds = Number(request.getResponseHeader('Retry-After'));
        resolve({ status: request.status, body: request.response, retryAfter: seconds > 0 ? seconds * 1000 : undefined });
      };
      request.send(photo.blob);
    });
  }

  #follow() {
    const changes = new EventSource('api/photos/changes');
    changes.onopen = () => {
      this.#wake();
      this.#refresh();
    };
    changes.addEventListener('photo', event => this.#receive(JSON.parse(event.data)));
    changes.addEventListener('health', event => this.#connect(connectionOf(JSON.parse(event.data).health)));
    changes.onerror = () => {
      this.#connect('noBooth');
      if (changes.readyState === EventSource.CLOSED) {
        setTimeout(() => this.#follow(), 3_000);
      }
    };
  }

  // Asks for the states of the photos on their way: changes are missed while the page is asleep or the server restarts.
  async #refresh() {
    const open = this.photos.filter(photo => photo.id && photo.state !== 'uploaded').slice(0, 100);
    if (open.length === 0) {
      return;
    }
    try {
      const response = await fetch(`api/photos?${new URLSearchParams(open.map(photo => ['id', photo.id]))}`, { cache: 'no-store' });
      for (const state of await response.json()) {
        this.#receive(state);
      }
    } catch {
      // The server can't be reached; the page asks again when it can.
    }
  }

  #receive(change) {
    const photo = this.photos.find(one => one.id === change.id);
    if (photo) {
      this.#update(photo, change);
    }
  }

  #connect(connection) {
    if (this.connection !== connection) {
      this.connection = connection;
      this.#changed();
    }
  }

  #update(photo, change, save = true) {
    const isNews = save && (change.state !== photo.state || change.id !== photo.id);
    Object.assign(photo, change);
    if (isNews) {
      this.#store.put(photo);
    }
    this.#changed();
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }
}

export function isRefused(photo) {
  return ['tooLarge', 'notAPhoto', 'cutShort', 'refused'].includes(photo.state);
}

function connectionOf(health) {
  switch (health) {
    case 'Online':
    case 'RateLimited':
      return 'good';
    case 'ApiKeyRejected':
    case 'EventUnavailable':
    case 'StorageError':
    case 'Paused':
    case 'Held':
      return 'needsStaff';
    default:
      return 'noAlbum';
  }
}
