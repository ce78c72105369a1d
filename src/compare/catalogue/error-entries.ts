import { type ContractEntry, entriesOf } from './entry.ts';
import type { ErrorChangeId } from './ids.ts';

/** Errors and success outcomes. */
export const errorEntries: Readonly<Record<ErrorChangeId, ContractEntry>> = entriesOf<ErrorChangeId>('error', {
  'error-added': {
    class: 'dangerous',
    changed: 'An error code was added.',
    breaks: 'Callers who handle each code and have no branch for others.',
    remedy: 'Tell callers about the new code with the minor bump.',
  },
  'error-removed': {
    class: 'additive',
    changed: 'An error code was removed.',
    breaks: 'Nobody: a branch for it is never taken.',
    remedy: 'Nothing but the bump.',
  },
  'error-renamed': {
    class: 'breaking',
    changed: 'An error code was renamed.',
    breaks: 'Callers who look for the old code.',
    remedy: 'Keep the code, or pay the major bump.',
  },
  'error-http-class-changed': {
    class: 'breaking',
    changed: 'The HTTP status of an error moved to another class (4xx to 5xx, say), or is no longer declared.',
    breaks: 'Clients, proxies and retries that act on the class of the status.',
    remedy: 'Keep the class, or pay the major bump.',
  },
  'error-http-status-changed': {
    class: 'dangerous',
    changed: 'The HTTP status of an error changed within its class, or is declared where none was.',
    breaks: 'Clients that look for the exact status.',
    remedy: 'Tell callers with the minor bump.',
  },
  'error-gql-code-changed': {
    class: 'breaking',
    changed: 'The GraphQL code of an error changed or is no longer declared.',
    breaks: 'GraphQL clients that look for the old code.',
    remedy: 'Keep the code, or pay the major bump.',
  },
  'error-gql-code-added': {
    class: 'dangerous',
    changed: 'An error that had no GraphQL code got one.',
    breaks: 'GraphQL clients that rely on the code that the server chose before.',
    remedy: 'Tell callers with the minor bump.',
  },
  'error-when-changed': {
    class: 'patch',
    changed: 'The words that say when an error occurs changed.',
    breaks: 'Nobody who calls the contract.',
    remedy: 'Nothing but the patch bump, where the policy asks for one.',
  },
  'error-unreadable': {
    class: 'unknown',
    changed: 'Errors, or a part of one, cannot be read on one side.',
    breaks: 'It cannot be said whom, so it counts as breaking from beta up.',
    remedy: 'Write the value as a literal, or as a constant that the reader can follow.',
  },
  'success-added': {
    class: 'additive',
    direction: 'output',
    changed: 'A named success outcome was added.',
    breaks: 'Nobody who takes any success as success.',
    remedy: 'Nothing but the bump.',
  },
  'success-changed': {
    class: 'dangerous',
    direction: 'output',
    changed: 'A named success outcome was removed, or has another status.',
    breaks: 'Clients that look for the exact status or outcome.',
    remedy: 'Tell callers with the minor bump.',
  },
});
