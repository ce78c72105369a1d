import { diagnosticAt } from './diagnostic.ts';
import { nearest } from './nearest.ts';
import { boolAt, entriesOf, itemsOf, nodeAt, type PlaceInPolicy, type PolicyNode, textAt, textOf } from './node.ts';
import type { PolicyDiagnostic } from './policy.ts';
import type { ResolvedPolicy } from './resolved.ts';

/** Checks that every name of the directory and of a vocabulary stands for one team or tag. */
export function checkNames(resolved: ResolvedPolicy): readonly PolicyDiagnostic[] {
  const directory = nodeAt(resolved.merged(null), 'owners', 'directory');
  const teams = [...entriesOf(directory)].map(([name, { key, value }]): Named => ({ name, at: key, node: value }));
  return [
    ...checkAliases('team', teams),
    ...resolved.parts.flatMap(({ body }) => checkVocabulary(itemsOf(nodeAt(body, 'tags', 'vocabulary')))),
  ];
}

interface Named {
  readonly name: string;
  readonly at: PlaceInPolicy;
  readonly node: PolicyNode;
}

function checkVocabulary(items: readonly PolicyNode[]): readonly PolicyDiagnostic[] {
  const diagnostics: PolicyDiagnostic[] = [];
  const tags = new Map<string, Named>();
  for (const node of items) {
    const name = textOf(node) ?? textAt(node, 'name') ?? '';
    if (tags.has(name)) diagnostics.push(diagnosticAt(node.at, 'error', `The tag "${name}" stands there twice.`, 'Keep one of them.'));
    else tags.set(name, { name, at: node.at, node });
  }
  for (const { name, node } of tags.values()) {
    const replacement = nodeAt(node, 'replacement');
    const wanted = textOf(replacement) ?? '';
    const other = tags.get(wanted)?.node;
    // One that is nearly listed is misspelt.
    const near = replacement && !other ? nearest(wanted, tags.keys()) : null;
    if (replacement && near !== null)
      diagnostics.push(diagnosticAt(replacement.at, 'error', `There is no tag "${wanted}".`, `Did you mean "${near}"?`));
    if (replacement && other && other.kind === 'map' && (boolAt(other, 'deprecated') || nodeAt(other, 'replacement'))) {
      const message = `The replacement of the tag "${name}" is deprecated itself.`;
      diagnostics.push(diagnosticAt(replacement.at, 'error', message, 'Name a tag that may be used.'));
    }
  }
  return [...diagnostics, ...checkAliases('tag', [...tags.values()])];
}

function checkAliases(kind: 'team' | 'tag', all: readonly Named[]): readonly PolicyDiagnostic[] {
  const names = new Set(all.map(({ name }) => name));
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
