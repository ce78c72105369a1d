import type { Fix, Report } from '../finding.ts';

type Data = Readonly<Record<string, string>>;

/** A fix as a suggestion; nothing where there is no fix. */
export function suggest(fix: Fix | undefined, messageId: string, data: Data): Pick<Report, 'suggestions'> {
  return fix ? { suggestions: [{ messageId, data, fix }] } : {};
}

/** A fix as what it is where it cannot be wrong, else as a suggestion. */
export function fixOrSuggest(isCertain: boolean, fix: Fix | undefined, messageId: string, data: Data): Pick<Report, 'fix' | 'suggestions'> {
  if (!fix) return {};
  return isCertain ? { fix } : suggest(fix, messageId, data);
}
