import { address } from './api.js';

// The server sends something every 10 seconds.
const longestSilence = 25_000;

/** Follows the queue; connects again for as long as the page is open, and catches up by the ID of the last event. */
export function follow({ onReload, onChanges, onStatus, onConnection }) {
  let lastHeard = performance.now();
  let source;

  function connect() {
    source = new EventSource(address('api/changes'));
    source.onopen = heard;
    source.onerror = () => {
      onConnection(false);
      if (source.readyState === EventSource.CLOSED) setTimeout(reconnect, 3000);
    };
    source.addEventListener('reload', () => { heard(); onReload(); });
    source.addEventListener('changes', ({ data }) => { heard(); onChanges(JSON.parse(data)); });
    source.addEventListener('status', ({ data }) => { heard(); onStatus(JSON.parse(data)); });
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
