import { DEFINE, readAsTheyRun } from '../support/agree.ts';

const event = (key: string): string => `defineEvent({ meta: { key: '${key}', version: '1.0.0' } })`;

readAsTheyRun('code that never runs', [
  ['behind a constant condition', `${DEFINE} if (false) { ${event('a.dead')}; } else ${event('a.one')}; if (1 > 2) ${event('a.never')};`],
  [
    'behind a name, which another scope may have as well',
    `${DEFINE}
const DEBUG = false;
if (DEBUG) ${event('a.dead')};
{ const DEBUG = true; if (DEBUG) ${event('a.one')}; }
while (DEBUG) ${event('a.loop')};`,
  ],
  [
    'behind a constant of another file',
    {
      'src/flags.ts': 'export const OFF = false; export const ON = !OFF;',
      'src/a.ts': `${DEFINE} import { OFF, ON } from './flags';
if (OFF) ${event('a.dead')};
if (ON && !OFF) ${event('a.one')};`,
    },
  ],
  [
    'in a choice',
    `${DEFINE}
const DEBUG = false;
export const A = DEBUG ? ${event('a.dead')} : ${event('a.one')};
export const B = DEBUG && ${event('b.dead')};
export const C = DEBUG || ${event('c.one')};
export const D = 'x' ?? ${event('d.dead')};
export const E = null ?? ${event('e.one')};`,
  ],
  [
    'after what leaves its block',
    `${DEFINE}
label: { ${event('a.one')}; break label; ${event('a.dead')}; }
try { throw new Error('x'); ${event('b.dead')}; } catch { ${event('b.one')}; } finally { ${event('c.one')}; }
switch (1 as number) { case 1: ${event('d.one')}; break; ${event('d.dead')}; }
function early() { return late(); ${event('e.dead')}; function late() { ${event('e.one')}; } }
early();`,
  ],
  [
    'behind a condition with a type around it',
    `${DEFINE}
if (false as boolean) ${event('a.dead')};
if (!(true satisfies boolean)) ${event('b.dead')}; else ${event('a.one')};`,
  ],
  [
    'calls of factories',
    `${DEFINE}
const make = (key: string) => defineEvent({ meta: { key, version: '1.0.0' } });
if (false) make('a.dead');
export const A = make('a.one');
const never = (key: string) => defineEvent({ meta: { key, version: '1.0.0' } });
export const B = (false as boolean) && never('b.dead');`,
  ],
  ['behind what changes before it runs', `${DEFINE} let isOn = false; isOn = true; if (isOn) ${event('a.one')};`],
]);
