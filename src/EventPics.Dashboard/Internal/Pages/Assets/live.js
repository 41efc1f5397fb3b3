import { address } from './api.js';

// The server sends something every 10 seconds, and ends the stream every few minutes: the browser then reconnects immediately.
const longestSilence = 25_000;
const longestReconnect = 5000;

/** Follows the queue; connects again for as long as the page is open, and catches up by the ID of the last event. */
export function follow({ onReload, onChanges, onStatus, onConnection }) {
  let lastHeard = performance.now();
  let source;

  function connect() {
    source = new EventSource(address('api/changes'));
    source.onopen = heard;
    source.onerror = () => {
      const lostAt = performance.now();
      setTimeout(() => { if (lastHeard < lostAt) onConnection(false); }, longestReconnect);
      if (source.readyState === EventSource.CLOSED) onClosed();
    };
    source.addEventListener('reload', () => { heard(); onReload(); });
    source.addEventListener('changes', ({ data }) => { heard(); onChanges(JSON.parse(data)); });
    source.addEventListener('status', ({ data }) => { heard(); onStatus(JSON.parse(data)); });
  }

  // An event source doesn't tell why it was closed. When the sign-in has expired, the application asks for it when the page is loaded.
  async function onClosed() {
    const response = await fetch(address('api/status'), { redirect: 'manual' }).catch(() => undefined);
    if (response?.type === 'opaqueredirect' || response?.status === 401) location.reload();
    else setTimeout(reconnect, 3000);
  }

  // A new source has no last event, so the server asks it to read everything again.
  function reconnect() {
    source.close();
    lastHeard = performance.now();
    connect();
  }

  function heard() {
    lastHeard = performance.now();
    onConnection(true);
  }

  setInterval(() => {
    if (performance.now() - lastHeard > longestSilence) {
      onConnection(false);
      reconnect();
    }
  }, 5000);
  connect();
}
