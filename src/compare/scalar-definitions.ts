import type { SourceTree } from '../source/tree.ts';

const SCALARS: readonly string[] = [
  ...['String_unsecure', 'ID', 'NonEmptyString', 'EmailAddress', 'URL', 'PhoneNumber', 'Locale', 'TimeZone', 'Time', 'Currency'],
  ...['CountryCode', 'Int_unsecure', 'Float_unsecure', 'Latitude', 'Longitude', 'Boolean', 'Date', 'DateTime', 'JSON', 'JSONObject'],
];

/**
 * The scalars that two states of the schema library define in different ways.
 * @param oldFolder of the library at the base
 */
export function scalarsThatDiffer(base: SourceTree, oldFolder: string, head: SourceTree, folder: string): ReadonlySet<string> {
  const before = libraryFiles(base, oldFolder);
  const after = libraryFiles(head, folder);
  const changed = new Set<string>();
  const names = new Set([...before.keys(), ...after.keys()]);
  const differing = new Set([...names].filter((name) => !isAlike(before.get(name), after.get(name), base, head)));
  for (const name of differing) {
    const old = definitions(read(before.get(name), base));
    const now = definitions(read(after.get(name), head));
    for (const scalar of SCALARS) if (old.get(scalar) !== now.get(scalar)) changed.add(scalar);
  }
  // A scalar is what its definition says and what that refers to in other files.
  const modules = new Set([...differing].map(moduleName));
  for (const name of names) {
    const text = read(after.get(name), head);
    const imported = importedNames(text, modules);
    if (imported.length === 0) continue;
    for (const [scalar, definition] of definitions(text)) if (imported.some((one) => mentions(definition, one))) changed.add(scalar);
  }
  return changed;
}

/** The library's own sources by their path inside the package. */
function libraryFiles(tree: SourceTree, folder: string): ReadonlyMap<string, string> {
  const files = tree
    .files()
    .filter(
      (file) => file.startsWith(folder) && /\.[cm]?[jt]sx?$/.test(file) && !/\.(test|spec|d)\.|\/(dist|__tests__|tests?)\//.test(file),
    );
  return new Map(files.map((file) => [file.slice(folder.length), file]));
}

function isAlike(before: string | undefined, after: string | undefined, base: SourceTree, head: SourceTree): boolean {
  if (before === undefined || after === undefined) return false;
  return base.digest(before) === head.digest(after) || squeeze(base.read(before)) === squeeze(head.read(after));
}

function read(file: string | undefined, tree: SourceTree): string {
  return file === undefined ? '' : tree.read(file);
}

/** The definition of each scalar: its own text, and that of the file's constants and functions that it mentions. */
function definitions(text: string): ReadonlyMap<string, string> {
  const starts = [...text.matchAll(/^[ \t]*(?:(?:export )?(?:const|let|var|function) )?([A-Za-z_$][\w$]*)[ \t]*[:=(]/gm)].map(
    ({ index, 1: name = '' }) => ({ index, name }),
  );
  const isScalar = (name: string): boolean => SCALARS.includes(name);
  const isTop = ({ index }: { readonly index: number }): boolean => !/[ \t]/.test(text[index] ?? '');
  const marks = starts.filter((start) => isScalar(start.name) || isTop(start));
  const chunks = marks.map(({ index, name }, at) => ({
    name,
    text: squeeze(endingAtTop(text.slice(index, marks[at + 1]?.index ?? text.length))),
  }));
  const found = new Map<string, string>();
  for (const chunk of chunks) {
    if (!isScalar(chunk.name)) continue;
    const mentioned = chunks.filter((other) => !isScalar(other.name) && mentions(chunk.text, other.name));
    found.set(chunk.name, [chunk.text, ...mentioned.map((other) => other.text)].join('\n'));
  }
  return found;
}

/** Up to where the object ends that a definition is the last of. */
function endingAtTop(text: string): string {
  const end = /^[}\])]/m.exec(text);
  return end && /^[ \t]/.test(text) ? text.slice(0, end.index) : text;
}

/** Names that a file imports from one of these modules. */
function importedNames(text: string, modules: ReadonlySet<string>): readonly string[] {
  return [...text.matchAll(/import\s+(?:type\s+)?\{([^}]*)\}\s*from\s*['"]([^'"]+)['"]/g)]
    .filter(([, , from = '']) => from.startsWith('.') && modules.has(moduleName(from)))
    .flatMap(([, names = '']) =>
      names.split(',').map(
        (name) =>
          name
            .trim()
            .split(/\s+as\s+/)
            .at(-1) ?? '',
      ),
    )
    .filter((name) => name !== '');
}

function mentions(text: string, name: string): boolean {
  return new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`).test(text);
}

function moduleName(path: string): string {
  return path.replace(/^.*\//, '').replace(/\.[cm]?[jt]sx?$/, '');
}

/** Text without comments on lines of their own, and without what formatters change: white space, quotes, trailing commas, the order of imports. */
function squeeze(text: string): string {
  const imports: string[] = [];
  const rest = text
    .replace(/^\s*(?:\/\/.*|\/?\*.*)$/gm, '')
    .replace(/["`]/g, "'")
    .replace(/^import\s[^;']*?'[^']*';?/gm, (one) => {
      imports.push(squeezeSpace(one));
      return '';
    });
  return [...imports.sort(), squeezeSpace(rest)].join('\n');
}

function squeezeSpace(text: string): string {
  return text.replace(/[\s;]+/g, '').replace(/,([)\]}>])/g, '$1');
}
