import type { PolicyNode, PolicySource } from './node.ts';

export function readPlainYaml(_source: PolicySource): PolicyNode | null {
  return null;
}
