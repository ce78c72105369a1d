import { boolAt, itemsOf, nodeAt, numberAt, type PolicyNode, textAt } from './node.ts';
import type { PolicyPart } from './resolved.ts';
import { type Selector, selectorFrom } from './selector.ts';
import { type Severity, SEVERITY_RANK } from './severity.ts';

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

/** What an assertion may ask of a value, apart from its being there. */
export const DEMANDS: readonly (keyof Assertion)[] = ['pattern', 'enum', 'minLength', 'minItems', 'contains', 'notContains', 'equals'];

/** The assertions of all layers by id; of one id the last layer's holds. What several folders extend asks for the files of all of them. */
export function readAssertions(parts: readonly PolicyPart[]): ReadonlyMap<string, Assertion> {
  const assertions = new Map<string, Assertion>();
  const origins = new Map<string, string>();
  for (const { body, layer } of parts) {
    for (const node of itemsOf(nodeAt(body, 'assert'))) {
      const assertion = assertionFrom(node, layer.folder);
      const earlier = origins.get(assertion.id) === layer.name ? assertions.get(assertion.id) : undefined;
      assertions.set(assertion.id, earlier ? forFilesOfBoth(earlier, assertion) : assertion);
      origins.set(assertion.id, layer.name);
    }
  }
  return assertions;
}

function forFilesOfBoth(one: Assertion, other: Assertion): Assertion {
  const files = one.select.files && other.select.files && [...new Set([...one.select.files, ...other.select.files])];
  return { ...other, select: { ...other.select, files } };
}

/** What `after` asks less than `before`, as the end of a sentence about it; null where it asks the same, or is graver. */
export function weakeningOf(before: Assertion, after: Assertion): string | null {
  if (SEVERITY_RANK[after.severity] < SEVERITY_RANK[before.severity]) return `is lowered from ${before.severity} to ${after.severity}`;
  return demandOf(before) === demandOf(after) ? null : 'asks for something else than before';
}

function demandOf({ message: _message, severity: _severity, ...demand }: Assertion): string {
  return JSON.stringify(demand);
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
