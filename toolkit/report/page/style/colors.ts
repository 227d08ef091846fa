import { Category } from '../../graph/model';

type Color = 'bg' | 'soft' | 'text' | 'muted' | 'line' | 'link' | 'focus' | 'store' | 's0' | 's1' | 's2' | 's3';

type Verdict = 'good' | 'good-bg' | 'warn' | 'warn-bg' | 'bad' | 'bad-bg' | 'plain-bg';

/** Each color on a light and on a dark page. */
const COLORS: Readonly<Record<Color | Verdict | Category, readonly [light: string, dark: string]>> = {
  bg: ['#fff', '#13161a'],
  soft: ['#f5f6f8', '#1b1f25'],
  text: ['#1b1f24', '#e8eaed'],
  muted: ['#4d5763', '#b0b9c3'],
  line: ['#c6cdd5', '#434c56'],
  link: ['#0b4fb8', '#8ab4f8'],
  focus: ['#0b57d0', '#8ab4f8'],
  good: ['#0b5c2e', '#8fe0ab'],
  'good-bg': ['#e3f4e8', '#10351f'],
  warn: ['#7a4100', '#ffcf8a'],
  'warn-bg': ['#fff0d9', '#412a06'],
  bad: ['#9b1c1c', '#ffb4b4'],
  'bad-bg': ['#fde8e8', '#4a1717'],
  'plain-bg': ['#e9ecf0', '#2b3138'],
  users: ['#4d5763', '#b0b9c3'],
  edge: ['#6b2fb3', '#c9a2ff'],
  compute: ['#a1480a', '#ffb469'],
  data: ['#0b57d0', '#8ab4f8'],
  messaging: ['#a11a63', '#ff9dcf'],
  network: ['#0f6b64', '#62d8cb'],
  watch: ['#446018', '#b5d67a'],
  other: ['#4d5763', '#b0b9c3'],
  s0: ['#0f6b64', '#62d8cb'],
  s1: ['#a1480a', '#ffb469'],
  s2: ['#0b57d0', '#8ab4f8'],
  s3: ['#a11a63', '#ff9dcf'],
  store: ['#eaf1fd', '#1a2536'],
};

const propertiesOf = (scheme: 0 | 1) =>
  Object.entries(COLORS)
    .map(([name, values]) => `--${name}: ${values[scheme]};`)
    .join('\n');

/** Custom properties with the colors of a light and of a dark page. */
export const LIGHT = propertiesOf(0);
export const DARK = propertiesOf(1);
