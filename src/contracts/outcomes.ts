import type { Contract, ContractError, JsonObject, Read } from './contract.ts';

/*
 * What the framework makes of outcomes that are named in `io` and in `results`. Facts: `registry.ts` and `results/index.ts` of its contracts
 * library.
 */

/** The errors by their names; what `io` says of one counts. */
export function declaredErrors({ errors, results }: Pick<Contract, 'errors' | 'results'>): ReadonlyMap<string, ContractError> {
  return results.errors.size === 0 ? errors : new Map([...results.errors, ...errors]);
}

/** The successes by their names; what `results` says of one counts. */
export function declaredSuccesses({ success, results }: Pick<Contract, 'success' | 'results'>): JsonObject {
  return { ...success, ...results.success };
}

/** The HTTP status of an error, and its field: `http` is its older name. */
export function statusOf({ http, status }: ContractError): { readonly field: 'http' | 'status'; readonly status: Read<number> } {
  return status.state === 'absent' ? { field: 'http', status: http } : { field: 'status', status };
}
