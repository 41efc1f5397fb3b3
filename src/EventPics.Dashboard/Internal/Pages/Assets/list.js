import { read } from './api.js';

const pageSize = 60;
const mostReloaded = 600;

// Newest first, as the server lists them.
function isNewer(upload, other) {
  return upload.enqueuedAt > other.enqueuedAt || (upload.enqueuedAt === other.enqueuedAt && upload.id > other.id);
}

/** The photos that the page has read so far; more are read as the reader scrolls. */
export class UploadList {
  uploads = [];
  isComplete = false;

  #filter = {};
  #continuation = null;
  #reading = null;
  #changed = new Map();

  constructor(onChange) {
    this.onChange = onChange;
  }

  set filter(filter) {
    this.#filter = filter;
    this.uploads = [];
  }

  /** Reads the newest photos again, as many as were there. */
  async reload() {
    const filter = this.#filter;
    const wanted = Math.min(mostReloaded, Math.max(pageSize, this.uploads.length));
    this.#changed.clear();
    let [uploads, continuation] = [[], null];
    do {
      const page = await read('api/uploads', { ...filter, continuation, limit: Math.min(200, wanted - uploads.length) });
      uploads.push(...page.uploads);
      ({ continuation } = page);
    } while (continuation && uploads.length < wanted);
    if (filter !== this.#filter) return;
    this.uploads = uploads;
    this.#setContinuation(continuation);
    this.#applyMissed();
    this.onChange();
  }

  readMore() {
    this.#reading ??= this.#readMore().finally(() => this.#reading = null);
    return this.#reading;
  }

  apply(changes) {
    for (const upload of changes) {
      this.#changed.set(upload.id, upload);
      this.#place(upload);
    }

    this.onChange();
  }

  async #readMore() {
    if (this.isComplete || this.#continuation === null) return;
    const filter = this.#filter;
    this.#changed.clear();
    const page = await read('api/uploads', { ...filter, continuation: this.#continuation, limit: pageSize });
    if (filter !== this.#filter) return;
    const known = new Set(this.uploads.map(({ id }) => id));
    this.uploads.push(...page.uploads.filter(({ id }) => !known.has(id)));
    this.#setContinuation(page.continuation);
    this.#applyMissed();
    this.onChange();
  }

  #setContinuation(continuation) {
    this.#continuation = continuation;
    this.isComplete = continuation === null;
  }

  // What changed while a page was being read may be older or newer than the page: the latest change follows anyway.
  #applyMissed() {
    for (const upload of this.#changed.values()) this.#place(upload);
    this.#changed.clear();
  }

  #place(upload) {
    const old = this.uploads.findIndex(({ id }) => id === upload.id);
    if (old >= 0) this.uploads.splice(old, 1);
    if (!this.#matches(upload)) return;
    const next = old >= 0 ? old : this.uploads.findIndex(other => isNewer(upload, other));
    if (next >= 0) this.uploads.splice(next, 0, upload);
    else if (this.isComplete) this.uploads.push(upload);
  }

  #matches({ state, linkId, fileName }) {
    const { state: wanted, event, search } = this.#filter;
    return (wanted ? state === wanted : state !== 'Removed' && state !== 'Exported')
      && (!event || linkId === event)
      && (!search || fileName.toLowerCase().includes(search.toLowerCase()));
  }
}
