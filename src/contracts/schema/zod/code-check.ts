import { truth } from '../../../values/expressions/operators.ts';
import { plainValue } from '../../../values/plain-value.ts';
import type { Ending } from '../../../values/strict.ts';
import { literal, native, type EvaluatorPort, type Native, type NativeCall, type StaticValue } from '../../../values/value.ts';
import type { CodeCheck, Made } from '../schema.ts';
import { argumentAt, plainOf } from '../static-value.ts';
import { regExpText } from './patterns.ts';

/** What a refinement says of single values, where its code can be followed: it takes what the code calls true. */
export function refinementCheck(call: NativeCall): CodeCheck | null {
  const code = argumentAt(call, 0);
  const asked = code && call.evaluator.plainFunction(code)?.asked;
  const check = codeCheck(code, call.evaluator, (value, run) => {
    const ending = run([value]);
    return ending.kind === 'value' ? (truth(ending.value) ?? null) : refusal(ending);
  });
  return check && (asked ? { ...check, asked } : check);
}

/** What a transform takes: all that its code makes something of. */
export function transformCheck(code: StaticValue | undefined, evaluator: EvaluatorPort): CodeCheck | null {
  const made = (value: StaticValue, run: Run): Made => {
    const ending = run([value]);
    if (ending.kind !== 'value') return { kind: ending.kind === 'thrown' ? 'refused' : 'unsure' };
    const plain = plainOf(ending.value);
    if (!plain.known) return { kind: 'unsure' };
    return plain.value === undefined ? { kind: 'absent' } : { kind: 'value', value: plain.value };
  };
  return codeCheck(
    code,
    evaluator,
    (value, run) => {
      const ending = run([value]);
      return ending.kind === 'value' ? true : refusal(ending);
    },
    made,
  );
}

/** What code takes that tells issues to a context: all of which it tells none. The context comes second, or holds the value and comes alone. */
export function issueCheck(
  code: StaticValue | undefined,
  evaluator: EvaluatorPort,
  form: 'value and context' | 'payload',
): CodeCheck | null {
  const check = codeCheck(code, evaluator, (value, run) => {
    let hasIssue = false;
    const tell: Native = {
      name: 'addIssue',
      ignoresArguments: true,
      call: ({ span }) => {
        hasIssue = true;
        return literal(undefined, span);
      },
    };
    const issues: Native = { name: 'issues', get: (name, at) => (name === 'push' ? native(tell, at) : undefined) };
    const context: Native = {
      name: 'a context',
      get(name, at) {
        if (name === 'addIssue') return form === 'payload' ? undefined : native(tell, at);
        if (name === 'issues') return native(issues, at);
        return name === 'value' ? value : undefined;
      },
    };
    const given = native(context, value.span);
    const ending = run(form === 'payload' ? [given] : [value, given]);
    return ending.kind === 'value' ? !hasIssue : refusal(ending);
  });
  if (!check || form === 'value and context') return check;
  const { reads: _, ...ofPayload } = check;
  return ofPayload;
}

/** What is thrown goes through Zod to who asked: the value is not taken. */
function refusal({ kind }: Ending): false | null {
  return kind === 'thrown' ? false : null;
}

/** The pattern of a refinement that asks for one and nothing else. */
export function testedPattern(call: NativeCall): string | null {
  const code = argumentAt(call, 0);
  const asked = code && call.evaluator.plainFunction(code)?.asked;
  return asked?.kind === 'pattern' ? regExpText(literal(asked.pattern, call.span)) : null;
}

type Run = (args: readonly StaticValue[]) => Ending;

function codeCheck(
  code: StaticValue | undefined,
  evaluator: EvaluatorPort,
  takes: (value: StaticValue, run: Run) => boolean | null,
  made?: (value: StaticValue, run: Run) => Made,
): CodeCheck | null {
  const plain = code && evaluator.plainFunction(code);
  return plain
    ? {
        takes: (value) => takes(plainValue(value, code.span), plain.run),
        constants: plain.constants,
        ...(plain.reads && { reads: plain.reads }),
        ...(made && { made: (value) => made(plainValue(value, code.span), plain.run) }),
      }
    : null;
}
