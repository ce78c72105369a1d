import { findCodeowners } from './codeowners/find.ts';
import { diagnosticAt } from './diagnostic.ts';
import type { Collector } from './documents.ts';
import { type FileTarget, resolveRelative } from './extends.ts';
import { nodeAt, nothingAt, type PolicyEntry, type PolicyMap, type PolicyNode, policySource, textOf } from './node.ts';
import { replaceIn } from './normalize.ts';
import { teamsShape } from './schema/owners.ts';
import { vocabularyShape } from './schema/tags.ts';
import { object, type Shape } from './shape.ts';
import { validate } from './validate.ts';
import { parseYaml } from './yaml/yaml.ts';

/** Reads the files that stand for a part of a document: the directory of teams and the vocabulary. */
export function loadIncluded(collector: Collector, body: PolicyMap, from: FileTarget): PolicyMap {
  let result: PolicyNode = body;
  const directory = nodeAt(body, 'owners', 'directory');
  const directoryFile = textOf(directory);
  if (directory && directoryFile !== null) {
    const teams =
      directoryFile === 'CODEOWNERS'
        ? teamsOfCodeowners(collector, directory)
        : includedFile(collector, directory, from, 'teams', teamsShape);
    result = replaceIn(result, 'owners', (owners) => replaceIn(owners, 'directory', () => teams));
  }
  const vocabulary = nodeAt(body, 'tags', 'vocabulary');
  if (vocabulary && textOf(vocabulary) !== null) {
    const tags = includedFile(collector, vocabulary, from, 'tags', vocabularyShape);
    result = replaceIn(result, 'tags', (section) => replaceIn(section, 'vocabulary', () => tags));
  }
  return result.kind === 'map' ? result : body;
}

/** The value under `name` of another file, in place of the path. */
function includedFile(collector: Collector, path: PolicyNode, from: FileTarget, name: 'teams' | 'tags', shape: Shape): PolicyNode {
  const file = resolveRelative(collector, textOf(path) ?? '', from);
  const nothing = nothingAt(path.at);
  if (typeof file !== 'string') {
    collector.diagnostics.push(diagnosticAt(path.at, 'error', file.message, file.hint));
    return nothing;
  }
  const text = from.package ? (collector.readPackageFile(file) ?? '') : collector.tree.read(file);
  const source = policySource(file, file, text.replace(/^\uFEFF/, ''));
  const { root, diagnostics } = parseYaml(source);
  collector.diagnostics.push(...diagnostics);
  if (!root) {
    if (diagnostics.length === 0)
      collector.diagnostics.push(diagnosticAt({ source, start: 0, end: 0 }, 'error', `"${file}" is empty.`, `Begin with "${name}:".`));
    return nothing;
  }
  const checked = validate(
    root,
    object(`The ${name}.`, { version: { kind: 'integer', minimum: 1, maximum: 1, about: '' }, [name]: shape }, [name]),
    file,
    collector,
  );
  return nodeAt(checked ?? undefined, name) ?? nothing;
}

/** Every owner that stands in CODEOWNERS, as a team of that name. */
function teamsOfCodeowners(collector: Collector, at: PolicyNode): PolicyNode {
  const found = findCodeowners(collector.tree);
  if (!found) {
    collector.diagnostics.push(
      diagnosticAt(at.at, 'error', 'There is no CODEOWNERS file.', 'Add .github/CODEOWNERS, or name a file of teams.'),
    );
    return nothingAt(at.at);
  }
  const source = policySource(found.file, found.file, collector.tree.read(found.file));
  const entries = new Map<string, PolicyEntry>();
  for (const { owner, start } of found.codeowners.mentions) {
    if (entries.has(owner)) continue;
    const place = { source, start, end: start + owner.length };
    const handle: PolicyNode = { kind: 'list', items: [{ kind: 'scalar', value: owner, plain: false, at: place }], at: place };
    entries.set(owner, {
      key: place,
      value: { kind: 'map', entries: new Map([['codeowners', { key: place, value: handle }]]), at: place },
    });
  }
  return { kind: 'map', entries, at: { source, start: 0, end: 0 } };
}
