import manifest from '../../package.json' with { type: 'json' };

/** Name and version of this tool, as all machine formats give them. */
export const TOOL: { readonly name: string; readonly version: string } = { name: manifest.name, version: manifest.version };

/** Where the project lives. */
export const HOMEPAGE = 'https://github.com/contracts-governance/contracts-governance';

/** Address of a rule's page; of an assertion of the policy's own, the page about assertions. */
export function docsUrl({ id, policy }: { readonly id: string; readonly policy: readonly string[] }): string {
  return `${HOMEPAGE}/blob/main/docs/${policy.includes('assert') ? 'assertions.md' : `rules/${id}.md`}`;
}
