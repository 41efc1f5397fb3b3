/** Creates an element. Strings become text, never markup. */
export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [property, value] of Object.entries(properties)) {
    if (property.includes('-') || property === 'role') made.setAttribute(property, value);
    else made[property] = value;
  }

  made.append(...children.filter(child => child !== null && child !== undefined && child !== ''));
  return made;
}

export const byId = id => document.getElementById(id);

/** Puts children in order, moving only those that are not in their place yet. */
export function arrange(parent, wanted) {
  wanted.forEach((child, index) => {
    if (parent.children[index] !== child) parent.insertBefore(child, parent.children[index] ?? null);
  });
  while (parent.children.length > wanted.length) parent.lastElementChild.remove();
}

/** Changes a text only if it differs, so that a screen reader and a selection are left alone. */
export function setText(target, text) {
  if (target.textContent !== text) target.textContent = text;
}
