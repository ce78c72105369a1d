import type { Contract, ContractError, Emit, Read, ReadList } from '../contracts/contract.ts';
import type { Inventory } from '../contracts/inventory.ts';
import type { Schema } from '../contracts/schema/schema.ts';
import { schemaTree } from '../contracts/schema/tree.ts';
import type { Span } from '../source/span.ts';
import { escapeTerminal } from './escape.ts';
import { shownList, shownText } from './list-values.ts';
import { type Style, styleOf } from './style.ts';
import { padEnd, wrap } from './width.ts';

const TEXT_WIDTH = 100;
const LABEL_WIDTH = 12;

/** One contract as a page: what it is, why, what it does, who may call it, its schemas, where it is written. */
export function contractPage(
  contract: Contract,
  inventory: Inventory,
  options: { readonly colors: boolean; readonly columns: number | undefined },
): string {
  const style = styleOf(options.colors);
  const width = Math.min(options.columns ?? TEXT_WIDTH, TEXT_WIDTH);
  const page = { contract, inventory, style, width };
  const lines = [
    style.bold(escapeTerminal(shownText(contract.key))),
    '',
    ...facts(page),
    ...prose('Description', contract.description, page),
    ...prose('Goal', contract.goal, page),
    ...prose('Context', contract.context, page),
    ...emitted(page),
    ...policyLines(page),
    ...schemas(page),
    ...source(page),
    ...unreadable(page),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

interface Page {
  readonly contract: Contract;
  readonly inventory: Inventory;
  readonly style: Style;
  readonly width: number;
}

function facts(page: Page): string[] {
  const { contract } = page;
  const { file, line } = page.inventory.locate(contract.call);
  return [
    fact('Type', contract.kind, null, page),
    fact('Version', shownText(contract.version), contract.version, page),
    fact('Stability', shownText(contract.stability), contract.stability, page),
    fact('Owners', shownList(contract.owners).join(', ') || '-', contract.owners, page),
    fact('Tags', shownList(contract.tags).join(', ') || '-', contract.tags, page),
    ...(contract.title.state === 'absent' ? [] : [fact('Title', shownText(contract.title), contract.title, page)]),
    ...(contract.domain.state === 'absent' ? [] : [fact('Domain', shownText(contract.domain), contract.domain, page)]),
    fact('File', `${file}:${line}`, null, page),
    '',
  ];
}

function fact(label: string, value: string, read: Read<unknown> | null, page: Page): string {
  return `  ${page.style.dim(padEnd(label, LABEL_WIDTH))}${escapeTerminal(value)}${read ? elsewhere(originsOf(read), page) : ''}`;
}

/** Where a value is written; of a list also its elements. */
function originsOf(read: Read<unknown>): readonly Span[] {
  if (read.state === 'absent') return [];
  const items = read.state === 'known' && Array.isArray(read.value) ? (read.value as readonly Read<unknown>[]) : [];
  return [read.origin, ...items.map((item) => item.origin)];
}

/** The places outside of the contract's own file. */
function elsewhere(spans: readonly Span[], { contract, inventory, style }: Page): string {
  // What a library gives, such as a member of the framework's enums, is written in no file.
  const places = spans.filter(({ file }) => file !== '' && file !== contract.file).map((span) => inventory.locate(span));
  const shown = [...new Set(places.map(({ file, line }) => `${escapeTerminal(file)}:${line}`))];
  return shown.length === 0 ? '' : style.dim(`  (${shown.join(', ')})`);
}

function heading(title: string, style: Style): string {
  return style.bold(title);
}

function prose(title: string, read: Read<string>, page: Page): string[] {
  if (read.state === 'absent') return [];
  const text = shownText(read).trim();
  const lines = wrap(escapeTerminal(text.replace(/\s+/g, ' ')), page.width - 2).map((line) => `  ${line}`);
  return [`${heading(title, page.style)}${elsewhere([read.origin], page)}`, ...lines, ''];
}

function emitted(page: Page): string[] {
  const { contract, style } = page;
  if (contract.kind !== 'command' && contract.emits.state === 'absent') return [];
  const audited = new Set(shownList(contract.audit));
  const emits = contract.emits.state === 'known' ? contract.emits.value : [];
  const lines = emits.flatMap((emit) => emitLines(emit, audited, page));
  const labels = [...audited].filter((label) => !emits.some((emit) => emit.state === 'known' && shownText(emit.value.key) === label));
  if (contract.emits.state === 'unknown') lines.push('  ? cannot be read');
  if (labels.length > 0) lines.push(style.dim(`  other audit labels: ${escapeTerminal(labels.join(', '))}`));
  return lines.length === 0 ? [] : [heading('Emitted events', style), ...lines, ''];
}

function emitLines(emit: Read<Emit>, audited: ReadonlySet<string>, page: Page): string[] {
  const { style, width } = page;
  if (emit.state !== 'known') return ['  ? cannot be read'];
  const { key, version, when, origin } = emit.value;
  const isAudited = audited.has(shownText(key));
  const state = isAudited ? style.green('audited') : style.yellow('not audited');
  const moment = when.state === 'absent' ? [] : wrap(escapeTerminal(shownText(when)), width - 4).map((line) => `    ${style.dim(line)}`);
  return [`  ${escapeTerminal(`${shownText(key)} ${shownText(version)}`)}  ${state}${elsewhere([origin], page)}`, ...moment];
}

function policyLines(page: Page): string[] {
  const { contract, style } = page;
  if (contract.policy.state === 'absent') return [];
  const title = `${heading('Policy', style)}${elsewhere([contract.policy.origin], page)}`;
  if (contract.policy.state !== 'known') return [title, '  ? cannot be read', ''];
  const entries = Object.entries(contract.policy.value).map(([name, value]) => {
    const shown = typeof value === 'string' ? value : JSON.stringify(value);
    return `  ${style.dim(padEnd(escapeTerminal(name), LABEL_WIDTH))}${name.length >= LABEL_WIDTH ? ' ' : ''}${escapeTerminal(shown)}`;
  });
  return [title, ...entries, ''];
}

function schemas(page: Page): string[] {
  const { contract } = page;
  const parts: readonly (readonly [string, Schema | null])[] = [
    ['Input', contract.input],
    ['Output', contract.output],
    ['Parameters', contract.params],
    ['Query', contract.query],
    ['Headers', contract.headers],
    ['Payload', contract.payload],
  ];
  const lines = parts.flatMap(([title, schema]) => (schema ? schemaLines(title, schema, page) : []));
  const pii = piiLine(contract.pii, page);
  return [...lines, ...pii, ...errorLines(contract.errors, page)];
}

function schemaLines(title: string, schema: Schema, page: Page): string[] {
  return [
    `${heading(title, page.style)}${elsewhere([schema.origin], page)}`,
    ...schemaTree(schema).map((line) => `  ${escapeIndented(line)}`),
    '',
  ];
}

/** Escapes a line and keeps its indentation. */
function escapeIndented(line: string): string {
  const text = line.trimStart();
  return line.slice(0, line.length - text.length) + escapeTerminal(text);
}

function piiLine(pii: ReadList<string>, page: Page): string[] {
  const paths = shownList(pii);
  return paths.length === 0 ? [] : [heading('Personal data', page.style), `  ${escapeTerminal(paths.join(', '))}`, ''];
}

function errorLines(errors: ReadonlyMap<string, ContractError>, page: Page): string[] {
  if (errors.size === 0) return [];
  const lines = [...errors].map(([name, error]) => {
    const code = error.gqlCode.state === 'absent' ? '' : ` ${shownText(error.gqlCode)}`;
    const when = error.when.state === 'absent' ? '' : `  ${shownText(error.when)}`;
    return `  ${escapeTerminal(name)}  ${escapeTerminal(`${shownText(error.http)}${code}`)}${page.style.dim(escapeTerminal(when))}`;
  });
  return [heading('Errors', page.style), ...lines, ''];
}

function source(page: Page): string[] {
  const { contract, inventory } = page;
  const { file, line, column } = inventory.locate(contract.call);
  const name = contract.exportName === null ? 'not exported' : `exported as ${contract.exportName}`;
  const definition = contract.definedAt && inventory.locate(contract.definedAt);
  return [
    heading('Source', page.style),
    `  ${escapeTerminal(`${file}:${line}:${column}`)}  ${page.style.dim(escapeTerminal(name))}`,
    ...(definition
      ? [`  ${escapeTerminal(`${definition.file}:${definition.line}:${definition.column}`)}  ${page.style.dim('defined by this factory')}`]
      : []),
    ...(contract.package === null ? [] : [`  ${page.style.dim('package')} ${escapeTerminal(contract.package)}`]),
    '',
  ];
}

function unreadable(page: Page): string[] {
  const { contract, inventory, style } = page;
  if (contract.unresolved.length === 0) return [];
  const lines = contract.unresolved.map(({ path, reason, detail, origin }) => {
    const { file, line, column } = inventory.locate(origin);
    return `  ${escapeTerminal(path)}  ${style.yellow(reason)} ${escapeTerminal(detail)}  ${style.dim(escapeTerminal(`${file}:${line}:${column}`))}`;
  });
  return [heading('Cannot be read', style), ...lines, ''];
}
