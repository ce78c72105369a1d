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
      get: (name, span) =>
        name === 'canParse'
          ? method(
              'URL.canParse',
              (call) => {
                const url = urlOf(call);
                return url === undefined ? undefined : literal(url !== null, call.span);
              },
              span,
            )
          : undefined,
    },
    at,
  );
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

function parametersOf({ searchParams }: URL, at: Span): StaticValue {
  const asked =
    (ask: (name: string) => string | boolean | null) =>
    (call: NativeCall): StaticValue | undefined => {
      const name = call.args.length === 1 ? text(argument(call, 0)) : undefined;
      return name === undefined ? undefined : literal(ask(name), call.span);
    };
  return native(
    {
      name: 'parameters of a URL',
      get(name, span) {
        if (name === 'get')
          return method(
            name,
            asked((one) => searchParams.get(one)),
            span,
          );
        return name === 'has'
          ? method(
              name,
              asked((one) => searchParams.has(one)),
              span,
            )
          : undefined;
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
        if (name === 'searchParams') return parametersOf(url, span);
        return name === 'toString' || name === 'toJSON' ? method(name, (call) => literal(url.href, call.span), span) : undefined;
      },
    },
    at,
  );
}
