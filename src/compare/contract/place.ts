import type { Contract } from '../../contracts/contract.ts';
import { contains, type Span, writtenOr } from '../../source/span.ts';
import type { Slot, StaticValue } from '../../values/value.ts';

/** Where a value of a contract stands. */
export interface Place {
  /** In the contract's own file: the value's expression, or the nearest thing around it. */
  readonly site: Span;
  /** Where the value is written, in whichever file. */
  readonly origin: Span;
}

export type Path = readonly (string | number)[];

/**
 * Where the value at a path stands (`['transport', 'rest', 'path']`). Where there is no such value, the place of
 * the innermost part of the path that exists; of a contract that was not read from text, its call.
 */
export function placeAt(contract: Contract, path: Path): Place {
  let place: Place = { site: contract.call, origin: contract.call };
  let value: StaticValue | null = contract.spec;
  for (const step of path) {
    const slot: Slot | null = value && slotAt(value, step);
    if (!slot) break;
    const own = [slot.value.span, slot.span].find((span) => isOwn(contract, span));
    place = { site: own ?? place.site, origin: writtenOr(slot.value.span, slot.span) };
    value = slot.value;
  }
  return place;
}

/** Whether a span lies in the contract's own text: of a factory's contract, in the call of the factory. */
export function isOwn({ file, call, definedAt }: Contract, span: Span): boolean {
  return definedAt === null ? span.file === file : contains(call, span);
}

function slotAt(value: StaticValue, step: string | number): Slot | null {
  if (value.kind === 'object') return value.properties.get(String(step)) ?? null;
  return value.kind === 'array' ? (value.items[Number(step)] ?? null) : null;
}
