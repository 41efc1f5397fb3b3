// Photos in the browser's database, so that they survive a reload. Without a database (some private windows) they live in memory.
export async function openStore() {
  try {
    const store = new DatabaseStore(await openDatabase());
    await store.all();
    return store;
  } catch {
    return new MemoryStore();
  }
}

function openDatabase() {
  const request = indexedDB.open('webbooth', 1);
  request.onupgradeneeded = () => request.result.createObjectStore('photos', { keyPath: 'key', autoIncrement: true });
  return result(request);
}

class DatabaseStore {
  isDurable = true;
  #database;

  constructor(database) {
    this.#database = database;
  }

  async all() {
    return result((await this.#photos('readonly')).getAll());
  }

  // Returns the photo's key once the photo is on the disk.
  async put(photo) {
    const photos = await this.#photos('readwrite');
    const request = photos.put(photo);
    return new Promise((resolve, reject) => {
      photos.transaction.oncomplete = () => resolve(request.result);
      photos.transaction.onabort = () => reject(photos.transaction.error);
    });
  }

  async delete(key) {
    return result((await this.#photos('readwrite')).delete(key));
  }

  async #photos(mode) {
    const begin = () => this.#database.transaction('photos', mode, { durability: 'strict' }).objectStore('photos');
    try {
      return begin();
    } catch { // iOS closes the database of a page that sleeps
      this.#database = await openDatabase();
      return begin();
    }
  }
}

class MemoryStore {
  isDurable = false;
  #photos = new Map();
  #lastKey = 0;

  async all() {
    return [...this.#photos.values()];
  }

  async put(photo) {
    const key = photo.key ?? ++this.#lastKey;
    this.#photos.set(key, { ...photo, key });
    return key;
  }

  async delete(key) {
    this.#photos.delete(key);
  }
}

function result(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
