import type { Contract } from '../contracts/contract.ts';
import { addTo } from '../source/groups.ts';
import { matchRenames } from './rename.ts';
import { versionId } from './version.ts';

/** What pairing asks of the contents. */
export interface PairingQuestions {
  /** No change at all, the version included. */
  isUnchanged(base: Contract, head: Contract): boolean;
  /** The same schemas, and at least one. */
  hasSameSchemas(base: Contract, head: Contract): boolean;
  /** The catalogue inside which the contract's key is unique, as a text to compare. */
  catalogOf(contract: Contract): string;
  /** The file of the base is gone at the head. */
  isGone(file: string): boolean;
  /** The file of the head was not there at the base. */
  isNew(file: string): boolean;
}

/** A declaration of the head, and those of the base that it may stand for: several where key and version were declared twice. */
export interface Match {
  readonly head: Contract;
  readonly bases: readonly [Contract, ...Contract[]];
}

export interface Pairing {
  readonly matches: readonly Match[];
  readonly removed: readonly Contract[];
  readonly added: readonly Contract[];
}

/** Decides which declaration of the head stands for which of the base. File is not identity: moved contracts are the same contracts. */
export function pairContracts(base: readonly Contract[], head: readonly Contract[], questions: PairingQuestions): Pairing {
  const matches: Match[] = [];
  const removed: Contract[] = [];
  const added: Contract[] = [];
  const gone: Contract[] = [];
  const come: Contract[] = [];
  const heads = byKey(head);
  const bases = byKey(base);
  for (const [id, olds] of bases.groups) {
    for (const [left, fresh] of byCatalog(olds, heads.groups.get(id) ?? [], questions)) {
      if (fresh.length === 0) gone.push(...left);
      else if (left.length === 0) come.push(...fresh);
      else pairOneKey(left, fresh, questions, { matches, removed, added });
    }
  }
  for (const [id, news] of heads.groups) if (!bases.groups.has(id)) come.push(...news);
  const renames = matchRenames([...gone, ...bases.unreadable], [...come, ...heads.unreadable], questions);
  for (const [old, now] of renames.pairs) matches.push({ head: now, bases: [old] });
  removed.push(...renames.gone);
  // One whose key cannot be read may have been there before; that it cannot be read is an error of its own.
  added.push(...renames.come.filter((contract) => contract.key.state === 'known'));
  return { matches, removed: withoutRepetitions(removed, questions), added };
}

interface KeyGroups {
  readonly groups: ReadonlyMap<string, readonly Contract[]>;
  readonly unreadable: readonly Contract[];
}

/** Contracts by key; commands and queries are one world, events another. */
function byKey(contracts: readonly Contract[]): KeyGroups {
  const groups = new Map<string, Contract[]>();
  const unreadable: Contract[] = [];
  for (const contract of contracts) {
    if (contract.key.state !== 'known') {
      unreadable.push(contract);
      continue;
    }
    addTo(groups, `${contract.kind === 'event' ? 'event' : 'operation'} ${contract.key.value}`, contract);
  }
  return { groups, unreadable };
}

/**
 * Declarations of one key, side by side: catalogue by catalogue, for the same key in another one is another contract.
 * What its catalogue has on one side only may have moved between catalogues.
 */
function byCatalog(
  olds: readonly Contract[],
  news: readonly Contract[],
  { catalogOf }: PairingQuestions,
): (readonly [readonly Contract[], readonly Contract[]])[] {
  const shared = new Set(news.map(catalogOf).filter((id) => olds.some((one) => catalogOf(one) === id)));
  const inside = [...shared].map(
    (id) => [olds.filter((one) => catalogOf(one) === id), news.filter((one) => catalogOf(one) === id)] as const,
  );
  return [...inside, [olds.filter((one) => !shared.has(catalogOf(one))), news.filter((one) => !shared.has(catalogOf(one)))]];
}

interface Found {
  readonly matches: Match[];
  readonly removed: Contract[];
  readonly added: Contract[];
}

/**
 * A version on both sides pairs with itself; the rest by export name; then what is left alone on both sides, if no version paired.
 * A version that is declared twice is one.
 */
function pairOneKey(olds: readonly Contract[], news: readonly Contract[], questions: PairingQuestions, found: Found): void {
  const leftOver = new Set(olds);
  const fresh = new Set(news);
  const pairAll = (bases: readonly Contract[], heads: readonly Contract[]): void => {
    found.matches.push(...pairDeclarations(bases, heads, questions));
    for (const contract of bases) leftOver.delete(contract);
    for (const contract of heads) fresh.delete(contract);
  };
  const before = found.matches.length;
  for (const version of new Set(olds.map(versionId))) {
    if (version === null) continue;
    const heads = news.filter((contract) => versionId(contract) === version);
    if (heads.length > 0)
      pairAll(
        olds.filter((contract) => versionId(contract) === version),
        heads,
      );
  }
  for (const name of new Set(olds.map(({ exportName }) => exportName))) {
    if (name === null) continue;
    const bases = [...leftOver].filter(({ exportName }) => exportName === name);
    const heads = [...fresh].filter(({ exportName }) => exportName === name);
    if (isOneVersion(bases) && isOneVersion(heads)) pairAll(bases, heads);
  }
  if (found.matches.length === before && isOneVersion([...leftOver]) && isOneVersion([...fresh])) pairAll([...leftOver], [...fresh]);
  found.removed.push(...leftOver);
  found.added.push(...fresh);
}

/**
 * Declarations of one key and version. What is declared twice and stays as it was, or where it was, is matched with itself;
 * what came beside them has to stand up to every one of the base, and all that changed to those that went.
 */
function pairDeclarations(bases: readonly Contract[], heads: readonly Contract[], questions: PairingQuestions): Match[] {
  const [first, ...others] = bases;
  if (!first) return [];
  if (others.length === 0 && heads.length === 1) return heads.map((head) => ({ head, bases: [first] }));
  const matches: Match[] = [];
  const free = new Set(bases);
  const rest = heads.filter((head) => {
    // The likeliest first: to find out that others differ may cost much.
    const same = [...free].sort((a, b) => likeness(b, head) - likeness(a, head)).find((base) => questions.isUnchanged(base, head));
    if (!same) return true;
    free.delete(same);
    matches.push({ head, bases: [same] });
    return false;
  });
  const stayed = stayingIn([...free], rest);
  for (const base of stayed.values()) free.delete(base);
  return [
    ...matches,
    ...rest.map((head): Match => {
      const own = stayed.get(head);
      return { head, bases: own ? [own, ...free] : [first, ...others] };
    }),
  ];
}

/** Declarations of the head that stand where one of the base stood: in its file under its name, or alone under its name. */
function stayingIn(bases: readonly Contract[], heads: readonly Contract[]): ReadonlyMap<Contract, Contract> {
  const found = new Map<Contract, Contract>();
  const taken = new Set<Contract>();
  for (const placeOf of [({ file, exportName }: Contract) => `${file}\0${exportName ?? ''}`, ({ exportName }: Contract) => exportName]) {
    const [olds, news] = [bases.filter((base) => !taken.has(base)), heads.filter((head) => !found.has(head))];
    for (const head of news) {
      const place = placeOf(head);
      const isThere = (contract: Contract): boolean => place !== null && placeOf(contract) === place;
      const [base] = onlyOne(olds.filter(isThere));
      if (!base || news.filter(isThere).length !== 1) continue;
      found.set(head, base);
      taken.add(base);
    }
  }
  return found;
}

function likeness(base: Contract, head: Contract): number {
  return Number(base === head) * 4 + Number(base.file === head.file) * 2 + Number(base.exportName === head.exportName);
}

/** One declaration, or several of one version: of those that cannot be read, it is not known whether they are one. */
function isOneVersion(contracts: readonly Contract[]): boolean {
  const [first] = contracts;
  if (!first || contracts.length === 1) return first !== undefined;
  const version = versionId(first);
  return version !== null && contracts.every((contract) => versionId(contract) === version);
}

function onlyOne(contracts: readonly Contract[]): readonly Contract[] {
  return contracts.length === 1 ? contracts : [];
}

/** A key and version that were declared twice in one catalogue and are gone are gone once. */
function withoutRepetitions(contracts: readonly Contract[], { catalogOf }: PairingQuestions): Contract[] {
  const seen = new Set<string>();
  return contracts.filter((contract) => {
    const { kind, key, call } = contract;
    const id = JSON.stringify([kind, key.state === 'known' ? key.value : call, versionId(contract), catalogOf(contract)]);
    return !seen.has(id) && seen.add(id);
  });
}
