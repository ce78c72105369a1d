import type { Contract, ContractError, Emit, JsonObject, JsonValue, Read, ReadList } from '../contracts/contract.ts';
import type { Inventory } from '../contracts/inventory.ts';
import { declaredErrors, statusOf } from '../contracts/outcomes.ts';
import type { Schema } from '../contracts/schema/schema.ts';
import { schemaTree } from '../contracts/schema/tree.ts';
import type { AuditPolicy } from '../policy/effective-policy.ts';
import { auditState, type EmittedEvent } from '../rules/support/audit-labels.ts';
import type { Span } from '../source/span.ts';
import { escapeIndented, escapeTerminal } from './escape.ts';
import { shownList, shownText, UNREADABLE } from './list-values.ts';
import { type Style, styleOf } from './style.ts';
import { padEnd, wrap } from './width.ts';

const TEXT_WIDTH = 100;
const LABEL_WIDTH = 12;

/** One contract as a page: what it is, why, what it does, who may call it, its schemas, where it is written. */
export function contractPage(
  contract: Contract,
  inventory: Inventory,
  audit: AuditPolicy,
  options: { readonly colors: boolean; readonly columns: number | undefined },
): string {
  const style = styleOf(options.colors);
  const width = Math.min(options.columns ?? TEXT_WIDTH, TEXT_WIDTH);
  const page = { contract, inventory, audit, style, width };
  const lines = [
    style.bold(escapeTerminal(shownText(contract.key))),
    '',
    ...facts(page),
    ...prose('Description', contract.description, page),
    ...prose('Goal', contract.goal, page),
    ...prose('Context', contract.context, page),
    ...emitted(page),
    ...analytics(page),
    ...entries('Policy', contract.policy, page),
    ...entries('Execution', contract.execution, page),
    ...entries('Transport', contract.transport, page),
    ...schemas(page),
    ...acceptance(page),
    ...entries('Capability', contract.capability, page),
    ...source(page),
    ...unreadable(page),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

interface Page {
  readonly contract: Contract;
  readonly inventory: Inventory;
  readonly audit: AuditPolicy;
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
  // The scalars that a library has are written in no file.
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
  const { events, strangers, auditUnknown } = auditState(contract, page.audit);
  const emits = contract.emits.state === 'known' ? contract.emits.value : [];
  const lines = emits.flatMap((emit) => emitLines(emit, events, page));
  const labels = strangers.map(({ value }) => value);
  if (contract.emits.state === 'unknown') lines.push('  ? cannot be read');
  if (auditUnknown) lines.push(style.dim('  ? audit labels cannot be read'));
  if (labels.length > 0) lines.push(style.dim(`  other audit labels: ${escapeTerminal(labels.join(', '))}`));
  return lines.length === 0 ? [] : [heading('Emitted events', style), ...lines, ''];
}

function emitLines(emit: Read<Emit>, events: readonly EmittedEvent[], page: Page): string[] {
  const { style, width } = page;
  if (emit.state !== 'known') return ['  ? cannot be read'];
  const { key, version, when, origin } = emit.value;
  const event = events.find((other) => other.emit === emit.value);
  const state = event?.isAudited ? style.green('audited') : event?.isExempt ? style.dim('exempt from audit') : style.yellow('not audited');
  const moment = when.state === 'absent' ? [] : wrap(escapeTerminal(shownText(when)), width - 4).map((line) => `    ${style.dim(line)}`);
  return [`  ${escapeTerminal(`${shownText(key)} ${shownText(version)}`)}  ${state}${elsewhere([origin], page)}`, ...moment];
}

function entries(title: string, read: Read<JsonObject>, page: Page): string[] {
  if (read.state === 'absent') return [];
  const head = `${heading(title, page.style)}${elsewhere([read.origin], page)}`;
  if (read.state !== 'known') return [head, '  ? cannot be read', ''];
  return [head, ...Object.entries(read.value).map(([name, value]) => entry(name, shownValue(value), page)), ''];
}

function entry(name: string, shown: string, { style }: Page): string {
  return `  ${style.dim(padEnd(escapeTerminal(name), LABEL_WIDTH))}${name.length >= LABEL_WIDTH ? ' ' : ''}${escapeTerminal(shown)}`;
}

/** `method POST, path /invoices` rather than braces and quotes, where nothing lies deeper. */
function shownValue(value: JsonValue): string {
  if (typeof value === 'string') return value;
  const isFlat = typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every(isScalar);
  if (!isFlat) return JSON.stringify(value);
  return Object.entries(value)
    .map(([name, inner]) => `${name} ${typeof inner === 'string' ? inner : JSON.stringify(inner)}`)
    .join(', ');
}

function isScalar(value: JsonValue): boolean {
  return typeof value !== 'object' || value === null;
}

function analytics(page: Page): string[] {
  const names = shownList(page.contract.analytics);
  return names.length === 0 ? [] : [heading('Analytics', page.style), ...names.map((name) => `  ${escapeTerminal(name)}`), ''];
}

function acceptance(page: Page): string[] {
  const { scenarios, examples } = page.contract.acceptance;
  const named = [
    ...counted('scenarios', scenarios, (scenario) => scenario['key'], page),
    ...counted('examples', examples, ({ key }) => (key.state === 'known' ? key.value : undefined), page),
  ];
  return named.length === 0 ? [] : [heading('Acceptance', page.style), ...named, ''];
}

/** How many there are, and what they are called. */
function counted<T>(label: string, list: ReadList<T>, nameOf: (item: T) => JsonValue | undefined, page: Page): string[] {
  if (list.state === 'absent') return [];
  if (list.state !== 'known') return [entry(label, UNREADABLE, page)];
  const names = list.value.flatMap((item) => (item.state === 'known' ? (nameOf(item.value) ?? []) : UNREADABLE));
  const shown = names.filter((name) => typeof name === 'string');
  return [entry(label, `${list.value.length}${shown.length > 0 ? `: ${shown.join(', ')}` : ''}`, page)];
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
  return [...lines, ...pii, ...errorLines(declaredErrors(contract), page)];
}

function schemaLines(title: string, schema: Schema, page: Page): string[] {
  return [
    `${heading(title, page.style)}${elsewhere([schema.origin], page)}`,
    ...schemaTree(schema).map((line) => `  ${escapeIndented(line)}`),
    '',
  ];
}

function piiLine(pii: ReadList<string>, page: Page): string[] {
  const paths = shownList(pii);
  return paths.length === 0 ? [] : [heading('Personal data', page.style), `  ${escapeTerminal(paths.join(', '))}`, ''];
}

function errorLines(errors: ReadonlyMap<string, ContractError>, page: Page): string[] {
  if (errors.size === 0) return [];
  const lines = [...errors].map(([name, error]) => {
    const code = error.gqlCode.state === 'known' ? ` ${shownText(error.gqlCode)}` : '';
    const when = error.when.state === 'known' ? `  ${shownText(error.when)}` : '';
    return `  ${escapeTerminal(name)}  ${escapeTerminal(`${shownText(statusOf(error).status)}${code}`)}${page.style.dim(escapeTerminal(when))}`;
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
