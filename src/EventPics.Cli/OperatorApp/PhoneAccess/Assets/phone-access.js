import { element } from './elements.js';
import { change, language, onAction, read } from './page.js';

const texts = {
  en: {
    title: 'Phone access', text: 'Follow the party on a phone or tablet in the same Wi-Fi.', on: 'Switch on', off: 'Switch off', loading: 'Loading …',
    unprotected: 'The connection is not encrypted: anyone in this Wi-Fi can read along, the PIN included. Use a Wi-Fi that guests don\'t have if you can.',
    scan: 'Scan this code with the phone, then enter the PIN.', pin: 'PIN', newPin: 'New PIN', newPinNote: 'signs all phones out', address: 'Address', code: address => `QR code of ${address}`,
    noNetwork: 'This computer is in no network. The code appears as soon as it is.', other: 'Other addresses of this computer',
    allow: 'Phones may also change something: retry, move, not send, pause', guesses: n => `${n} wrong PINs in the last 10 minutes.`,
    firewall: 'If the phone can\'t open it: same Wi-Fi? Does the firewall of this computer allow it?',
  },
  de: {
    title: 'Zugriff vom Handy', text: 'Verfolgen Sie die Feier auf einem Handy oder Tablet im selben WLAN.', on: 'Einschalten', off: 'Ausschalten', loading: 'Wird geladen …',
    unprotected: 'Die Verbindung ist nicht verschlüsselt: Jeder in diesem WLAN kann mitlesen, auch die PIN. Nutzen Sie möglichst ein WLAN, das die Gäste nicht haben.',
    scan: 'Scannen Sie diesen Code mit dem Handy und geben Sie dann die PIN ein.', pin: 'PIN', newPin: 'Neue PIN', newPinNote: 'meldet alle Handys ab', address: 'Adresse', code: address => `QR-Code von ${address}`,
    noNetwork: 'Dieser Computer ist in keinem Netzwerk. Sobald er es ist, erscheint der Code.', other: 'Weitere Adressen dieses Computers',
    allow: 'Handys dürfen auch etwas ändern: erneut versuchen, verschieben, nicht senden, anhalten', guesses: n => `${n} falsche PINs in den letzten 10 Minuten.`,
    firewall: 'Wenn das Handy sie nicht öffnen kann: Ist es im selben WLAN? Erlaubt es die Firewall dieses Computers?',
  },
}[language];

const svg = 'http://www.w3.org/2000/svg';

function qrCode({ url, qrCode: { size, path } }) {
  const image = document.createElementNS(svg, 'svg');
  image.setAttribute('viewBox', `0 0 ${size} ${size}`);
  image.setAttribute('role', 'img');
  image.setAttribute('aria-label', texts.code(url));
  image.setAttribute('class', 'qr');
  const modules = document.createElementNS(svg, 'path');
  modules.setAttribute('d', path);
  image.append(modules);
  return image;
}

/** The section of the settings in which the operator lets phones in. */
export function phoneAccess() {
  const content = element('div', { className: 'section-content' }, element('p', { className: 'note' }, texts.loading));
  const problem = element('p', { className: 'form-problem', role: 'alert' });

  function button(text, body, className = '') {
    const made = element('button', { type: 'button', className }, text);
    onAction(made, 'click', problem, async () => show(await change('phone-access', body)));
    return made;
  }

  function address({ url }) {
    return element('dl', { className: 'facts' }, element('dt', {}, texts.address), element('dd', {}, url));
  }

  function show({ isOn, pin, allowsChanges, recentlyWrong, addresses: [first, ...others] }) {
    if (!isOn) {
      content.replaceChildren(element('p', { className: 'note' }, texts.text), element('p', { className: 'problem' }, texts.unprotected),
        element('div', { className: 'buttons' }, button(texts.on, { isOn: true }, 'main')));
      return;
    }

    const allow = element('input', { type: 'checkbox', checked: allowsChanges });
    onAction(allow, 'change', problem, async () => show(await change('phone-access', { allowsChanges: allow.checked })));
    content.replaceChildren(
      first ? element('div', { className: 'scan' }, qrCode(first), element('div', { className: 'section-content' },
        element('p', {}, texts.scan), address(first),
        element('dl', { className: 'facts' }, element('dt', {}, texts.pin), element('dd', { className: 'pin-shown' }, `${pin.slice(0, 3)} ${pin.slice(3)}`)),
        element('div', { className: 'buttons' }, button(`${texts.newPin} (${texts.newPinNote})`, { newPin: true }))))
        : element('p', { className: 'problem' }, texts.noNetwork),
      element('label', { className: 'choice' }, allow, element('span', {}, texts.allow)),
      recentlyWrong ? element('p', { className: 'problem' }, texts.guesses(recentlyWrong)) : '',
      element('p', { className: 'problem' }, texts.unprotected),
      others.length ? element('details', {}, element('summary', {}, texts.other), ...others.map(address)) : '',
      element('p', { className: 'note' }, texts.firewall),
      element('div', { className: 'buttons' }, button(texts.off, { isOn: false })));
  }

  async function load() {
    try {
      show(await read('phone-access'));
    } catch (error) {
      problem.textContent = error.message;
    }
  }

  load();
  return element('section', { className: 'step', 'aria-labelledby': 'phone-access' }, element('h2', { id: 'phone-access' }, texts.title), content, problem);
}
