import { readAssertions, weakeningOf } from './assertions.ts';
import { diagnosticAt, type PolicyDiagnostic } from './diagnostic.ts';
import { compareOptions } from './loosening/options.ts';
import type { Weakening } from './loosening/loosening.ts';
import { compareSpellings } from './loosening/spellings.ts';
import { compareWaiverTerms } from './loosening/waiver-terms.ts';
import { mergeMaps } from './merge.ts';
import { itemsOf, nodeAt, type PlaceInPolicy, type PolicyNode, textAt } from './node.ts';
import { waiverRulesFrom } from './policy-from.ts';
import type { Layer, PolicyPart, ResolvedPolicy } from './resolved.ts';
import { type Severity, SEVERITY_RANK, severityOfSetting } from './severity.ts';

/** What a layer enforces, later layers may raise: each place that lowers it, or weakens it through an option, is an error. */
export function checkEnforced(resolved: ResolvedPolicy): readonly PolicyDiagnostic[] {
  return resolved.layers.flatMap((layer) => (layer.enforced.length === 0 ? [] : checkLater(layer, resolved)));
}

function checkLater(layer: Layer, resolved: ResolvedPolicy): readonly PolicyDiagnostic[] {
  const end = resolved.parts.findLastIndex((part) => part.layer === layer) + 1;
  const sofar = resolved.parts.slice(0, end).filter((part) => part.isUnconditional || (part.layer === layer && part.selector === null));
  return resolved.parts
    .slice(end)
    .flatMap((part) => [
      ...checkSeverities(layer, sofar, part, resolved),
      ...checkOptions(layer, sofar, part, resolved),
      ...checkWaiverTerms(layer, sofar, part),
      ...checkAssertions(layer, sofar, part),
    ]);
}

function checkSeverities(
  layer: Layer,
  sofar: readonly PolicyPart[],
  part: PolicyPart,
  resolved: ResolvedPolicy,
): readonly PolicyDiagnostic[] {
  const floor = resolved.compile(sofar);
  return layer.enforced.flatMap((rule) => {
    const setting = nodeAt(part.body, 'rules', rule);
    if (!setting) return [];
    const severity = severityOfSetting(setting, resolved.today);
    const lesser = textAt(setting, 'lesser');
    const lowered =
      lowers(severity, floor.severity(rule)) ??
      (lesser === null ? null : lowers(lesser as Severity, floor.severity(rule, true))) ??
      postpones(textAt(setting, 'becomesErrorOn'), severity, becomesErrorOn(sofar, rule));
    if (lowered === null) return [];
    return [
      diagnosticAt(
        setting.at,
        'error',
        `"${rule}" is enforced by ${layer.name} as ${lowered[0]}, and ${lowered[1]} ${by(part)}.`,
        adviceFor(part, layer, 'It may be raised, never lowered.'),
      ),
    ];
  });
}

function lowers(severity: Severity | null, floor: Severity): readonly [string, string] | null {
  return severity !== null && SEVERITY_RANK[severity] < SEVERITY_RANK[floor] ? [floor, `lowered to ${severity}`] : null;
}

function postpones(date: string | null, severity: Severity | null, floor: string | null): readonly [string, string] | null {
  if (floor === null || severity === 'error' || (date === null && severity === null) || (date !== null && date <= floor)) return null;
  return [`error from ${floor} on`, date === null ? 'without that day' : `only from ${date} on`];
}

function becomesErrorOn(parts: readonly PolicyPart[], rule: string): string | null {
  const setting = parts.findLast((part) => nodeAt(part.body, 'rules', rule));
  return textAt(nodeAt(setting?.body, 'rules', rule), 'becomesErrorOn');
}

function checkOptions(layer: Layer, sofar: readonly PolicyPart[], part: PolicyPart, resolved: ResolvedPolicy): readonly PolicyDiagnostic[] {
  const before = resolved.compile(sofar);
  const after = resolved.compile([...sofar, part]);
  return [...compareOptions(before, after), ...compareSpellings(before, after)]
    .filter(({ rule }) => layer.enforced.includes(rule))
    .map((weakening) => weakenedBy(layer, part, weakening));
}

/** What may be waived, and for how long, weakens "waivers"; that a rule may be waived weakens it, too. */
function checkWaiverTerms(layer: Layer, sofar: readonly PolicyPart[], part: PolicyPart): readonly PolicyDiagnostic[] {
  if (!nodeAt(part.body, 'waivers')) return [];
  const [first, ...more] = sofar.map(({ body }) => body);
  const before = more.reduce((merged, body) => mergeMaps(merged, body), first ?? part.body);
  const weakenings = compareWaiverTerms(waiverRulesFrom(before), waiverRulesFrom(mergeMaps(before, part.body)));
  return weakenings.flatMap((weakening) => {
    const rule = ['waivers', weakening.rule].find((one) => layer.enforced.includes(one));
    return rule === undefined ? [] : [weakenedBy(layer, part, { ...weakening, rule })];
  });
}

function weakenedBy(layer: Layer, part: PolicyPart, { path, rule, change }: Weakening): PolicyDiagnostic {
  return diagnosticAt(
    placeOf(part, path),
    'error',
    `"${rule}" is enforced by ${layer.name}, and weakened ${by(part)}: ${path} ${change}.`,
    adviceFor(part, layer, 'It may be made stricter, never weaker.'),
  );
}

/** Of one id the last assertion holds: what takes the place of an enforced one must ask the same. In a folder it is a mistake anyway. */
function checkAssertions(layer: Layer, sofar: readonly PolicyPart[], part: PolicyPart): readonly PolicyDiagnostic[] {
  if (part.layer.folder !== '') return [];
  const before = readAssertions(sofar);
  const after = readAssertions([part]);
  return itemsOf(nodeAt(part.body, 'assert')).flatMap((node) => {
    const id = textAt(node, 'id') ?? '';
    const [was, is] = [before.get(id), after.get(id)];
    const change = was && is && layer.enforced.includes(id) ? weakeningOf(was, is) : null;
    return change === null
      ? []
      : [diagnosticAt(node.at, 'error', `"${id}" is enforced by ${layer.name}, and ${change} here.`, 'Give this one another id.')];
  });
}

/** The deepest part of the path that this part sets. */
function placeOf(part: PolicyPart, path: string): PlaceInPolicy {
  let node: PolicyNode = part.body;
  for (const name of path.split('.')) node = nodeAt(node, name) ?? node;
  return node.at;
}

/** A preset has no place to point at. */
function by({ layer }: PolicyPart): string {
  return layer.file === null ? `by ${layer.name}` : 'here';
}

function adviceFor({ layer }: PolicyPart, enforcing: Layer, advice: string): string {
  return layer.file === null ? `Name ${layer.name} before ${enforcing.name} in "extends": what comes later wins.` : advice;
}
