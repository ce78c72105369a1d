import type { Span } from '../../source/span.ts';
import type { Evaluator } from '../../values/evaluation.ts';
import type { DefineSite } from '../defines/define-calls.ts';
import type { GivingCall } from '../defines/given-defines.ts';
import type { PlacedNode } from '../finding/placed-node.ts';
import { createCallSearch } from './call-search.ts';
import { takeDefineSite } from './define-site.ts';
import type { FactoryPlace } from './factory-names.ts';
import { createFollower } from './follow-calls.ts';
import { takeImportedCall } from './imported-factory.ts';
import { createMakers } from './makers.ts';
import type { FactoryWork } from './work.ts';

export interface Factories {
  /** Takes a define call: a contract as it stands, or one of a factory, which waits for `followCalls`. */
  examine(site: DefineSite): void;
  /**
   * Takes a call of a function from another file, which may be a factory.
   * @param mayDefine whether running a part of the module may come to a define function: cheaper than to run it
   */
  examineCall(call: PlacedNode, mayDefine: (part: PlacedNode) => boolean): void;
  /**
   * Takes a call that gives a define function to another function. Where that cannot be followed, there may be a contract.
   * @param isSite tells the calls that are found as define calls by themselves
   */
  examineGiven(call: GivingCall, isSite: (span: Span) => boolean): void;
  /** The calls of functions, and those that give these to something else. */
  callsOf(places: readonly FactoryPlace[]): readonly (readonly PlacedNode[])[];
  /**
   * Finds the calls of all factories; one contract for each. A factory that nobody calls is a contract that cannot be read.
   * @param others functions whose calls are asked for next: their names are looked for in the same pass over all texts
   */
  followCalls(others?: readonly FactoryPlace[]): void;
  /** Where factories stand, or functions that become some by what they are given. */
  readonly files: ReadonlySet<string>;
}

interface FactoryOptions extends Pick<FactoryWork, 'load' | 'add'> {
  readonly evaluator: Evaluator;
  /** The files to look for calls in, by the names of the factories. */
  withWords(words: ReadonlySet<string>): readonly string[];
  /** False where those are not all files there are: then an exported factory may be called elsewhere. */
  readonly knowsAllCalls: boolean;
}

/** Functions that make contracts of what they are given: each call of one is a contract of its own. */
export function createFactories({ evaluator, withWords, load, add, knowsAllCalls }: FactoryOptions): Factories {
  const work: FactoryWork = { evaluator, load, add, pending: [], files: new Set(), taken: new Set() };
  const search = createCallSearch(evaluator, withWords, load, knowsAllCalls);
  const makers = createMakers(work, search);
  const follow = createFollower(work, search);
  return {
    examine(site) {
      takeDefineSite(site, work);
    },
    examineCall(call, mayDefine) {
      takeImportedCall(call, mayDefine, work);
    },
    examineGiven: makers.takeGiving,
    callsOf(places) {
      search.prepare(places);
      return places.map((place) => {
        const [factory] = place.functions;
        work.files.add(place.module.file);
        return factory ? [...search.callsOf(factory, [place.module], search.namesOf(place))] : [];
      });
    },
    followCalls(others = []) {
      makers.follow();
      follow(others);
    },
    files: work.files,
  };
}
