// Photos in the browser's database, so that they survive a reload. Without a database (some private windows) they live in memory.
export async function openStore() {
  try {
    return new DatabaseStore(await openDatabase());
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
  #database;

  constructor(database) {
    this.#database = database;
  }

  all() {
    return result(this.#photos('readonly').getAll());
  }

  // Returns the photo's key once the photo is on the disk.
  put(photo) {
    const photos = this.#photos('readwrite', { durability: 'strict' });
    const request = photos.put(photo);
    return new Promise((resolve, reject) => {
      photos.transaction.oncomplete = () => resolve(request.result);
      photos.transaction.onabort = () => reject(photos.transaction.error);
    });
  }

  delete(key) {
    return result(this.#photos('readwrite').delete(key));
  }

  #photos(mode, options) {
    return this.#database.transaction('photos', mode, options).objectStore('photos');
  }
}

class MemoryStore {
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
