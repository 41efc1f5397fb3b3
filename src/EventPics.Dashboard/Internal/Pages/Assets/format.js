import { language } from './texts.js';

const locale = navigator.languages.find(wanted => wanted.split('-')[0] === language) ?? language;
const clock = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
const dateAndClock = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });

export const number = value => new Intl.NumberFormat(locale).format(value);

function unit(value, name, digits = 0) {
  return new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'short', maximumFractionDigits: digits }).format(value);
}

export function size(bytes) {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'];
  const step = Math.min(units.length - 1, bytes < 1000 ? 0 : Math.floor(Math.log10(bytes) / 3));
  return unit(bytes / 1000 ** step, units[step], step < 2 ? 0 : 1);
}

/** A duration in milliseconds, in the largest unit that says enough. */
export function duration(milliseconds) {
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return unit(Math.max(1, seconds), 'second');
  if (seconds < 3600) return unit(Math.round(seconds / 60), 'minute');
  return seconds < 86400 ? unit(Math.round(seconds / 3600), 'hour') : unit(Math.round(seconds / 86400), 'day');
}

/** A moment: the time alone when it is today. */
export function moment(iso) {
  const date = new Date(iso);
  return (date.toDateString() === new Date().toDateString() ? clock : dateAndClock).format(date);
}

export const exactMoment = iso => dateAndClock.format(new Date(iso));
