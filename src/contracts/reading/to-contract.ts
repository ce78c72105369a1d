import type { ModuleGraph } from '../../modules/graph.ts';
import type { Evaluator } from '../../values/evaluation.ts';
import type { Contract } from '../contract.ts';
import type { EventsByMeta } from '../define-functions.ts';
import { dependenciesOf } from '../earlier-reading.ts';
import type { FoundContract } from '../finding/found-contract.ts';
import { spanOf } from '../finding/placed-node.ts';
import { deprecatedTagAbove } from './deprecated-tag.ts';
import { exportNameOf } from './export-name.ts';
import { readContract } from './read-contract.ts';

/** Reads a contract that was found. */
export function toContract(found: FoundContract, graph: ModuleGraph, evaluator: Evaluator, eventsByMeta: EventsByMeta): Contract {
  const { module, node } = found;
  return readContract(
    {
      kind: found.kind,
      file: module.file,
      call: spanOf(found),
      definedAt: found.definedAt,
      spec: found.isRun ? found.spec : evaluator.settled(found.spec, module),
      exportName: exportNameOf(module, node),
      package: graph.resolver.packageOf(module.file)?.name ?? null,
      deprecatedTag: deprecatedTagAbove(module, node),
      dependencies: () => dependenciesOf([module.file], graph),
    },
    evaluator,
    eventsByMeta,
  );
}
