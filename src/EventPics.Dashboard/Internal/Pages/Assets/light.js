import { duration } from './format.js';
import { texts } from './texts.js';

const yellow = ['RateLimited', 'Paused', 'Held'];

// With these, new photos are still sent.
const harmless = ['NoNotifications', 'TakenOver', 'HistoryLost'];
const keepsPhotosBack = ({ problem }) => problem && !harmless.includes(problem);

/** What the light shows for a status: { level, text }. It is green only after a contact with the service. */
export function lightOf(status) {
  const pending = status.waiting + status.sending;
  if (status.health !== 'Online') {
    const text = texts.health[status.health](status.lastContactAge === null ? '' : duration(status.lastContactAge));
    return { level: yellow.includes(status.health) ? 'wait' : 'bad', text: text + texts.safe(pending) };
  }

  if (status.problems.length || status.folders.some(keepsPhotosBack)) {
    return { level: 'bad', text: texts.notWatched + texts.safe(pending) };
  }

  if (status.lastContactAge === null) {
    return { level: 'unknown', text: pending ? `${texts.notChecked}. ${texts.waitingFor(pending, '')}` : texts.notChecked };
  }

  if (pending > 0) return { level: 'wait', text: texts.waitingFor(pending, timeLeft(status)) };
  if (status.failed > 0) return { level: 'bad', text: texts.failedOnly(status.failed) };
  return { level: 'good', text: status.uploaded ? texts.allUploaded(status.uploaded) : texts.nothingYet };
}

/** How long the waiting photos take at the present speed; empty while that is unknown. */
export function timeLeft({ waitingBytes, bytesPerSecond }) {
  return waitingBytes > 0 && bytesPerSecond > 0 ? duration(waitingBytes / bytesPerSecond * 1000) : '';
}
