import { CONTRACT_KINDS } from '../../contracts/contract.ts';
import { TRANSPORTS } from '../effective-policy.ts';
import { choice, either, filledList, list, nullable, object, type ObjectShape, record, type Shape, text } from '../shape.ts';

/* Which contracts there are, and what they look like. */

const keyFormat = text('`dotted`, or a pattern (RE2 syntax) that begins with `^`.', 'key-format');

export const keysShape: ObjectShape = object('The keys of contracts.', {
  format: either(
    'The form of keys: `dotted` (segments joined by dots), a pattern that begins with `^`, or one of these for each kind.',
    keyFormat,
    record('The form of keys by kind.', CONTRACT_KINDS, keyFormat),
  ),
  also: list('Keys, or globs of them, that are accepted all the same.', text('A key.', 'key-glob')),
});

const catalogShape = object(
  'A catalogue.',
  {
    files: filledList('Globs of its files.', text('A glob.', 'path-glob')),
    each: choice('`package`: keys are unique inside each package of the catalogue.', 'package'),
  },
  ['files'],
);

export const knownFields: Shape = choice(
  '`closed`: fields that the framework does not know are findings of `known-fields`.',
  'open',
  'closed',
);

export const contractsShape: ObjectShape = object('Which files hold contracts.', {
  include: filledList('Globs of files that may hold contracts. Declaration files never do.', text('A glob.', 'path-glob')),
  exclude: list(
    'Globs of files in which reading does not start. They are still read when they are imported.',
    text('A glob.', 'path-glob'),
  ),
  modules: filledList(
    'Packages whose define functions make contracts; subpaths are included. A schema library of a fork is named here as well, unless it is called `schema` where the contracts package is called `contracts-spec`.',
    text('A package.', 'package-name'),
  ),
  catalogs: record(
    'Sets of files inside which keys are unique, a file in the first that has it; without any, the whole repository is one.',
    'text',
    catalogShape,
  ),
  knownFields,
});

export const transportsShape: Shape = nullable(
  list('Transports in use; null: those that any contract pins.', choice('A transport.', ...TRANSPORTS)),
);

export const reviewShape: ObjectShape = object('Who reviews. Read by `review-required`.', {
  security: list('Teams that review security.', text('A team.', 'team')),
  compliance: list('Teams that review compliance.', text('A team.', 'team')),
});

export const metaShape: ObjectShape = object('Texts of contracts.', {
  placeholders: list(
    'Texts that stand for a missing one, whatever their case. Read by `complete-meta`, and by `require-owners` for owners.',
    text('A text.'),
  ),
});
