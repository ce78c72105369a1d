import { diagnosticAt, type PolicyDiagnostic } from './diagnostic.ts';
import { nearest } from './nearest.ts';
import { boolAt, entriesOf, itemsOf, nodeAt, type PolicyNode, textAt, textOf } from './node.ts';
import type { ResolvedPolicy } from './resolved.ts';

/** So many replacements are compared with all tags: more must not cost more than reading them. */
const MAX_COMPARED = 100;

/** Checks that every name of the directory and of a vocabulary stands for one team or tag. */
export function checkNames(resolved: ResolvedPolicy): readonly PolicyDiagnostic[] {
  const teams = entriesOf(nodeAt(resolved.merged(null), 'owners', 'directory'));
  const named = [...teams].map(([name, { value }]): Named => ({ name, node: value }));
  return [
    ...checkAliases('team', named, new Set(teams.keys())),
    ...resolved.parts.flatMap(({ body }) => checkVocabulary(itemsOf(nodeAt(body, 'tags', 'vocabulary')))),
  ];
}

interface Named {
  readonly name: string;
  readonly node: PolicyNode;
}

/** Of thousands of tags most are a name and nothing else. */
function checkVocabulary(items: readonly PolicyNode[]): readonly PolicyDiagnostic[] {
  const diagnostics: PolicyDiagnostic[] = [];
  const listed = new Set<string>();
  const detailed = new Map<string, Named>();
  for (const node of items) {
    const name = textOf(node) ?? textAt(node, 'name') ?? '';
    if (listed.has(name)) diagnostics.push(diagnosticAt(node.at, 'error', `The tag "${name}" stands there twice.`, 'Keep one of them.'));
    else if (node.kind === 'map') detailed.set(name, { name, node });
    listed.add(name);
  }
  let compared = 0;
  for (const { name, node } of detailed.values()) {
    const replacement = nodeAt(node, 'replacement');
    const wanted = textOf(replacement);
    if (!replacement || wanted === null) continue;
    const other = detailed.get(wanted)?.node;
    // One that is nearly listed is misspelt, unless what it is near is the tag whose spelling it mends.
    const near = listed.has(wanted) || (compared += 1) > MAX_COMPARED ? null : nearest(wanted, others(listed, name));
    if (near !== null) diagnostics.push(diagnosticAt(replacement.at, 'error', `There is no tag "${wanted}".`, `Did you mean "${near}"?`));
    if (other && (boolAt(other, 'deprecated') || nodeAt(other, 'replacement')))
      diagnostics.push(
        diagnosticAt(replacement.at, 'error', `The replacement of the tag "${name}" is deprecated itself.`, 'Name a tag that may be used.'),
      );
  }
  return [...diagnostics, ...checkAliases('tag', [...detailed.values()], listed)];
}

function* others(names: ReadonlySet<string>, name: string): Generator<string> {
  for (const other of names) if (other !== name) yield other;
}

function checkAliases(kind: 'team' | 'tag', all: readonly Named[], names: ReadonlySet<string>): readonly PolicyDiagnostic[] {
  const owners = new Map<string, string>();
  return all.flatMap(({ name, node }) =>
    itemsOf(nodeAt(node, 'aliases')).flatMap((item) => {
      const alias = textOf(item) ?? '';
      const other = owners.get(alias);
      owners.set(alias, name);
      const what = names.has(alias) ? `a ${kind} itself` : other !== undefined ? `one of "${other}"` : null;
      return what === null
        ? []
        : [
            diagnosticAt(
              item.at,
              'error',
              `"${alias}" is an alias of the ${kind} "${name}", and ${what}.`,
              'Let it stand for one of them.',
            ),
          ];
    }),
  );
}
