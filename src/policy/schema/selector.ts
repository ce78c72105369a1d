import { CONTRACT_KINDS } from '../../contracts/contract.ts';
import { choice, filledList, object, type ObjectShape, text } from '../shape.ts';

/* Which contracts something is for. */

const selectorFields = {
  files: filledList(
    'Globs of files, relative to the root; in a policy of a folder, to that folder.',
    text('A glob of files.', 'path-glob'),
  ),
  keys: filledList('Globs of contract keys; `*` is one segment, `**` any number.', text('A glob of keys.', 'key-glob')),
  kinds: filledList('Kinds of contracts.', choice('A kind of contract.', ...CONTRACT_KINDS)),
  stability: filledList('Stability stages.', text('A stage.', 'stage')),
  owners: filledList('Owners, or globs of them; one of a contract’s owners must match.', text('An owner.', 'team-glob')),
  tags: filledList('Tags, or globs of them; one of a contract’s tags must match.', text('A tag.', 'tag-glob')),
};

/** Which contracts an override or an assertion is for: all that is given must match. */
export const selectorShape: ObjectShape = object(
  'Which contracts this is for: everything that is given must match, and one entry of each list.',
  selectorFields,
);
