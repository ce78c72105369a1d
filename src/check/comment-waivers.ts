import type { Inventory } from '../contracts/inventory.ts';
import type { PolicyDiagnostic } from '../policy/diagnostic.ts';
import { type CommentWaiver, parseWaiverComments } from '../policy/waivers/comments.ts';

export interface FoundComments {
  readonly waivers: readonly CommentWaiver[];
  /** Comments that were meant to be waivers and are void. */
  readonly diagnostics: readonly PolicyDiagnostic[];
}

/** Waivers in comments, in the files that hold contracts: findings stand nowhere else. */
export function readCommentWaivers(inventory: Inventory): FoundComments {
  const files = [...new Set(inventory.contracts.map((contract) => contract.file))];
  const found = files.map((file) => parseWaiverComments(inventory.text(file), file));
  return { waivers: found.flatMap(({ waivers }) => waivers), diagnostics: found.flatMap(({ diagnostics }) => diagnostics) };
}
