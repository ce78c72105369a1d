import { literal, type NativeCall } from '../../../values/value.ts';
import type { CodeCheck } from '../schema.ts';
import { argumentAt } from '../static-value.ts';
import { regExpText } from './patterns.ts';

/** What a refinement says of single values, where its code can be followed: it takes what the code calls true. */
export function refinementCheck(call: NativeCall): CodeCheck | null {
  return codeCheck(call, (result) => (result.kind === 'literal' ? Boolean(result.value) : null));
}

/** What a transform takes: all that its code makes something of. */
export function transformCheck(call: NativeCall): CodeCheck | null {
  return codeCheck(call, (result) => (result.kind === 'unknown' ? null : true));
}

/** The pattern of a refinement that asks for one and nothing else. */
export function testedPattern(call: NativeCall): string | null {
  const code = argumentAt(call, 0);
  const pattern = code && call.evaluator.plainFunction(code)?.pattern;
  return pattern ? regExpText(literal(pattern, call.span)) : null;
}

function codeCheck(call: NativeCall, read: (result: ReturnType<NativeCall['evaluator']['call']>) => boolean | null): CodeCheck | null {
  const code = argumentAt(call, 0);
  const plain = code && call.evaluator.plainFunction(code);
  return plain ? { takes: (value) => read(plain.apply(value)), constants: plain.constants } : null;
}
