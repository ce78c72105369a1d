import { compileGlob } from '../source/glob.ts';
import { memoize } from '../source/memoize.ts';
import { DEMANDS, type Assertion } from './assertions.ts';
import { diagnosticAt, type PolicyDiagnostic } from './diagnostic.ts';
import { teamsByName } from './directory.ts';
import type { TagsPolicy } from './effective-policy.ts';
import { didYouMean } from './nearest.ts';
import { entriesOf, itemsOf, nodeAt, type PolicyNode, textAt, textsAt } from './node.ts';
import type { Layer, ResolvedPolicy } from './resolved.ts';
import { RULE_IDS, SPLIT_RULE_IDS } from './rule-ids.ts';
import type { Reference } from './validate.ts';
import { compileTags } from './vocabulary.ts';

export interface ReferenceCheck {
  readonly references: readonly Reference[];
  readonly resolved: ResolvedPolicy;
  readonly assertions: ReadonlyMap<string, Assertion>;
}

/** Suggestions are looked for this often: a file of nothing but mistakes must not cost more than reading it. */
const MAX_SUGGESTIONS = 100;

/**
 * Checks names against what the policy as a whole knows: rules, stages, teams (where there is a directory) and tags (where there is a vocabulary).
 */
export function checkReferences({ references, resolved, assertions }: ReferenceCheck): readonly PolicyDiagnostic[] {
  const names = namesIn(resolved, assertions);
  let suggestions = 0;
  const diagnostics = references.flatMap(({ kind, name, isGlob, at }) => {
    const known = names(kind);
    if (!known || known.has(name) || (isGlob && matchesAny(name, known))) return [];
    suggestions += 1;
    const hint = (suggestions <= MAX_SUGGESTIONS ? didYouMean(name, known) : null) ?? OTHERWISE[kind];
    return [diagnosticAt(at, 'error', `There is no ${kind} "${name}".`, hint)];
  });
  return [...diagnostics, ...checkOrder(resolved), ...checkLesser(resolved), ...checkAssertionNames(resolved), ...checkDemands(resolved)];
}

type Names = (kind: Reference['kind']) => ReadonlySet<string> | null;

/** The names of a kind; null where any is good. Gathered when the first reference asks. */
function namesIn(resolved: ResolvedPolicy, assertions: ReadonlyMap<string, Assertion>): Names {
  // What holds in a folder or for some contracts alone is known there, and may be named.
  const somewhere = resolved.parts.filter(({ isUnconditional }) => !isUnconditional).map(({ body }) => body);
  const gather: Readonly<Record<Reference['kind'], () => ReadonlySet<string> | null>> = {
    rule: () => new Set([...RULE_IDS, ...assertions.keys()]),
    stage: () =>
      new Set([...resolved.effective(null).stability.stages, ...somewhere.flatMap((body) => textsAt(nodeAt(body, 'stability'), 'stages'))]),
    team: () => {
      const { directory } = resolved.effective(null).owners;
      return directory && new Set(teamsByName(directory).keys());
    },
    tag: () => {
      const { vocabulary } = resolved.effective(null).tags;
      const vocabularies = somewhere.flatMap((body) => nodeAt(body, 'tags') ?? []).map((tags) => compileTags(tags).vocabulary);
      return vocabulary && new Set([vocabulary, ...vocabularies].flatMap(namesOfTags));
    },
  };
  return memoize((kind) => gather[kind]());
}

function namesOfTags(vocabulary: TagsPolicy['vocabulary']): readonly string[] {
  return [...(vocabulary?.values() ?? [])].flatMap((tag) => [tag.name, ...tag.aliases]);
}

const OTHERWISE: Readonly<Record<Reference['kind'], string | null>> = {
  rule: 'Run `contracts-governance explain` to see all rules.',
  stage: 'The stages are listed in stability.stages.',
  team: 'Add it to owners.directory.',
  tag: 'Add it to tags.vocabulary.',
};

function matchesAny(glob: string, names: ReadonlySet<string>): boolean {
  const compiled = compileGlob(glob, '');
  for (const name of names) if (compiled.matches(name)) return true;
  return false;
}

/** Pairs of numbers of which the first must not be greater. */
const RANGES: readonly (readonly [section: readonly string[], least: string, greatest: string])[] = [
  [['owners'], 'min', 'max'],
  [['tags'], 'min', 'max'],
  [['versioning', 'notice'], 'minDays', 'maxDays'],
];

/** What comes first of two numbers or days must not be above the second. */
function checkOrder(resolved: ResolvedPolicy): readonly PolicyDiagnostic[] {
  const diagnostics: PolicyDiagnostic[] = [];
  for (const { body } of resolved.parts) {
    for (const [path, least, greatest] of RANGES) diagnostics.push(...checkRange(path.join('.'), nodeAt(body, ...path), least, greatest));
    for (const [index, node] of itemsOf(nodeAt(body, 'tags', 'groups')).entries())
      diagnostics.push(...checkRange(`tags.groups[${index}]`, node, 'min', 'max'));
    const seen = new Set<string>();
    for (const [index, node] of itemsOf(nodeAt(body, 'deprecations')).entries())
      diagnostics.push(...checkDays(`deprecations[${index}]`, node), ...checkSaidOnce(node, seen));
  }
  return diagnostics;
}

/** The severity of lesser findings says nothing of a rule that makes none. */
function checkLesser(resolved: ResolvedPolicy): readonly PolicyDiagnostic[] {
  return resolved.parts.flatMap(({ body }) =>
    [...entriesOf(nodeAt(body, 'rules'))].flatMap(([rule, { value }]) => {
      const lesser = entriesOf(value).get('lesser');
      return !lesser || SPLIT_RULE_IDS.includes(rule) || !RULE_IDS.includes(rule)
        ? []
        : [
            diagnosticAt(
              lesser.key,
              'error',
              `"lesser" says nothing of "${rule}", whose findings have one severity.`,
              `Of two severities are those of ${SPLIT_RULE_IDS.join(', ')}.`,
            ),
          ];
    }),
  );
}

/** That a value need not be there is no demand, and whoever writes that alone does not mean that it must be there. */
function checkDemands(resolved: ResolvedPolicy): readonly PolicyDiagnostic[] {
  return resolved.parts.flatMap(({ body }) =>
    itemsOf(nodeAt(body, 'assert')).flatMap((node, index) => {
      const required = nodeAt(node, 'required');
      const isOptional = required?.kind === 'scalar' && required.value === false;
      if (!isOptional || DEMANDS.some((demand) => nodeAt(node, demand) !== undefined)) return [];
      const message = `assert[${index}] demands nothing: "required" is false, and there is no other demand.`;
      return [diagnosticAt(required.at, 'error', message, `Write "required: true", or add one of ${DEMANDS.join(', ')}.`)];
    }),
  );
}

function checkRange(name: string, node: PolicyNode | undefined, least: string, greatest: string): readonly PolicyDiagnostic[] {
  const from = nodeAt(node, least);
  const to = nodeAt(node, greatest);
  if (
    from?.kind !== 'scalar' ||
    to?.kind !== 'scalar' ||
    typeof from.value !== 'number' ||
    typeof to.value !== 'number' ||
    from.value <= to.value
  )
    return [];
  return [diagnosticAt(to.at, 'error', `${name}.${greatest} is ${to.value}, below ${name}.${least}, which is ${from.value}.`, null)];
}

function checkDays(name: string, node: PolicyNode): readonly PolicyDiagnostic[] {
  const [since, sunset] = [textAt(node, 'since'), textAt(node, 'sunset')];
  const at = nodeAt(node, 'sunset')?.at;
  if (since === null || sunset === null || !at || since <= sunset) return [];
  return [diagnosticAt(at, 'error', `${name}.sunset is ${sunset}, before ${name}.since, which is ${since}.`, null)];
}

/** Of two entries for the same versions, nobody can say which sunset holds. */
function checkSaidOnce(node: PolicyNode, seen: Set<string>): readonly PolicyDiagnostic[] {
  const [contract, version] = [textAt(node, 'contract'), textAt(node, 'version')];
  const at = nodeAt(node, 'contract')?.at;
  const id = JSON.stringify([contract, version]);
  if (!at || !seen.has(id)) {
    seen.add(id);
    return [];
  }
  const what = version === null ? `"${contract}"` : `"${contract}" ${version}`;
  return [diagnosticAt(at, 'error', `The deprecation of ${what} stands there twice.`, 'Keep one of them.')];
}

/** An assertion must not take the name of a rule, nor that of another one beside it, nor in a folder that of one from elsewhere. */
function checkAssertionNames(resolved: ResolvedPolicy): readonly PolicyDiagnostic[] {
  const layers = new Map<string, Layer>();
  return resolved.parts.flatMap(({ body, layer }) => {
    const seen = new Set<string>();
    return itemsOf(nodeAt(body, 'assert')).flatMap((node) => {
      const id = textAt(node, 'id');
      const at = nodeAt(node, 'id')?.at;
      if (id === null || !at) return [];
      if (seen.has(id)) return [diagnosticAt(at, 'error', `The assertion "${id}" stands there twice.`, 'Give one of them another id.')];
      seen.add(id);
      const other = layers.get(id);
      layers.set(id, layer);
      if (other && other.name !== layer.name && layer.folder !== '')
        return [
          diagnosticAt(
            at,
            'error',
            `The assertion "${id}" is one of ${other.name} already.`,
            'Give it another id: the policy of a folder adds assertions, and replaces none.',
          ),
        ];
      return RULE_IDS.includes(id) ? [diagnosticAt(at, 'error', `"${id}" is the name of a rule.`, 'Give the assertion another id.')] : [];
    });
  });
}
