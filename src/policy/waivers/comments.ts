import { lineStarts, locate, type Location } from '../../source/span.ts';
import { isDate } from '../date.ts';
import { diagnosticAt, type PolicyDiagnostic } from '../diagnostic.ts';
import { didYouMean } from '../nearest.ts';
import { policySource } from '../node.ts';
import type { Waiver } from '../policy.ts';
import { type Comment, type Construct, constructsAfter, readComments } from './source-comments.ts';

const MARKER = 'contracts-governance-waive';

/** A waiver in a comment: it holds for findings that begin in the contract or property below it. */
export interface CommentWaiver extends Waiver {
  /** What stands below the comment. */
  readonly covers: Location;
  /** What that is, by its name and those of what it stands in: a comment that moves from one contract to another is another waiver. */
  readonly above: readonly string[];
  /** All that it says, without its line breaks and spaces. */
  readonly covered: string;
}

export interface WaiverComments {
  readonly waivers: readonly CommentWaiver[];
  /** Comments that were meant to be waivers and are void. */
  readonly diagnostics: readonly PolicyDiagnostic[];
}

/**
 * Finds waivers such as `// contracts-governance-waive audit-coverage owner=@acme/billing expires=2027-01-31 -- reason` in a file's text.
 * `issue=` and `subject=` may be added. One that lacks something is void: it hides nothing and is an error.
 */
export function parseWaiverComments(text: string, file: string): WaiverComments {
  const waivers: CommentWaiver[] = [];
  const diagnostics: PolicyDiagnostic[] = [];
  if (!MEANT.test(text)) return { waivers, diagnostics };
  const starts = lineStarts(text);
  const found = readComments(text).flatMap((comment) =>
    partsOf(comment, text).flatMap(({ content, ...range }) => {
      const result = readComment(content);
      return result === null ? [] : [{ comment, range, result }];
    }),
  );
  const covered = constructsAfter(
    text,
    found.map(({ comment }) => comment.end),
  );
  const source = policySource(file, file, text);
  for (const [index, { range, result }] of found.entries()) {
    const { start, end } = range;
    const construct = covered[index]!;
    if (typeof result === 'string')
      diagnostics.push(diagnosticAt({ source, start, end }, 'error', `This waiver is void: ${result}`, EXAMPLE));
    else {
      waivers.push({
        ...result,
        location: locate({ file, start, end }, starts),
        covers: locate({ file, start: construct.start, end: construct.end }, starts),
        above: namesOf(text, construct),
        covered: text.slice(construct.start, construct.end).replace(/\s+/g, ''),
      });
    }
  }
  return { waivers, diagnostics };
}

const EXAMPLE = `Write "${MARKER} <rule> owner=<team> expires=YYYY-MM-DD -- <reason>".`;

/** The marker, and what is likely meant for it. */
const MEANT = /\bcontracts?-governance-[a-z]/;

/** What a comment stands above, after what that stands in, the outermost first. */
function namesOf(text: string, { inside, start, end }: Construct): readonly string[] {
  const begins = [...inside, start, end];
  return begins.slice(0, -1).flatMap((begin, index) => nameIn(text.slice(begin, begins[index + 1])) ?? []);
}

/** The name of a declaration or a property; of an object in a list the key of the contract or event that it is; else how it begins. */
function nameIn(code: string): string | null {
  const name =
    /^(?:export\s+)?(?:const|let|var|function|class|enum)\s+[\w$]+/.exec(code) ??
    /^(?:export\s+default\b|[\w$.]+\s*=(?!=)|(?:[\w$]+|'[^'\n]*'|"[^"\n]*")(?=\s*:))/.exec(code) ??
    /\b(?:key|ref|name)\s*:[^,)}\]]*/.exec(code) ??
    /^[^,([{]*/.exec(code);
  return name?.[0].replace(/\s+/g, ' ').trim() || null;
}

interface CommentPart {
  readonly content: string;
  readonly start: number;
  readonly end: number;
}

/** What may be a waiver of its own: a line comment, and in a block each paragraph or line that begins with the marker. */
function partsOf({ start, end, isBlock }: Comment, text: string): readonly CommentPart[] {
  if (!isBlock) return [{ content: text.slice(start + 2, end).trimStart(), start, end }];
  const inside = text.slice(start + 2, end - 2);
  const begins = [...inside.matchAll(/(?:^|\n)[^\S\n]*(?:\*+[^\S\n]*)?(?=contracts?-governance-)/g)].map(
    (match) => match.index + match[0].length,
  );
  return begins.map((begin, index) => {
    const rest = inside.slice(begin, begins[index + 1]);
    const content = withoutEdge(rest.slice(0, /\n[^\S\n]*(?:\*[^\S\n]*)?(?:\n|@|$)/.exec(rest)?.index));
    const isFirst = index === 0 && /^[\s*]*$/.test(inside.slice(0, begin));
    return { content, start: isFirst ? start : start + 2 + begin, end: start + 2 + begin + content.length };
  });
}

/** Without the spaces and asterisks at its end. */
function withoutEdge(text: string): string {
  let end = text.length;
  while (end > 0 && /[\s*]/.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/** The waiver in a comment, why it is void, or null where none was meant: `contracts-governance-waivers are listed below` is prose. */
function readComment(content: string): WaiverText | string | null {
  const word = /^\S*/.exec(content)?.[0] ?? '';
  if (!MEANT.test(word)) return null;
  if (word !== MARKER) return /\b(?:owner|expires)=/.test(content) ? `it begins with "${word}".` : null;
  return readWaiver(
    content
      .slice(MARKER.length)
      .replace(/\s+\*?\s*/g, ' ')
      .trim(),
  );
}

type WaiverText = Omit<Waiver, 'location'>;

const OPTIONS = ['owner', 'expires', 'issue', 'subject'];

function readWaiver(body: string): WaiverText | string {
  const divider = /(?:^|\s)--(?:\s|$)/.exec(body);
  const reason = divider ? body.slice(divider.index + divider[0].length).trim() : '';
  const [rule = '', ...words] = (divider ? body.slice(0, divider.index) : body).split(/\s+/).filter((word) => word !== '');
  if (rule === '' || rule.includes('=')) return 'it names no rule.';
  const given = new Map<string, string>();
  for (const word of words) {
    const [name = '', ...value] = word.split('=');
    if (value.length === 0) return `"${word}" is neither an option nor, after "--", a reason.`;
    if (!OPTIONS.includes(name)) return `"${name}" is not an option of a waiver. ${didYouMean(name, OPTIONS) ?? ''}`.trim();
    if (given.has(name)) return `"${name}" stands there twice.`;
    given.set(name, value.join('='));
  }
  const owner = given.get('owner') ?? '';
  const expires = given.get('expires') ?? '';
  if (owner === '') return 'it has no owner.';
  if (expires === '') return 'it has no last day.';
  if (!isDate(expires)) return `"${expires}" is no date.`;
  if (reason === '') return 'it gives no reason.';
  const subject = given.get('subject') ?? null;
  return { rule, contract: '**', subject, reason, owner, issue: given.get('issue') ?? null, expires, from: null, to: null, changes: [] };
}
