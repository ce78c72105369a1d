import { boolean, either, filledList, integer, list, nullable, object, type Shape, text } from '../shape.ts';

/* Tags and their vocabulary. */

/** A vocabulary, inline or in a file of its own. */
export const vocabularyShape: Shape = list(
  'Tags that contracts may carry.',
  either(
    'A tag.',
    text('A tag.'),
    object(
      'A tag with more to say.',
      {
        name: text('The tag.'),
        deprecated: boolean('The tag must not be used any more.'),
        replacement: text('The tag to use instead; implies `deprecated`. It need not be listed itself.'),
        aliases: list('Spellings that a fix replaces by the tag.', text('A spelling.')),
        description: text('What the tag says. For people.'),
      },
      ['name'],
    ),
  ),
);

export const tagsFields: Readonly<Record<string, Shape>> = {
  min: integer('Least number of tags.'),
  max: nullable(integer('Greatest number of tags, or null.', 1)),
  format: text('`kebab-case`, or a pattern (RE2 syntax) that begins with `^`.', 'tag-format'),
  groups: list(
    'Groups of tags and how many of each a contract carries: `{ pattern: "risk/*", min: 1, max: 1 }` is exactly one.',
    object(
      'A group.',
      { pattern: text('A glob of tags.', 'name-glob'), min: integer('Least number.'), max: nullable(integer('Greatest number, or null.')) },
      ['pattern'],
      ['min', 'max'],
    ),
  ),
  implies: list(
    'What tags demand beside them.',
    object(
      'What a tag demands.',
      {
        tag: text('The tag that demands, or a glob of such tags.', 'tag-glob'),
        tags: filledList('Tags that must stand beside it.', text('A tag.', 'tag')),
        owner: text('An owner that the contract must have.', 'team'),
        auth: filledList('Auth levels, of which the contract must have one.', text('An auth level.', 'auth')),
        audit: boolean('The contract must have an audit label.'),
      },
      ['tag'],
      ['tags', 'owner', 'auth', 'audit'],
    ),
  ),
};

export const vocabulary: Shape = nullable(
  either(
    'The tags that contracts may carry: a list, or a YAML file with `tags:`. With it, `tag-vocabulary` judges.',
    text('Path of a YAML file relative to this one.'),
    vocabularyShape,
  ),
);
