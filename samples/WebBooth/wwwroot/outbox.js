// Brings photos from the browser to the booth's server, and follows them from there to the album. A photo stays in the browser's database until
// the server has stored it, so that neither a reload nor a restart of the server loses it. The server stores the same bytes once: sending again
// after a lost answer does no harm.
import { openStore } from './store.js';
import { thumbnailOf } from './thumbnail.js';

const SHOWN = 60; // finished photos that are still shown after a reload
const STALL = 30_000; // ms without progress after which sending starts again
const LONGEST_PAUSE = 15_000; // ms
const CHECK = 10_000; // ms
const SILENCE = 25_000; // ms without an event after which the line counts as dead
const REFUSALS = ['tooLarge', 'notAPhoto', 'cutShort', 'unreadable']; // these don't change, so the photo is not sent again

export class Outbox extends EventTarget {
  photos = []; // newest first
  connection = 'good'; // 'noBooth', 'noAlbum', 'needsStaff', 'noCookies'
  maxFileSize = Infinity;
  #store;
  #token;
  #outdated = 0;
  #sending = false;
  #wake = () => {};
  #changes;
  #followed = [];
  #lastEvent = 0;
  #unsavedKey = 0;

  static async open() {
    const outbox = new Outbox();
    outbox.#store = await openStore();
    outbox.photos = (await outbox.#store.all()).reverse();
    outbox.#forgetOld();
    outbox.#follow();
    outbox.#loadSettings().then(() => outbox.#changed());
    outbox.#send();
    addEventListener('online', () => outbox.#wake());
    addEventListener('beforeunload', event => {
      if (outbox.photos.some(photo => photo.blob && photo.state === 'unsaved')) {
        event.preventDefault(); // the browser asks whether to leave
      }
    });
    setInterval(() => outbox.#check(), CHECK);
    return outbox;
  }

  async add(blob, name, takenAt) {
    const photo = { blob, name, takenAt, id: null, state: this.#store.isDurable ? 'kept' : 'unsaved', progress: 0 };
    try {
      photo.key = await this.#store.put(photo);
    } catch { // no room: the photo is sent from memory
      photo.key = --this.#unsavedKey;
      photo.state = 'unsaved';
    }
    this.photos.unshift(photo);
    this.#changed();
    this.#wake();
    this.#send();
    this.#addThumbnail(photo, blob);
  }

  async #addThumbnail(photo, blob) {
    photo.thumbnail = await thumbnailOf(blob);
    this.#save(photo);
    this.#changed();
  }

  async #send() {
    if (this.#sending) {
      return;
    }
    this.#sending = true;
    const tried = new Set(); // one photo that can't be sent must not stop the others
    for (let failures = 0; ;) {
      const open = this.photos.filter(photo => photo.blob);
      if (open.length === 0) {
        break;
      }
      const oldest = open.filter(photo => !tried.has(photo)).pop();
      if (oldest === undefined) {
        tried.clear();
        continue;
      }
      tried.add(oldest);
      const pause = await this.#sendOne(oldest, failures).catch(() => LONGEST_PAUSE);
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
    const isReady = await this.#loadSettings();
    const refusal = await this.#refusalOf(photo);
    if (refusal) {
      this.#update(photo, { state: refusal, blob: null });
      return 0;
    }
    const answer = isReady ? await this.#post(photo) : { status: 0 };
    if (answer.status === 202) {
      this.#outdated = 0;
      await this.#stored(photo, answer.body);
      return 0;
    }
    const reason = answer.body?.reason;
    if (REFUSALS.includes(reason)) {
      this.#update(photo, { state: reason, blob: null });
      return 0;
    }
    if (reason === 'outdatedPage') {
      this.#token = undefined;
      if (++this.#outdated > 2) {
        this.#connect('noCookies');
      }
    }
    // Any other answer, perhaps from a proxy, may be different next time.
    this.#update(photo, { state: reason === 'cannotStore' ? reason : photo.key < 0 ? 'unsaved' : 'kept', progress: 0 }, false);
    return answer.retryAfter ?? Math.min(LONGEST_PAUSE, 500 * 2 ** failures);
  }

  async #refusalOf(photo) {
    if (photo.blob.size > this.maxFileSize) {
      return 'tooLarge';
    }
    try {
      await photo.blob.slice(0, 1).arrayBuffer();
      return null;
    } catch { // changed or deleted since it was chosen
      return 'unreadable';
    }
  }

  async #stored(photo, stored) {
    const twins = this.photos.filter(one => one !== photo && one.id === stored.id);
    this.photos = this.photos.filter(one => !twins.includes(one));
    twins.forEach(twin => this.#delete(twin));
    this.#update(photo, { ...stored, blob: null });
    if (isOnItsWay(photo) && !this.#followed.includes(photo.id)) {
      this.#follow();
    }
    this.#refresh(); // a change may have come before the answer
  }

  #forgetOld() {
    for (const old of this.photos.slice(SHOWN).filter(photo => ['uploaded', 'removed'].includes(photo.state))) {
      this.photos.splice(this.photos.indexOf(old), 1);
      this.#delete(old);
    }
  }

  async #loadSettings() {
    if (this.#token !== undefined) {
      return true;
    }
    try {
      const response = await fetch('api/booth', { cache: 'no-store', signal: AbortSignal.timeout?.(CHECK) });
      if (!response.ok) {
        return false;
      }
      const settings = await response.json();
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

  // The booth sends each page the changes of the photos that it names, and of no others.
  #follow() {
    this.#changes?.close();
    this.#lastEvent = Date.now();
    this.#followed = this.#idsOnTheirWay();
    const changes = this.#changes = new EventSource(`api/photos/changes?${toQuery(this.#followed)}`);
    let isFirst = true;
    changes.addEventListener('photo', event => {
      this.#lastEvent = Date.now();
      this.#receive(JSON.parse(event.data));
    });
    changes.addEventListener('health', event => {
      this.#lastEvent = Date.now();
      this.#showHealth(JSON.parse(event.data).health);
      if (isFirst) { // what changed before is not sent
        isFirst = false;
        this.#wake();
        this.#refresh();
      }
    });
    changes.onerror = () => {
      isFirst = true;
      if (changes.readyState === EventSource.CLOSED) { // refused, perhaps because too many pages are open: the page asks instead
        this.#refresh();
      } else {
        this.#connect('noBooth');
      }
    };
  }

  // A line that died without a word (a phone that slept, a router that restarted) raises no error.
  #check() {
    if (this.#changes.readyState === EventSource.CLOSED) {
      this.#follow();
    } else if (Date.now() - this.#lastEvent > SILENCE) {
      this.#connect('noBooth');
      this.#follow();
    }
    this.#refresh();
  }

  // Asks for the states of the photos on their way: changes are missed while the page sleeps, the server restarts or refuses the line.
  async #refresh() {
    const ids = this.#idsOnTheirWay();
    const hasLine = () => this.#changes.readyState === EventSource.OPEN;
    if (ids.length === 0 && hasLine()) {
      return;
    }
    try {
      const response = await fetch(`api/photos?${toQuery(ids)}`, { cache: 'no-store', signal: AbortSignal.timeout?.(CHECK) });
      if (!response.ok) {
        throw new Error(response.status);
      }
      const { health, photos } = await response.json();
      photos.forEach(state => this.#receive(state));
      this.#showHealth(health);
    } catch { // the page asks again
      if (!hasLine()) {
        this.#connect('noBooth');
      }
    }
  }

  #idsOnTheirWay() {
    return this.photos.filter(isOnItsWay).map(photo => photo.id).slice(0, 100);
  }

  #showHealth(health) {
    if (this.#outdated <= 2) {
      this.#connect(connectionOf(health));
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
      this.#save(photo);
    }
    this.#changed();
  }

  // What could not be saved is asked for again after a reload.
  #save(photo) {
    if (photo.key > 0) {
      this.#store.put(photo).catch(() => {});
    }
  }

  #delete(photo) {
    this.#store.delete(photo.key).catch(() => {});
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }
}

export function isRefused(photo) {
  return REFUSALS.includes(photo.state);
}

function isOnItsWay(photo) {
  return photo.id && !['uploaded', 'removed'].includes(photo.state);
}

function toQuery(ids) {
  return new URLSearchParams(ids.map(id => ['id', id]));
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
