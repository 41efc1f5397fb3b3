import { address } from './api.js';
import { element } from './elements.js';
import { texts } from './texts.js';

/** The photo's thumbnail, or its kind where it has none. */
export function thumbnail(upload) {
  const label = element('span', { className: 'label', 'aria-hidden': 'true' }, texts.kinds[upload.kind]);
  const frame = element('span', { className: `frame ${upload.kind}` }, label);
  load(frame, upload);
  return frame;
}

/** Asks for the thumbnail if it is not shown: a photo that could not be read before may be readable now. */
export function load(frame, { id, kind }) {
  if (kind !== 'jpeg' || frame.querySelector('img')) return;
  const image = element('img', { alt: '', loading: 'lazy', decoding: 'async' });
  image.onerror = () => image.remove();
  image.src = address(`thumbnails/${encodeURIComponent(id)}`);
  frame.append(image);
}
