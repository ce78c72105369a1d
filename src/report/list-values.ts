import type { Contract, Read, ReadList } from '../contracts/contract.ts';

/** What stands for a value that cannot be read. */
export const UNREADABLE = '?';

/** A value as people read it: `?` where it cannot be read, `-` where it is not there. */
export function shownText(read: Read<string | number>): string {
  switch (read.state) {
    case 'known':
      return String(read.value);
    case 'absent':
      return '-';
    case 'invalid':
    case 'unknown':
      return UNREADABLE;
  }
}

/** The elements of a list, each as people read it. */
export function shownList(read: ReadList<string>): string[] {
  switch (read.state) {
    case 'known':
      return read.value.map(shownText);
    case 'absent':
      return [];
    case 'invalid':
    case 'unknown':
      return [UNREADABLE];
  }
}

export function keyOf(contract: Contract): string | null {
  return contract.key.state === 'known' ? contract.key.value : null;
}

/** `meta.domain`, or else the first segment of the key. */
export function domainOf(contract: Contract): string {
  if (contract.domain.state === 'known') return contract.domain.value;
  return keyOf(contract)?.split('.')[0] ?? UNREADABLE;
}
