import type { Module } from '../../modules/module.ts';
import type { DefineSite } from '../defines/define-calls.ts';
import type { FactoryPlace } from '../factories/factory-names.ts';
import type { FoundContract } from '../finding/found-contract.ts';
import { takeGiven, takeLost } from './given-to-registries.ts';
import { placeOf, takePassedOn, type CallsOf } from './passed-on.ts';
import { takeShaped } from './shaped-contracts.ts';
import type { RegistryWork } from './work.ts';

/** What is given to the framework's registries: objects from whichever file. Those that a define function gave are among them. */
export interface Registrations {
  /**
   * What a module gives to them, and its objects that have the form of a contract and are meant as one by a type, or by how they are given away.
   * Each stands where it is written, or, of one that a function makes, where it is given.
   * @param calls of define functions, whose arguments are theirs
   * @param isWhole false where other files are not looked at: what is given out may be the argument of a define function there
   */
  examine(module: Module, calls: readonly DefineSite[], isWhole: boolean): readonly FoundContract[];
  /** Functions that pass on what they are given, as far as they are known. */
  readonly passedOn: readonly FactoryPlace[];
  /** What the callers of these give. */
  follow(callsOf: CallsOf): readonly FoundContract[];
}

export function createRegistrations(given: Pick<RegistryWork, 'evaluator' | 'types' | 'modules' | 'load'>): Registrations {
  const work: RegistryWork = { ...given, passing: [], places: new Set(), forms: new Set() };
  return {
    examine(module, calls, isWhole) {
      const { found, lost } = takeGiven(module, work);
      return [...found, ...takeShaped(module, calls, isWhole, work), ...lost.flatMap((one) => takeLost(one, module, work))];
    },
    get passedOn() {
      return work.passing.map(placeOf);
    },
    follow: (callsOf) => takePassedOn(callsOf, work),
  };
}
