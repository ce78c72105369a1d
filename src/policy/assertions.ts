import { boolAt, itemsOf, nodeAt, numberAt, type PolicyNode, textAt } from './node.ts';
import type { PolicyPart } from './resolved.ts';
import { type Selector, selectorFrom } from './selector.ts';
import type { Severity } from './severity.ts';

/** A rule of the policy's own, without code. */
export interface Assertion {
  readonly id: string;
  readonly message: string | null;
  readonly severity: Severity;
  readonly select: Selector;
  /** `meta.title`, `policy.rateLimit.rpm`, `tags`. */
  readonly value: string;
  readonly required: boolean;
  readonly pattern: string | null;
  readonly enum: readonly (string | number | boolean)[] | null;
  readonly minLength: number | null;
  readonly minItems: number | null;
  readonly contains: string | null;
  readonly notContains: string | null;
  readonly equals: string | number | boolean | null | undefined;
}

/** The assertions of all layers by id; of one id the last layer's holds. */
export function readAssertions(parts: readonly PolicyPart[]): ReadonlyMap<string, Assertion> {
  const assertions = new Map<string, Assertion>();
  for (const part of parts) {
    for (const node of itemsOf(nodeAt(part.body, 'assert'))) {
      const assertion = assertionFrom(node, part.layer.folder);
      assertions.set(assertion.id, assertion);
    }
  }
  return assertions;
}

function assertionFrom(node: PolicyNode, folder: string): Assertion {
  const equals = nodeAt(node, 'equals');
  const selector = selectorFrom(nodeAt(node, 'for'));
  const inFolder = folder === '' ? selector.files : (selector.files ?? ['**']).map((glob) => `${folder}/${glob}`);
  return {
    id: textAt(node, 'id') ?? '',
    message: textAt(node, 'message'),
    // Checked against the names of the severities.
    severity: (textAt(node, 'severity') ?? 'error') as Severity,
    select: { ...selector, files: inFolder },
    value: textAt(node, 'value') ?? '',
    required: boolAt(node, 'required'),
    pattern: textAt(node, 'pattern'),
    enum: enumFrom(nodeAt(node, 'enum')),
    minLength: numberAt(node, 'minLength'),
    minItems: numberAt(node, 'minItems'),
    contains: textAt(node, 'contains'),
    notContains: textAt(node, 'notContains'),
    equals: equals?.kind === 'scalar' ? equals.value : undefined,
  };
}

function enumFrom(node: PolicyNode | undefined): readonly (string | number | boolean)[] | null {
  if (!node) return null;
  return itemsOf(node).flatMap((item) => (item.kind === 'scalar' && item.value !== null ? item.value : []));
}
