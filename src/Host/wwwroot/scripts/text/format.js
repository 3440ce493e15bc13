// Numbers with their units, the same everywhere. What is not known is a dash.

const dash = '–';
const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const upToTenths = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
const tenths = new Intl.NumberFormat('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const moment = new Intl.DateTimeFormat('en', { year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
const byteUnits = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];

const isNumber = (value) => typeof value === 'number' && Number.isFinite(value);

/** 12,345 */
export const count = (value) => (isNumber(value) ? whole.format(value) : dash);

/** 3.4 pages/s */
export const rate = (value, unit) => (isNumber(value) ? `${value >= 100 ? whole.format(value) : tenths.format(value)} ${unit}/s` : dash);

/** 12.4 KiB */
export function bytes(value) {
  if (!isNumber(value)) {
    return dash;
  }
  const step = Math.min(byteUnits.length - 1, value < 1024 ? 0 : Math.floor(Math.log2(value) / 10));
  const amount = value / 1024 ** step;
  return `${step === 0 || amount >= 100 ? whole.format(amount) : tenths.format(amount)} ${byteUnits[step]}`;
}

/** 340 ms, 2.4 s */
export function milliseconds(value) {
  if (!isNumber(value)) {
    return dash;
  }
  return value < 1000 ? `${value < 10 ? tenths.format(value) : whole.format(value)} ms` : seconds(value / 1000);
}

/** 0.8 s, 45 s, 3 min 20 s, 2 h 5 min, 3 d 4 h */
export function seconds(value) {
  if (!isNumber(value)) {
    return dash;
  }
  if (value < 10) {
    return `${upToTenths.format(value)} s`;
  }
  const total = Math.round(value);
  if (total < 60) {
    return `${total} s`;
  }
  if (total < 3600) {
    return pair(total, 60, 'min', 's');
  }
  return total < 86400 ? pair(Math.floor(total / 60), 60, 'h', 'min') : pair(Math.floor(total / 3600), 24, 'd', 'h');
}

/** 2:25, 1:02:25: seconds on an axis. */
export function clock(value) {
  const total = Math.max(0, Math.round(value));
  const two = (part) => String(part).padStart(2, '0');
  const [hours, minutes, rest] = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** 4 Mar 2026, 05:06:07, in the viewer's own time zone. */
export function dateTime(text) {
  const time = Date.parse(text ?? '');
  return Number.isNaN(time) ? dash : moment.format(time);
}

/** in 3 s, 12 min ago, now */
export function relative(text, now = Date.now()) {
  const time = Date.parse(text ?? '');
  if (Number.isNaN(time)) {
    return dash;
  }
  const distance = (time - now) / 1000;
  if (Math.abs(distance) < 1) {
    return 'now';
  }
  return distance > 0 ? `in ${seconds(Math.round(distance))}` : `${seconds(Math.round(-distance))} ago`;
}

/** http-error → HTTP error: a name of the API as words. */
export function words(name) {
  if (!name) {
    return dash;
  }
  const text = String(name).replaceAll('-', ' ').replace(/\b(ok|http|url|dns|tls|html)\b/gi, (word) => word.toUpperCase());
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function pair(total, size, large, small) {
  const rest = total % size;
  return `${whole.format(Math.floor(total / size))} ${large}${rest ? ` ${rest} ${small}` : ''}`;
}
