import type { Finding } from './result.ts';
import type { RawFinding } from './raw-finding.ts';

/** Takes off what only waivers and baseline need. */
export function toFinding({ about: _about, alias: _alias, ...finding }: RawFinding, status: Finding['status'], waiver: Finding['waiver']): Finding {
  return { ...finding, status, waiver };
}
