import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';

const project = join(import.meta.dirname, '..', '..');
const folders = ['docs', 'examples', 'policies', 'schemas', 'templates', '.changeset', '.github'];

const files = [
  ...readdirSync(project).filter((name) => /\.(?:md|yml|yaml)$/.test(name)),
  ...folders.flatMap((folder) =>
    readdirSync(join(project, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(project.length + 1)),
  ),
];

/** What no reader sees: control characters (of a terminal's colours, for one), and those that hide text or turn its direction. */
const hidden = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

it('is plain in all that people read: no control character, nothing hidden', () => {
  expect(files).toEqual(expect.arrayContaining(['README.md', 'CONTRIBUTING.md', 'action.yml', 'docs/policy.md', 'docs/rules/waivers.md']));
  expect(files.filter((file) => hidden.test(readFileSync(join(project, file), 'utf8')))).toEqual([]);
});

const pages = files.filter((file) => file.endsWith('.md') && !file.startsWith('.changeset'));
const linksOf = (page: string): string[] =>
  [...readFileSync(join(project, page), 'utf8').matchAll(/\]\((?!https?:)([^)#\s]+)(?:#[^)]*)?\)/g)].map(([, link = '']) => link);

it('links only to files that are there', () => {
  expect(pages.flatMap(linksOf).length).toBeGreaterThan(50);
  expect(pages.flatMap((page) => linksOf(page).filter((link) => !existsSync(join(project, dirname(page), link))).map((link) => `${page}: ${link}`))).toEqual([]);
});

it('has an index that names each page', () => {
  const named = linksOf('docs/README.md').map((link) => join('docs', link));
  const known = readdirSync(join(project, 'docs')).filter((name) => name.endsWith('.md') && name !== 'README.md');
  expect(known.filter((name) => !named.includes(join('docs', name)))).toEqual([]);
});
