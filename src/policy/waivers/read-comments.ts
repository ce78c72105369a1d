import type { Inventory } from '../../contracts/inventory.ts';
import { parseWaiverComments, type WaiverComments } from './comments.ts';

/** Waivers in comments, in the files that hold contracts: findings stand nowhere else. */
export function readCommentWaivers(inventory: Inventory): WaiverComments {
  const files = [...new Set(inventory.contracts.map((contract) => contract.file))];
  const found = files.map((file) => parseWaiverComments(inventory.text(file), file));
  return { waivers: found.flatMap(({ waivers }) => waivers), diagnostics: found.flatMap(({ diagnostics }) => diagnostics) };
}
