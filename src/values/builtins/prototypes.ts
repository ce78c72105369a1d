import type { Span } from '../../source/span.ts';
import { closureOf } from '../names/environment.ts';
import { toText } from '../expressions/operators.ts';
import { literal, native, type NativeCall, type StaticValue } from '../value.ts';
import { argument, method, type Method } from './method.ts';

/**
 * Whether an object is one that a literal makes. What all of a module is given as is none, and whether it has a prototype, the bundler
 * tells: it is placed at the start of its file.
 */
export function isPlain(value: StaticValue): boolean {
  return value.kind === 'object' && !value.open && !value.prototype && value.span.end > 0;
}

/** `Object.prototype`: its methods are asked for to be called on other objects. */
export function objectPrototype(at: Span): StaticValue {
  return native(
    {
      name: 'Object.prototype',
      get: (name, span) => {
        const run = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined;
        return run && callable(name, run, span);
      },
    },
    at,
  );
}

type OwnMethod = (self: StaticValue, call: NativeCall) => StaticValue | undefined;

const METHODS: Readonly<Record<string, OwnMethod>> = {
  hasOwnProperty: (self: StaticValue, call: NativeCall) => hasOwn(self, argument(call, 0), call.span),
  toString: (self: StaticValue, call: NativeCall) => {
    const tag = tagOf(self);
    return tag === undefined ? undefined : literal(`[object ${tag}]`, call.span);
  },
};

/** What an object has from `Object.prototype`; undefined where that is not known. */
export function inheritedMember(self: StaticValue, name: string, at: Span): StaticValue | undefined {
  if (!isPlain(self) || name !== 'hasOwnProperty') return undefined;
  return method(name, (call) => hasOwn(self, argument(call, 0), call.span), at);
}

/** A method that is called by `call` alone. */
function callable(name: string, run: OwnMethod, at: Span): StaticValue {
  const callIt: Method = (call) => {
    const self = argument(call, 0);
    return self && self.kind !== 'unknown' ? run(self, { ...call, args: call.args.slice(1) }) : undefined;
  };
  return native(
    {
      name: `Object.prototype.${name}`,
      get: (member, span) => (member === 'call' ? method(`${name}.call`, callIt, span) : undefined),
    },
    at,
  );
}

export function hasOwn(self: StaticValue | undefined, key: StaticValue | undefined, span: Span): StaticValue | undefined {
  const name = key && toText(key);
  if (name === undefined) return undefined;
  if (self?.kind === 'object') {
    if (self.properties.has(name)) return literal(true, span);
    return self.open ? undefined : literal(false, span);
  }
  if (self?.kind !== 'array' || self.rest || self.hasHoles || self.members) return undefined;
  return literal(name === 'length' || (/^(?:0|[1-9]\d*)$/.test(name) && Number(name) < self.items.length), span);
}

/** What `Object.prototype.toString` tells of a value; a symbol may say otherwise, where keys are not known. */
function tagOf(self: StaticValue): string | undefined {
  switch (self.kind) {
    case 'array':
      return 'Array';
    case 'object':
      return isPlain(self) ? 'Object' : undefined;
    case 'function': {
      const { node } = closureOf(self);
      return node['async'] || node['generator'] ? undefined : 'Function';
    }
    case 'literal': {
      const { value } = self;
      if (value === null) return 'Null';
      if (typeof value === 'object') return 'RegExp';
      return value === undefined
        ? 'Undefined'
        : typeof value === 'bigint'
          ? 'BigInt'
          : CAPITALISED[typeof value as keyof typeof CAPITALISED];
    }
    default:
      return undefined;
  }
}

const CAPITALISED = { string: 'String', number: 'Number', boolean: 'Boolean' } as const;

/** `Object.getPrototypeOf`, of what has no class of its own. */
export function prototypeOf(value: StaticValue | undefined, span: Span): StaticValue | undefined {
  if (value && isPlain(value)) return objectPrototype(span);
  if (value?.kind === 'object' && !value.open) return value.prototype;
  return value?.kind === 'array' ? native({ name: 'Array.prototype' }, span) : undefined;
}
