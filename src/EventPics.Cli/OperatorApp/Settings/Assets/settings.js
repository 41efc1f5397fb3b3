import { byId } from './elements.js';
import { language, showHeader } from './page.js';
import { phoneAccess } from './phone-access.js';

const texts = { en: { title: 'Settings' }, de: { title: 'Einstellungen' } }[language];

showHeader(texts.title);
byId('main').append(phoneAccess());
