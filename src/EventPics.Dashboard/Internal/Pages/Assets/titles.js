import { read } from './api.js';

let events = [];

/** Reads the titles of events and albums; pages show IDs until they are known. */
export async function readTitles() {
  try {
    ({ events } = await read('api/events'));
  } catch {
    // What was known before does for now.
  }

  return events;
}

export const knownEvents = () => events;

export const eventTitle = linkId => events.find(event => event.linkId === linkId)?.title ?? linkId;

export function albumTitle(linkId, albumId) {
  return events.find(event => event.linkId === linkId)?.albums.find(({ id }) => id === albumId)?.title ?? albumId;
}
