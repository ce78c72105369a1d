import { type ContractEntry, entriesOf } from './entry.ts';
import type { MetaChangeId } from './ids.ts';

const READERS = 'Nobody who calls the contract. People and tools that read its texts see other words.';
const WORDS = 'Nothing but the patch bump, where the policy asks for one.';

/** Identity, stage, deprecation and texts. */
export const metaEntries: Readonly<Record<MetaChangeId, ContractEntry>> = entriesOf<MetaChangeId>('meta', {
  'contract-added': {
    class: 'additive',
    changed: 'A contract, or a version of one beside the versions that were there, was added.',
    breaks: 'Nobody: who used the contracts that were there still can.',
    remedy: 'Nothing. A new version beside the old one leaves the old one in force until it is deprecated and its sunset has passed.',
  },
  'contract-removed': {
    class: 'breaking',
    changed: 'A contract that was never deprecated was removed.',
    breaks: 'Everyone who calls it or reads its events.',
    remedy: 'Declare it again, deprecate it with a replacement and a sunset in the policy, and remove it after the sunset.',
  },
  'contract-removed-before-sunset': {
    class: 'breaking',
    changed: 'A deprecated contract was removed before its sunset, or without one.',
    breaks: 'Consumers who plan by the sunset. No bump makes up for it.',
    remedy: 'Declare it again until its sunset has passed; give it a sunset in the policy if it has none.',
  },
  'contract-removed-after-sunset': {
    class: 'none',
    changed: 'A deprecated contract was removed after its sunset.',
    breaks: 'Nobody who kept to the sunset.',
    remedy: 'Nothing. Its entry under `deprecations` can go with it.',
  },
  'key-renamed': {
    class: 'breaking',
    changed: 'The key was renamed.',
    breaks: 'Everyone who calls the contract or subscribes to the event by its key, and names on the wire that are derived from it.',
    remedy: 'Keep the old key declared beside the new one, deprecate it, and remove it after its sunset.',
  },
  'key-unreadable': {
    class: 'breaking',
    changed: 'The key could be read at the base and no longer can, or could not and is written otherwise now (unknown).',
    breaks: 'It cannot be said whom: the contract can no longer be told from others.',
    remedy: 'Write the key as a string literal, or as a constant that the reader can follow.',
  },
  'kind-changed': {
    class: 'breaking',
    changed: 'A command became a query, or a query a command.',
    breaks: 'Callers: method, caching, retries and the GraphQL root depend on the kind.',
    remedy: 'Declare the new kind under a key of its own and deprecate the old contract, or pay the major bump.',
  },
  'version-unreadable': {
    class: 'breaking',
    changed: 'The version could be read at the base and no longer can, or could not and is written otherwise now (unknown).',
    breaks: 'It cannot be said whom: nobody can see what the contract promises.',
    remedy: 'Write the version as a string literal, or as a constant that the reader can follow.',
  },
  'stability-raised': {
    class: 'additive',
    changed: 'The contract moved to a later stage.',
    breaks: 'Nobody: it promises more than before.',
    remedy: 'Nothing but the bump.',
  },
  'stability-lowered': {
    class: 'breaking',
    changed: 'The contract moved to an earlier stage, or its stage is no longer written.',
    breaks: 'Consumers who relied on what the higher stage promised.',
    remedy: 'Keep the stage. To withdraw a contract, deprecate it; to experiment, add a contract beside it.',
  },
  'stability-deprecated': {
    class: 'additive',
    changed: 'The contract was deprecated.',
    breaks: 'Nobody yet: it works as before until its sunset.',
    remedy: 'Name a replacement and a sunset under `deprecations` in the policy.',
  },
  'stability-restored': {
    class: 'additive',
    changed: 'The contract is no longer deprecated.',
    breaks: 'Nobody.',
    remedy: 'Remove its entry under `deprecations`.',
  },
  'stability-changed': {
    class: 'additive',
    changed: 'The stage was replaced by one of the same rank, such as one that the policy does not know.',
    breaks: 'Nobody.',
    remedy: 'Use one of the stages of the policy.',
  },
  'stability-declared': {
    class: 'patch',
    changed: 'A contract that had no stage has one. For the bump it counts as stable this once.',
    breaks: 'Nobody: no stage was promised before.',
    remedy: WORDS,
  },
  'stability-unreadable': {
    class: 'unknown',
    changed: 'The stage cannot be read on one side.',
    breaks: 'It cannot be said whom. What cannot be read counts as stable.',
    remedy: 'Write the stage as a string literal, or as a constant that the reader can follow.',
  },
  'sunset-moved-closer': {
    class: 'breaking',
    changed: 'The sunset of a deprecated contract was moved to an earlier day.',
    breaks: 'Consumers who plan by the sunset that was announced.',
    remedy: 'Keep the announced sunset or move it to a later day.',
  },
  'sunset-dropped': {
    class: 'breaking',
    changed: 'A contract is still deprecated, but the policy no longer gives its sunset.',
    breaks: 'Consumers, who no longer know how long it works.',
    remedy: 'Give the sunset again, or take the deprecation back.',
  },
  'export-lost': {
    class: 'dangerous',
    changed:
      'The contract is still written but no longer exported: it may have moved into a function that nobody calls. Unknown where something else is exported under its name that cannot be read.',
    breaks: 'Code that imports it, and everyone who calls it if nothing registers it any more.',
    remedy: 'Export it again, or remove it by way of deprecation.',
  },
  'export-renamed': {
    class: 'breaking',
    changed: 'The contract is exported under another name. Counts where `schemas.profile` is `source`.',
    breaks: 'Code that imports the contract by name.',
    remedy: 'Export it under the old name as well.',
  },
  'written-elsewhere': {
    class: 'unknown',
    changed:
      'A file that the contract does not import writes to it, or to a model of it, or no longer does; or other code than before stands in the place of the contracts package.',
    breaks: 'It cannot be said whom: what the contract is depends on which code has run.',
    remedy: 'Write the value where the contract or the model is defined, or write to a copy.',
  },
  'title-changed': { class: 'patch', changed: 'The title was reworded.', breaks: READERS, remedy: WORDS },
  'description-changed': { class: 'patch', changed: 'The description was reworded.', breaks: READERS, remedy: WORDS },
  'goal-changed': { class: 'patch', changed: 'The goal was reworded.', breaks: READERS, remedy: WORDS },
  'context-changed': { class: 'patch', changed: 'The context was reworded.', breaks: READERS, remedy: WORDS },
  'domain-changed': { class: 'patch', changed: 'The domain was changed.', breaks: READERS, remedy: WORDS },
  'owners-changed': { class: 'patch', changed: 'Owners were added, removed or respelt.', breaks: READERS, remedy: WORDS },
  'tags-changed': { class: 'patch', changed: 'Tags were added or removed.', breaks: READERS, remedy: WORDS },
});
