import manifest from '../../package.json' with { type: 'json' };

/** Name and version of this tool, as all machine formats give them. */
export const TOOL: { readonly name: string; readonly version: string } = { name: manifest.name, version: manifest.version };

/** Where the project lives. */
export const HOMEPAGE = 'https://github.com/contracts-governance/contracts-governance';

/** Address of a rule's page. */
export function docsUrl(rule: string): string {
  return `${HOMEPAGE}/blob/main/docs/rules/${rule}.md`;
}
