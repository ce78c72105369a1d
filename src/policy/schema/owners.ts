import { choice, either, integer, list, nullable, object, type ObjectShape, record, type Shape, text } from '../shape.ts';

/* Owners and teams. */

export const teamShape: ObjectShape = object('A team.', {
  aliases: list('Other spellings of the name; a fix replaces them.', text('A spelling.')),
  codeowners: list('The team’s handles in CODEOWNERS.', text('A handle, such as `@acme/billing`, or an e-mail address.')),
  contact: text('Where to reach the team.'),
  dissolved: text('The day on which the team ceased to exist.', 'date'),
  successor: text('The team that took over.', 'team'),
});

/** Teams by name, inline or in a file of their own. */
export const teamsShape: Shape = record(
  'Teams by name.',
  'text',
  either('A team, or nothing when there is nothing to say.', teamShape, { kind: 'null' }),
);

export const ownersFields: Readonly<Record<string, Shape>> = {
  spelling: nullable(
    choice('How owners are written: `@` with, `plain` without a leading `@`; null: either. Read by `owner-format`.', '@', 'plain'),
  ),
  pattern: nullable(text('A pattern that owners match (RE2 syntax), or null.', 'pattern')),
  min: integer('Least number of owners.'),
  max: nullable(integer('Greatest number of owners, or null.', 1)),
  codeowners: choice(
    'How a contract’s owners and the file’s CODEOWNERS entry must agree. Read by `codeowners-agree`.',
    'equal',
    'overlap',
    'subset',
  ),
};

export const directory: Shape = nullable(
  either(
    'The teams: a map, a YAML file with `teams:`, or `CODEOWNERS` to take every owner that stands there. With it, `known-owner` judges.',
    text('Path of a YAML file relative to this one, or `CODEOWNERS`.'),
    teamsShape,
  ),
);
