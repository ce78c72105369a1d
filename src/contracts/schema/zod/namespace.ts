import { memoize } from '../../../source/memoize.ts';
import type { Span } from '../../../source/span.ts';
import { literal, native, unknown, type Native, type NativeCall, type NativeValue, type StaticValue } from '../../../values/value.ts';
import { zodNodeOf } from '../schema-native.ts';
import { argumentAt } from '../static-value.ts';
import { CHECKS, effectOf } from './checks.ts';
import { zodClass } from './classes.ts';
import type { CheckNative } from './effect.ts';
import { unreadCall } from './make.ts';
import { makersOf } from './makers.ts';
import { methodOf } from './methods.ts';
import { zodValue } from './native.ts';
import { NEWEST_ZOD, type ZodNode, type ZodVersion } from './node.ts';
import { regexesNative } from './regexes.ts';

/**
 * Zod: the value of `import * as z from 'zod'`, of its exports `z` and `default`, and of a `require`. Those of Zod 4 are also what
 * `zod/v4` and `zod/mini` give.
 */
export function zodNamespace(span: Span, version: ZodVersion = NEWEST_ZOD): StaticValue {
  return native(namespaceOf(version), span);
}

/** Functions that are the methods of these names with the type as their first argument. */
const METHODS_AS_FUNCTIONS: ReadonlySet<string> = new Set([
  ...['optional', 'exactOptional', 'nonoptional', 'nullable', 'nullish', 'readonly', 'pipe', 'prefault', 'catch', 'default'],
  ...['extend', 'safeExtend', 'merge', 'pick', 'omit', 'partial', 'required', 'keyof', 'catchall', 'deepPartial'],
]);

const namespaceOf = memoize((version: ZodVersion): Native => {
  const makers = makersOf(version);
  const memberOf = memoize((name: string) => memberNative(version, makers, name));
  const self: Native = {
    name: 'zod',
    get(property, at) {
      if (property === 'z' || property === 'default') return native(self, at);
      const member = memberOf(property);
      return member && native(member, at);
    },
  };
  return self;
});

/** Names of issues, each of which is the name itself. Issues are told by code, for the words of a message. */
const issueCodes: Native = {
  name: 'z.ZodIssueCode',
  get: (property, at) => (/^[a-z]+(?:_[a-z]+)*$/.test(property) ? literal(property, at) : undefined),
};

/** `z.toZod<T>()` asks TypeScript alone whether a type is one of `T`. */
const asItIs: Native = {
  name: 'z.toZod()',
  call: (call) => argumentAt(call, 0) ?? unknown('not-static', call.span, 'no type'),
};

/** What Zod is made of, as far as schemas are written with it. */
const coreNative: Native = { name: 'z.core', get: (property, at) => (property === 'regexes' ? native(regexesNative, at) : undefined) };

type Maker = (call: NativeCall) => ZodNode;

function memberNative(
  version: ZodVersion,
  makers: ReadonlyMap<string, Maker | ReadonlyMap<string, Maker>>,
  name: string,
): Native | undefined {
  if (name === 'ZodIssueCode') return issueCodes;
  if (name === 'NEVER') return { name: 'z.NEVER' };
  const zodType = zodClass(version, name);
  if (zodType) return zodType;
  const maker = makers.get(name);
  if (typeof maker === 'function') return makerNative(`z.${name}`, maker);
  if (maker) return groupNative(`z.${name}`, maker);
  const method = name === '_default' ? 'default' : name;
  if (METHODS_AS_FUNCTIONS.has(method)) return makerNative(`z.${name}`, (call) => methodAsFunction(version, name, method, call));
  if (version === 3) return undefined;
  if (name === 'regexes') return regexesNative;
  if (name === 'core') return coreNative;
  if (name === 'describe' || name === 'meta') return { name: `z.${name}`, call: ({ span }) => checkValue(`z.${name}()`, [], span) };
  if (name === 'toZod') return { name: 'z.toZod', call: ({ span }) => native(asItIs, span) };
  const check = CHECKS.get(name);
  return check && { name: `z.${name}`, call: (call) => checkValue(`z.${name}()`, [effectOf(check, call, name, version)], call.span) };
}

function makerNative(name: string, maker: Maker): Native {
  return { name, call: (call) => zodValue(maker(call), call.span) };
}

/** `z.coerce` and `z.iso`. */
function groupNative(name: string, makers: ReadonlyMap<string, Maker>): Native {
  return {
    name,
    get(property, at) {
      const maker = makers.get(property);
      return maker && native(makerNative(`${name}.${property}`, maker), at);
    },
  };
}

function methodAsFunction(version: ZodVersion, name: string, method: string, call: NativeCall): ZodNode {
  const node = zodNodeOf(argumentAt(call, 0));
  const bound = node && methodOf(node, method);
  return bound ? bound({ ...call, args: call.args.slice(1) }) : unreadCall(version, call, `z.${name}`);
}

function checkValue(name: string, effects: CheckNative['effects'], at: Span): NativeValue {
  const check: CheckNative = { name, effects };
  return native(check, at);
}
