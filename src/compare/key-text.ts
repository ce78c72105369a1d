import type { Contract } from '../contracts/contract.ts';

/** What a contract is called where it has to be called something. */
export function keyText({ key }: Contract): string {
  return key.state === 'known' ? key.value : '(unreadable key)';
}
