import { address } from './api.js';
import { element } from './elements.js';
import { texts } from './texts.js';

/** The photo's thumbnail, or its kind where it has none. */
export function thumbnail({ id, kind }) {
  const label = element('span', { className: 'label', 'aria-hidden': 'true' }, texts.kinds[kind]);
  const frame = element('span', { className: `frame ${kind}` }, label);
  if (kind === 'jpeg') {
    const image = element('img', { alt: '', loading: 'lazy', decoding: 'async' });
    image.onerror = () => image.remove();
    image.src = address(`thumbnails/${encodeURIComponent(id)}`);
    frame.append(image);
  }

  return frame;
}
