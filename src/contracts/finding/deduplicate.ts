import { isWithin } from '../../modules/nodes.ts';
import { addTo } from '../../source/groups.ts';
import { contains, isSameSpan, type Span } from '../../source/span.ts';
import type { StaticValue } from '../../values/value.ts';
import type { Contract } from '../contract.ts';
import type { FoundContract } from './found-contract.ts';

/** A literal that is given to a define function is the contract of that call, whatever its type says; so is one that the call's argument is made of. */
export function withoutPassedOn(found: readonly FoundContract[]): readonly FoundContract[] {
  const isCall = ({ node }: FoundContract): boolean => node.type !== 'ObjectExpression';
  if (found.every(isCall)) return found;
  const given = found.filter(isCall).flatMap(({ spec }) => spansOf(spec));
  return found.filter(
    (one) =>
      isCall(one) ||
      one.registeredIn !== undefined ||
      !given.some(({ file, start, end }) => file === one.module.file && one.node.start <= start && end <= one.node.end),
  );
}

/** What registries are given, and what has the form of a contract, beside what define functions are given. */
interface Deduplicated {
  /** Without the objects that a define function was given, or gave, or that it was given parts of: those are its contracts. */
  readonly found: readonly FoundContract[];
  /** Files that do not tell by themselves, and by what they import, which contracts stand in them. */
  readonly unsettled: ReadonlySet<string>;
}

/** A place that a contract has something from, and the file where it is defined. */
interface Part {
  readonly span: Span;
  readonly home: string;
}

/** @param taken contracts that are known besides */
export function withoutDefined(found: readonly FoundContract[], taken: readonly Contract[]): Deduplicated {
  const unsettled = new Set<string>();
  if (!found.some(({ registeredIn }) => registeredIn)) return { found, unsettled };
  const defined = found.filter(({ registeredIn, node }) => !registeredIn && node.type !== 'ObjectExpression');
  const kept = taken.flatMap(({ spec, call, file }) => (spec && !isSameSpan(spec.span, call) ? { spec, home: file } : []));
  const specs = [...defined.map(({ spec, module }) => ({ spec, home: module.file })), ...kept];
  const wholes = byFile(specs, spansOf);
  const members = found.some(({ isForm }) => isForm) ? byFile(specs, memberSpans) : new Map<string, readonly Part[]>();
  const unread = defined.filter(({ spec }) => spec.kind === 'unknown');
  const isOwn = ({ registeredIn, isForm, spec, module, node }: FoundContract): boolean => {
    if (registeredIn === undefined) return true;
    const partsIn = (parts: ReadonlyMap<string, readonly Part[]>, own: Span): readonly Part[] =>
      (parts.get(own.file) ?? []).filter(({ span }) => contains(own, span));
    const homes = [...spansOf(spec).flatMap((own) => partsIn(wholes, own)), ...(isForm ? partsIn(members, spec.span) : [])];
    const isTold =
      homes.length === 0
        ? registeredIn === module.file && !isForm
        : homes.some(({ home }) => home === registeredIn || home === module.file);
    if (!isTold) unsettled.add(registeredIn).add(module.file);
    return homes.length === 0 && !(isForm && unread.some((one) => one.module === module && isWithin(node, one.node)));
  };
  return { found: found.filter(isOwn), unsettled };
}

function byFile(
  specs: readonly { readonly spec: StaticValue; readonly home: string }[],
  spansIn: (spec: StaticValue) => readonly Span[],
): ReadonlyMap<string, readonly Part[]> {
  const parts = new Map<string, Part[]>();
  for (const { spec, home } of specs) {
    for (const span of spansIn(spec)) addTo(parts, span.file, { span, home });
  }
  return parts;
}

/** Where the members of a contract are written that it has from something else: what it is built upon is no contract itself. */
function memberSpans(spec: StaticValue): readonly Span[] {
  if (spec.kind !== 'object') return [];
  return [...spec.properties.values()].map(({ key }) => key).filter((key) => !contains(spec.span, key));
}

/** Of a contract and of its `meta`: what is built of another one has that one's. */
function spansOf(spec: StaticValue): readonly Span[] {
  const meta = spec.kind === 'object' ? spec.properties.get('meta')?.value : undefined;
  return meta?.kind === 'object' ? [spec.span, meta.span] : [spec.span];
}
