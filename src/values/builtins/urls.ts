import type { Span } from '../../source/span.ts';
import { literal, native, unknown, type NativeCall, type StaticValue } from '../value.ts';
import { argument, method, text } from './method.ts';

const PARTS = ['href', 'origin', 'protocol', 'username', 'password', 'host', 'hostname', 'port', 'pathname', 'search', 'hash'] as const;

/** `URL` for code that is run for single values. */
export function urlClass(at: Span): StaticValue {
  return native(
    {
      name: 'URL',
      call: makeUrl,
      get: (name, span) => (name === 'canParse' ? method('URL.canParse', canParse, span) : undefined),
    },
    at,
  );
}

function canParse(call: NativeCall): StaticValue | undefined {
  const url = urlOf(call);
  return url === undefined ? undefined : literal(url !== null, call.span);
}

function makeUrl(call: NativeCall): StaticValue {
  const url = call.isNew && call.evaluator.isRunning() ? urlOf(call) : undefined;
  if (url === null) return call.evaluator.throws(call.span, 'URL()');
  return url === undefined ? unknown('unknown-call', call.span, 'URL()') : aUrl(url, call.span);
}

/** Null where the text is no URL. How names of other letters are written is for newer tables to say. */
function urlOf(call: NativeCall): URL | null | undefined {
  const [written, base] = [text(argument(call, 0)), text(argument(call, 1))];
  if (call.restUnknown || written === undefined || call.args.length > (base === undefined ? 1 : 2)) return undefined;
  if (!/^[\x20-\x7e]*$/.test(`${written}${base ?? ''}`)) return undefined;
  try {
    return new URL(written, base);
  } catch {
    return null;
  }
}

/** What the parameters of a URL are asked of one by its name. */
const ASKED = new Map<string, (parameters: URLSearchParams, name: string) => string | boolean | null>([
  ['get', (parameters, name) => parameters.get(name)],
  ['has', (parameters, name) => parameters.has(name)],
]);

function searchParameters({ searchParams }: URL, at: Span): StaticValue {
  return native(
    {
      name: 'parameters of a URL',
      get(asked, span) {
        const ask = ASKED.get(asked);
        const answer = (call: NativeCall): StaticValue | undefined => {
          const name = call.args.length === 1 ? text(argument(call, 0)) : undefined;
          return name === undefined || !ask ? undefined : literal(ask(searchParams, name), call.span);
        };
        return ask && method(asked, answer, span);
      },
    },
    at,
  );
}

function aUrl(url: URL, at: Span): StaticValue {
  return native(
    {
      name: 'a URL',
      get(name, span) {
        const part = PARTS.find((one) => one === name);
        if (part) return literal(url[part], span);
        if (name === 'searchParams') return searchParameters(url, span);
        return name === 'toString' || name === 'toJSON' ? method(name, (call) => literal(url.href, call.span), span) : undefined;
      },
    },
    at,
  );
}
