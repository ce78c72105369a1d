import { type ContractEntry, entriesOf, type WrittenEntry } from './entry.ts';
import type { TransportChangeId } from './ids.ts';

const breaking = (changed: string, breaks: string): WrittenEntry => ({
  class: 'breaking',
  changed,
  breaks,
  remedy: 'Keep the name on the wire, or pay the major bump.',
});
const additive = (changed: string): WrittenEntry => ({ class: 'additive', changed, breaks: 'Nobody.', remedy: 'Nothing but the bump.' });

/** Names on the wire. A derived name that follows the version is no change: the rule `derived-name-changed` speaks of it. */
export const transportEntries: Readonly<Record<TransportChangeId, ContractEntry>> = entriesOf<TransportChangeId>('transport', {
  'rest-method-changed': breaking('The REST method changed.', 'HTTP clients that use the old method.'),
  'rest-path-changed': breaking('The REST path changed.', 'HTTP clients that call the old path.'),
  'rest-removed': breaking('The REST endpoint is no longer declared.', 'HTTP clients.'),
  'rest-added': additive('A REST endpoint was declared.'),
  'graphql-field-changed': breaking('The GraphQL field changed.', 'GraphQL clients that select the old field.'),
  'graphql-type-changed': breaking(
    'The GraphQL type that the field returns changed.',
    'GraphQL clients whose selections and fragments name the old type.',
  ),
  'graphql-removed': breaking('The GraphQL field is no longer declared.', 'GraphQL clients.'),
  'graphql-added': additive('A GraphQL field or type was declared.'),
  'mcp-tool-changed': breaking('The name of the MCP tool changed.', 'Agents that call the tool by its old name.'),
  'mcp-removed': breaking('The MCP tool is no longer declared.', 'Agents that call the tool.'),
  'mcp-added': additive('An MCP tool was declared.'),
  'transport-option-changed': {
    class: 'dangerous',
    changed: 'Another option of a transport was changed.',
    breaks: 'Clients of that transport whom it concerns; what the option does is not known to this tool.',
    remedy: 'Check what the option does, and tell callers with the minor bump.',
  },
  'transport-unreadable': {
    class: 'unknown',
    changed: 'A name on the wire cannot be read on one side.',
    breaks: 'It cannot be said whom, so it counts as breaking from beta up.',
    remedy: 'Write the name as a literal, or as a constant that the reader can follow.',
  },
});
