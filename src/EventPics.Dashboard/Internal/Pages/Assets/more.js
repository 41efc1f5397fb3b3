import { element, setText } from './elements.js';
import { texts } from './texts.js';

/** The end of a list: reads more when it comes into view, and offers to try again when that fails. Call its update after each change. */
export function endOf(list) {
  const text = element('p', {}, texts.loading);
  const again = element('button', { type: 'button', hidden: true, onclick: () => list.retry().catch(() => {}) }, texts.again);
  const end = element('div', { className: 'more' }, text, again);
  const observer = new IntersectionObserver(entries => entries.at(-1).isIntersecting && list.readMore().catch(() => {}), { rootMargin: '600px' });

  function update() {
    end.hidden = list.isComplete;
    again.hidden = !list.hasFailed;
    setText(text, list.hasFailed ? texts.loadFailed : texts.loading);
    observer.unobserve(end);
    if (!list.isComplete && !list.hasFailed) observer.observe(end); // Observed again, it also reports that it is still in view.
  }

  return { end, update };
}
