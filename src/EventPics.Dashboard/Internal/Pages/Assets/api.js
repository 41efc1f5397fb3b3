import { byId } from './elements.js';

export const settings = JSON.parse(byId('settings').textContent);

let token = settings.token;

export function address(path, parameters = {}) {
  const query = new URLSearchParams(Object.entries({ account: settings.account, ...parameters }).filter(([name, value]) => value || name === 'account'));
  return `${settings.root}/${path}${query.size ? `?${query}` : ''}`;
}

export async function read(path, parameters) {
  const response = await fetch(address(path, parameters));
  if (!response.ok) throw new Error(await reason(response));
  return response.json();
}

/** Changes something. After a restart of the server the page needs a new token, and gets it. */
export async function change(path, body = {}, isRepeated = false) {
  const response = await fetch(address(path), {
    method: 'POST', headers: { 'Content-Type': 'application/json', 'X-EventPics-Token': token }, body: JSON.stringify(body),
  });
  if (response.status === 400 && !isRepeated && (await response.clone().json()).reason === 'outdatedPage') {
    ({ token } = await read('api/token'));
    return change(path, body, true);
  }

  if (!response.ok) throw new Error(await reason(response));
  return response.json();
}

async function reason(response) {
  try {
    return (await response.json()).message;
  } catch {
    return `${response.status} ${response.statusText}`;
  }
}
