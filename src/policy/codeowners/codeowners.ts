import { type CodeownersPattern, compileGithubPattern, compileGitlabPattern } from './pattern.ts';

export type CodeownersDialect = 'github' | 'gitlab';

/** What CODEOWNERS says about a file. */
export interface CodeownersMatch {
  /** The line that wins, 1-based; of several sections that of the first. */
  readonly line: number;
  /** None where the winning line takes owners away. */
  readonly owners: readonly string[];
}

/** An owner where it is written. */
export interface CodeownersMention {
  readonly owner: string;
  /** Offset into the text. */
  readonly start: number;
}

export interface Codeowners {
  readonly dialect: CodeownersDialect;
  readonly mentions: readonly CodeownersMention[];
  /** The winning line and all owners of a file, or null when no line matches. */
  ownersOf(file: string): CodeownersMatch | null;
  /** GitLab: the winning line of each section that has one. GitHub: the winning line, if any. */
  matchesOf(file: string): readonly CodeownersMatch[];
}

interface Section {
  /** Null before the first header. */
  readonly name: string | null;
  readonly defaultOwners: readonly string[];
  readonly entries: Entry[];
}

interface Entry {
  readonly pattern: CodeownersPattern;
  readonly isExclusion: boolean;
  readonly match: CodeownersMatch;
}

interface Line {
  readonly number: number;
  readonly text: string;
  readonly start: number;
}

/**
 * Reads a CODEOWNERS file.
 * @see https://docs.github.com/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners
 * @see https://docs.gitlab.com/user/project/codeowners/reference/
 */
export function parseCodeowners(text: string, dialect: CodeownersDialect): Codeowners {
  const sections: Section[] = [{ name: null, defaultOwners: [], entries: [] }];
  const mentions: CodeownersMention[] = [];
  for (const line of linesOf(text)) {
    if (line.text === '' || line.text.startsWith('#')) continue;
    const header = dialect === 'gitlab' ? /^\^?\[([^\]]+)\](?:\[\d+\])?(?=\s|$)(.*)$/.exec(line.text) : null;
    if (header) openSection(sections, header, line, mentions);
    else readEntry(sections.at(-1)!, line, dialect, mentions);
  }
  const matchesOf = (file: string): readonly CodeownersMatch[] => sections.flatMap((section) => winnerOf(section, file) ?? []);
  return { dialect, mentions, matchesOf, ownersOf: (file) => combine(matchesOf(file)) };
}

function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  let start = text.startsWith('\uFEFF') ? 1 : 0;
  for (const raw of text.slice(start).split('\n')) {
    const content = raw.trim();
    lines.push({ number: lines.length + 1, text: content, start: start + raw.indexOf(content) });
    start += raw.length + 1;
  }
  return lines;
}

/** Sections of one name, whatever its case, are one section. */
function openSection(sections: Section[], header: RegExpExecArray, line: Line, mentions: CodeownersMention[]): void {
  const [, name = '', rest = ''] = header;
  const { owners: defaultOwners } = ownersIn(rest, line, line.text.length - rest.length, mentions);
  const same = sections.findIndex((section) => section.name?.toLowerCase() === name.toLowerCase());
  const [before] = same === -1 ? [] : sections.splice(same, 1);
  sections.push({
    name: before?.name ?? name,
    defaultOwners: defaultOwners.length > 0 ? defaultOwners : (before?.defaultOwners ?? []),
    entries: before?.entries ?? [],
  });
}

function readEntry(section: Section, line: Line, dialect: CodeownersDialect, mentions: CodeownersMention[]): void {
  const source = /^(?:\\.|[^\s\\])+/.exec(line.text)?.[0] ?? line.text;
  const found: CodeownersMention[] = [];
  const { owners, isReadable } = ownersIn(line.text.slice(source.length), line, source.length, found);
  const isExclusion = dialect === 'gitlab' && source.startsWith('!');
  // GitHub skips a line that it cannot read.
  if (dialect === 'github' && (!isReadable || /^(?:!|\\#)|\*\*\*/.test(source))) return;
  mentions.push(...found);
  const pattern = dialect === 'github' ? compileGithubPattern(source) : compileGitlabPattern(isExclusion ? source.slice(1) : source);
  const inForce = owners.length === 0 && dialect === 'gitlab' ? section.defaultOwners : owners;
  section.entries.push({ pattern, isExclusion, match: { line: line.number, owners: inForce } });
}

/** The owners in a text, up to a comment: users, teams and e-mail addresses. */
function ownersIn(
  text: string,
  line: Line,
  offset: number,
  mentions: CodeownersMention[],
): { readonly owners: readonly string[]; readonly isReadable: boolean } {
  const owners: string[] = [];
  let isReadable = true;
  for (const word of text.matchAll(/\S+/g)) {
    const [owner] = word;
    if (owner.startsWith('#')) break;
    if (/^@@?[\w.-]+(\/[\w.-]+)*$/.test(owner) || /^[^\s@]+@[^\s@]+$/.test(owner)) {
      owners.push(owner);
      mentions.push({ owner, start: line.start + offset + word.index });
    } else isReadable = false;
  }
  return { owners, isReadable };
}

/** The last line that matches; in GitLab nothing, once an exclusion of the section matches. */
function winnerOf(section: Section, file: string): CodeownersMatch | null {
  if (section.entries.some(({ isExclusion, pattern }) => isExclusion && pattern(file))) return null;
  return section.entries.findLast(({ isExclusion, pattern }) => !isExclusion && pattern(file))?.match ?? null;
}

function combine(matches: readonly CodeownersMatch[]): CodeownersMatch | null {
  const [first] = matches;
  if (!first || matches.length === 1) return first ?? null;
  return { ...first, owners: [...new Set(matches.flatMap((match) => match.owners))] };
}
