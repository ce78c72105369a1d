import type { Read } from '../../contracts/contract.ts';
import type { Change } from '../change.ts';
import { versionText } from '../version.ts';
import { contractChange, type WrittenAt } from './change-builder.ts';
import { describe } from './read-values.ts';
import type { Sides } from './sides.ts';
import { hasSameSource } from './unreadable.ts';

/** Changes of what a contract is known by: key, kind, version that can be read, export. */
export function identityChanges(sides: Sides): Change[] {
  return [...keyChanges(sides), ...kindChanges(sides), ...versionChanges(sides), ...exportChanges(sides)];
}

function keyChanges(sides: Sides): Change[] {
  const base = sides.base.key;
  const head = sides.head.key;
  if (base.state === 'unknown') return unseenChange(sides, 'key', base, head);
  if (base.state !== 'known') return [];
  const parts = { path: 'meta.key', before: base.value, after: describe(head), base, head };
  if (head.state !== 'known') {
    return [contractChange(sides, 'key-unreadable', { ...parts, message: `The key was "${base.value}" and can no longer be read.` })];
  }
  if (base.value === head.value) return [];
  return [contractChange(sides, 'key-renamed', { ...parts, message: `The key was renamed from "${base.value}" to "${head.value}".` })];
}

function kindChanges(sides: Sides): Change[] {
  const { base, head } = sides;
  if (base.kind === head.kind) return [];
  const message = `The ${base.kind} became a ${head.kind}.`;
  return [
    contractChange(sides, 'kind-changed', {
      path: 'kind',
      message,
      before: base.kind,
      after: head.kind,
      base: calledAt(base.call),
      head: calledAt(head.call),
    }),
  ];
}

/** A version that rises is no change, it answers changes. One that can no longer be read hides whether it answers them. */
function versionChanges(sides: Sides): Change[] {
  const base = sides.base.version;
  const head = sides.head.version;
  if (base.state === 'unknown') return unseenChange(sides, 'version', base, head);
  if (base.state !== 'known' || head.state !== 'unknown') return [];
  const before = versionText(base);
  return [
    contractChange(sides, 'version-unreadable', {
      path: 'meta.version',
      message: `The version was ${before} and can no longer be read.`,
      before,
      base,
      head,
    }),
  ];
}

/** What could not be read at the base may be anything at the head, unless the same code makes it. */
function unseenChange(sides: Sides, name: 'key' | 'version', base: Read<string | number>, head: Read<string | number>): Change[] {
  const path = `meta.${name}`;
  if (head.state === 'unknown' && hasSameSource(sides, path)) return [];
  const message = `The ${name} could not be read at the base, and may be another one now.`;
  return [contractChange(sides, `${name}-unreadable`, { path, message, after: describe(head), base, head, class: 'unknown' })];
}

function exportChanges(sides: Sides): Change[] {
  const { base, head, policy } = sides;
  if (base.exportName === null || base.exportName === head.exportName) return [];
  const forImporters = policy.schemas.profile === 'source';
  const parts = { path: 'export', before: base.exportName, after: head.exportName, base: calledAt(base.call), head: calledAt(head.call) };
  if (head.exportName === null) {
    const message = `The contract was exported as ${base.exportName} and no longer is.`;
    return [contractChange(sides, 'export-lost', { ...parts, message, ...(forImporters && { class: 'breaking' as const }) })];
  }
  if (!forImporters) return [];
  return [
    contractChange(sides, 'export-renamed', { ...parts, message: `The export was renamed from ${base.exportName} to ${head.exportName}.` }),
  ];
}

/** What is exported under the contract's name may be an altered copy of it. */
export function hiddenExport(sides: Sides): Change {
  const { base, head } = sides;
  const name = String(base.exportName);
  return contractChange(sides, 'export-lost', {
    path: 'export',
    message: `The contract was exported as ${name}. What ${head.file} exports under that name now cannot be read: it may be an altered copy.`,
    before: name,
    base: calledAt(base.call),
    head: calledAt(head.call),
    class: 'unknown',
  });
}

function calledAt(span: WrittenAt['site']): WrittenAt {
  return { site: span, origin: span };
}
