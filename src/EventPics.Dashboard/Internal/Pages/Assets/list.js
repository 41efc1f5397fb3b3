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

  /** Whether the latest read failed. */
  hasFailed = false;

  #filter;
  #continuation = null;
  #reading = null;
  #generation = 0; // Increases when what is being read is of no use any more.
  #reads = new Set(); // What has changed during each read.

  constructor(onChange, filter = {}) {
    this.onChange = onChange;
    this.#filter = filter;
  }

  set filter(filter) {
    this.#filter = filter;
    this.#generation++;
    this.uploads = [];
    this.isComplete = this.hasFailed = false;
    this.#continuation = this.#reading = null;
  }

  /** Reads the newest photos again, as many as were there. */
  reload() {
    this.#generation++;
    this.#reading = null;
    return this.#read(async () => {
      const wanted = Math.min(mostReloaded, Math.max(pageSize, this.uploads.length));
      const uploads = [];
      let continuation = null;
      do {
        const page = await this.#page(continuation, Math.min(200, wanted - uploads.length));
        uploads.push(...page.uploads);
        ({ continuation } = page);
      } while (continuation && uploads.length < wanted);
      return { uploads, continuation };
    }, uploads => uploads);
  }

  /** Reads the next page, unless one is being read or there is none. */
  readMore() {
    if (this.#continuation === null) return Promise.resolve();
    const reading = this.#reading ??= this.#read(() => this.#page(this.#continuation, pageSize), uploads => {
      const known = new Set(this.uploads.map(({ id }) => id));
      return [...this.uploads, ...uploads.filter(({ id }) => !known.has(id))];
    }).finally(() => { if (this.#reading === reading) this.#reading = null; });
    return reading;
  }

  /** Reads again what could not be read. */
  retry() {
    return this.#continuation === null ? this.reload() : this.readMore();
  }

  apply(changes) {
    for (const upload of changes) {
      for (const missed of this.#reads) missed.set(upload.id, upload);
      this.#place(upload);
    }

    this.onChange();
  }

  #page(continuation, limit) {
    return read('api/uploads', { ...this.#filter, continuation, limit });
  }

  // What changes while a page is being read may be older or newer than the page: the latest change follows anyway.
  async #read(readPage, combine) {
    const generation = this.#generation;
    const missed = new Map();
    this.#reads.add(missed);
    try {
      const { uploads, continuation } = await readPage();
      if (generation !== this.#generation) return;
      this.uploads = combine(uploads);
      this.#continuation = continuation;
      [this.isComplete, this.hasFailed] = [continuation === null, false];
      for (const upload of missed.values()) this.#place(upload);
    } catch (error) {
      if (generation !== this.#generation) return;
      this.hasFailed = true;
      throw error;
    } finally {
      this.#reads.delete(missed);
      if (generation === this.#generation) this.onChange();
    }
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
