import type { Bump } from '../../compare/change.ts';
import { policySource } from '../../policy/node.ts';
import { parseYaml } from '../../policy/yaml/yaml.ts';
import { compileGlobs } from '../../source/glob.ts';
import { isRecord } from '../../source/records.ts';
import type { Span } from '../../source/span.ts';
import type { SourceTree } from '../../source/tree.ts';

/** What a changeset says of one package. */
export interface ChangesetEntry {
  readonly package: string;
  readonly bump: Bump;
  /** The word that says how large it is. */
  readonly span: Span;
}

/** A changeset that cannot be read. */
export interface ChangesetProblem {
  readonly file: string;
  readonly span: Span;
  readonly message: string;
}

/** The changesets of a tree, and how it uses them. */
export interface Changesets {
  readonly entries: readonly ChangesetEntry[];
  readonly problems: readonly ChangesetProblem[];
  /** Whether the configuration leaves a package out. */
  isIgnored(name: string, isPrivate: boolean): boolean;
  /** The package and those that are always released with it. */
  releasedWith(name: string): (other: string) => boolean;
}

const FOLDER = '.changeset/';
const BUMPS: ReadonlySet<string> = new Set<Bump>(['major', 'minor', 'patch', 'none']);

/** Reads `.changeset`, or gives null where the tree does not use changesets: there is no configuration. */
export function readChangesets(tree: SourceTree): Changesets | null {
  if (!tree.has(`${FOLDER}config.json`)) return null;
  const config = readConfig(tree.read(`${FOLDER}config.json`));
  const files = tree.files().filter((file) => /^\.changeset\/[^/.][^/]*\.md$/.test(file) && !/\/readme\.md$/i.test(file));
  const read = files.map((file) => readChangeset(file, tree.read(file)));
  const isIgnored = compileGlobs(config.ignore);
  const groups = config.fixed.map((names) => compileGlobs(names));
  return {
    entries: read.flatMap((one) => ('entries' in one ? one.entries : [])),
    problems: read.flatMap((one) => ('entries' in one ? [] : [one])),
    isIgnored: (name, isPrivate) => isIgnored(name) || (isPrivate && !config.versionsPrivate),
    releasedWith: (name) => {
      const own = groups.filter((group) => group(name));
      return (other) => other === name || own.some((group) => group(other));
    },
  };
}

/** The front matter of a changeset, as the changesets packages find it: between the first two lines of three hyphens. */
function readChangeset(file: string, text: string): { readonly entries: readonly ChangesetEntry[] } | ChangesetProblem {
  const problem = (message: string, start = 0, end = text.length): ChangesetProblem => ({ file, span: { file, start, end }, message });
  const match = /^\s*---([^]*?)\r?\n\s*---/.exec(text);
  if (!match) return problem('it has no front matter between two lines of "---"');
  const matter = match[1] ?? '';
  const offset = text.indexOf('---') + 3;
  const { root, diagnostics } = parseYaml(policySource(file, file, matter));
  const mistake = diagnostics.find((diagnostic) => diagnostic.severity === 'error');
  if (mistake) return problem(mistake.message, offset, offset + matter.length);
  if (!root) return { entries: [] };
  if (root.kind !== 'map') return problem('its front matter is not a list of packages and bumps', offset, offset + matter.length);
  const entries: ChangesetEntry[] = [];
  for (const [name, { value }] of root.entries) {
    const span = { file, start: offset + value.at.start, end: offset + value.at.end };
    const bump = value.kind === 'scalar' ? value.value : null;
    if (!isBump(bump)) return problem(`"${name}" has a bump that is none of major, minor, patch and none`, span.start, span.end);
    entries.push({ package: name, bump, span });
  }
  return { entries };
}

function isBump(value: unknown): value is Bump {
  return typeof value === 'string' && BUMPS.has(value);
}

interface ChangesetConfig {
  readonly ignore: readonly string[];
  readonly fixed: readonly (readonly string[])[];
  readonly versionsPrivate: boolean;
}

/** A configuration that is not JSON leaves nothing out. */
function readConfig(text: string): ChangesetConfig {
  const config = parseObject(text);
  const privatePackages = config.get('privatePackages');
  const version = isRecord(privatePackages) ? new Map(Object.entries(privatePackages)).get('version') : privatePackages;
  const fixed = config.get('fixed');
  return {
    ignore: texts(config.get('ignore')),
    fixed: Array.isArray(fixed) ? fixed.map(texts) : [],
    versionsPrivate: version !== false,
  };
}

/** The properties of a JSON object; none where the text is no such thing. */
export function parseObject(text: string): ReadonlyMap<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return new Map(isRecord(value) ? Object.entries(value) : []);
  } catch {
    return new Map();
  }
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
