import type { InstalledPackage } from './extends.ts';
import { entriesOf, itemsOf, nodeAt, type PolicyEntry, type PolicyMap } from './node.ts';
import { normalizeBody } from './normalize.ts';
import type { Layer, PolicyPart } from './resolved.ts';
import { type Selector, selectorFrom, splitSelector } from './selector.ts';

/** A checked document: a preset or a file. */
export interface Document {
  readonly name: string;
  readonly file: string | null;
  readonly package: InstalledPackage | null;
  readonly folder: string;
  readonly body: PolicyMap;
  readonly enforced: readonly string[];
}

const everything: Selector = { files: null, keys: null, kinds: null, stability: null, owners: null, tags: null };
const NOT_MERGED = new Set(['version', 'extends', 'overrides', 'for']);

/** Every document gives one part for all contracts, then one for each of its overrides, in order. */
export function assembleParts(documents: readonly Document[]): {
  readonly layers: readonly Layer[];
  readonly parts: readonly PolicyPart[];
} {
  const layers: Layer[] = [];
  const parts: PolicyPart[] = [];
  for (const document of documents) {
    const { body: _body, ...layer } = document;
    layers.push(layer);
    parts.push({
      layer,
      selector: null,
      isUnconditional: layer.folder === '',
      compiled: splitSelector(everything, layer.folder),
      body: sectionsOf(document.body),
      at: document.body.at,
    });
    for (const override of itemsOf(nodeAt(document.body, 'overrides'))) {
      const selector = selectorFrom(nodeAt(override, 'for'));
      const body: PolicyMap = { kind: 'map', entries: entriesOf(override), at: override.at };
      parts.push({
        layer,
        selector,
        isUnconditional: false,
        compiled: splitSelector(selector, layer.folder),
        body: sectionsOf(normalizeBody(body)),
        at: override.at,
      });
    }
  }
  return { layers, parts };
}

function sectionsOf(body: PolicyMap): PolicyMap {
  return { ...body, entries: new Map<string, PolicyEntry>([...body.entries].filter(([name]) => !NOT_MERGED.has(name))) };
}
