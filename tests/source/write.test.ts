import { chmodSync, lstatSync, readFileSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { appendReport, readTextFile, writeReport } from '../../src/source/outside.ts';
import { createFile, writeText } from '../../src/source/write.ts';
import { createFolder, openTestRepository } from '../support/git-repo.ts';

let root: string;
let outer: string;
beforeEach(() => {
  root = createFolder({ 'src/a.ts': 'one\n' });
  outer = createFolder({ 'secret.ts': 'secret' });
});
afterEach(() => {
  for (const folder of [root, outer]) openTestRepository(folder).dispose();
});

const bytes = (path: string): string => readFileSync(join(root, path)).toString('utf8');

describe('writeText', () => {
  it('replaces a file and leaves nothing beside it', () => {
    writeText(root, 'src/a.ts', 'two\n');
    expect(bytes('src/a.ts')).toBe('two\n');
    expect(readdirSync(join(root, 'src'))).toEqual(['a.ts']);
  });

  it('creates a file and its folders', () => {
    writeText(root, 'new/deep/b.json', '{}\n');
    expect(bytes('new/deep/b.json')).toBe('{}\n');
  });

  it('keeps the byte order mark', () => {
    writeFileSync(join(root, 'src/a.ts'), '\uFEFFone\n');
    writeText(root, 'src/a.ts', 'two\n');
    expect(bytes('src/a.ts')).toBe('\uFEFFtwo\n');
  });

  it('keeps the line endings of a file that ends all its lines with CRLF', () => {
    writeFileSync(join(root, 'src/a.ts'), 'one\r\ntwo\r\n');
    writeText(root, 'src/a.ts', 'one\nnew\r\ntwo\n');
    expect(bytes('src/a.ts')).toBe('one\r\nnew\r\ntwo\r\n');
  });

  it('writes mixed line endings as they are given', () => {
    writeFileSync(join(root, 'src/a.ts'), 'one\r\ntwo\n');
    writeText(root, 'src/a.ts', 'one\r\nnew\ntwo\n');
    expect(bytes('src/a.ts')).toBe('one\r\nnew\ntwo\n');
  });

  it('writes a file whose name is as long as a name can be', () => {
    const file = `src/${'a'.repeat(252)}.ts`;
    writeFileSync(join(root, file), 'one\n');
    writeText(root, file, 'two\n');
    expect(bytes(file)).toBe('two\n');
  });

  it.each([0o755, 0o664])('keeps the permissions %o', (mode) => {
    chmodSync(join(root, 'src/a.ts'), mode);
    writeText(root, 'src/a.ts', 'two\n');
    expect(statSync(join(root, 'src/a.ts')).mode & 0o777).toBe(mode);
  });

  it('does not touch a file that would not change', () => {
    const before = statSync(join(root, 'src/a.ts'), { bigint: true });
    writeText(root, 'src/a.ts', 'one\n');
    const after = statSync(join(root, 'src/a.ts'), { bigint: true });
    expect([after.ino, after.mtimeNs]).toEqual([before.ino, before.mtimeNs]);
  });

  it('leaves a file alone that is no longer what the text was made from', () => {
    expect(() => {
      writeText(root, 'src/a.ts', 'two\n', 'zero\n');
    }).toThrow(expect.objectContaining({ name: 'SourceError', file: 'src/a.ts' }));
    expect(bytes('src/a.ts')).toBe('one\n');
    writeText(root, 'src/a.ts', 'two\n', 'one\n');
    expect(bytes('src/a.ts')).toBe('two\n');
  });

  it('writes through a link inside the tree, and leaves the link', () => {
    symlinkSync('src/a.ts', join(root, 'link.ts'));
    writeText(root, 'link.ts', 'two\n');
    expect(bytes('src/a.ts')).toBe('two\n');
    expect(lstatSync(join(root, 'link.ts')).isSymbolicLink()).toBe(true);
  });

  it.each(['link.ts', 'linked/secret.ts', 'linked/new.ts', 'dangling.ts'])('does not write out of the tree through %s', (file) => {
    symlinkSync(join(outer, 'secret.ts'), join(root, 'link.ts'));
    symlinkSync(outer, join(root, 'linked'));
    symlinkSync(join(outer, 'dangling.ts'), join(root, 'dangling.ts'));
    for (const write of [writeText, createFile]) {
      expect(() => {
        write(root, file, 'overwritten');
      }).toThrow(expect.objectContaining({ name: 'SourceError', file }));
    }
    expect(readdirSync(outer)).toEqual(['secret.ts']);
    expect(readFileSync(join(outer, 'secret.ts'), 'utf8')).toBe('secret');
  });

  it.each([
    '',
    '.',
    '..',
    '../x.ts',
    'src/../../x.ts',
    '/tmp/x.ts',
    'src//x.ts',
    'C:/x.ts',
    'src\\..\\x.ts',
    'x\0.ts',
    '.git/config',
    'src/.GIT/hooks/x',
  ])('refuses the path %j', (file) => {
    for (const write of [writeText, createFile]) {
      expect(() => {
        write(root, file, 'x');
      }).toThrow(expect.objectContaining({ name: 'SourceError', file }));
    }
    expect(readdirSync(root)).toEqual(['src']);
  });

  it("refuses git's own folder behind a link", () => {
    createFile(root, 'x/y', '');
    symlinkSync('.git', join(root, 'innocent'));
    expect(() => {
      writeText(root, 'innocent/config', 'x');
    }).toThrow(expect.objectContaining({ name: 'SourceError' }));
  });

  it('refuses a folder, and leaves nothing behind', () => {
    expect(() => {
      writeText(root, 'src', 'x');
    }).toThrow(expect.objectContaining({ name: 'SourceError', file: 'src' }));
    expect(readdirSync(root)).toEqual(['src']);
  });

  it('refuses a file that is not text, which it could not restore', () => {
    writeFileSync(join(root, 'src/a.ts'), Buffer.from([0xff, 0xfe]));
    expect(() => {
      writeText(root, 'src/a.ts', 'x');
    }).toThrow(expect.objectContaining({ name: 'SourceError' }));
  });
});

describe('createFile', () => {
  it('creates a file and its folders', () => {
    createFile(root, '.contracts-governance/baseline.json', '{}\n');
    expect(bytes('.contracts-governance/baseline.json')).toBe('{}\n');
  });

  it('never overwrites', () => {
    expect(() => {
      createFile(root, 'src/a.ts', 'two\n');
    }).toThrow(expect.objectContaining({ name: 'SourceError', file: 'src/a.ts' }));
    expect(bytes('src/a.ts')).toBe('one\n');
  });
});

describe('files outside the tree', () => {
  it('are read without byte order mark, absent ones as undefined', () => {
    writeFileSync(join(outer, 'policy.yaml'), '\uFEFFversion: 1\n');
    expect(readTextFile(join(outer, 'policy.yaml'))).toBe('version: 1\n');
    expect(readTextFile(join(outer, 'nowhere.yaml'))).toBeUndefined();
    expect(readTextFile(join(outer, 'secret.ts/x'))).toBeUndefined();
  });

  it('that cannot be read are errors without absolute paths but the one asked for', () => {
    expect(() => readTextFile(outer)).toThrow(
      expect.objectContaining({ name: 'SourceError', message: `"${outer}" is a folder, not a file.` }),
    );
  });

  it('are written and appended to as reports', () => {
    writeReport(join(outer, 'out/report.sarif'), 'one');
    writeReport(join(outer, 'out/report.sarif'), 'two');
    appendReport(join(outer, 'summary.md'), 'a');
    appendReport(join(outer, 'summary.md'), 'b');
    expect([readTextFile(join(outer, 'out/report.sarif')), readTextFile(join(outer, 'summary.md'))]).toEqual(['two', 'ab']);
  });

  it('that cannot be written are errors', () => {
    expect(() => {
      writeReport(join(outer, 'secret.ts/report.sarif'), '');
    }).toThrow(expect.objectContaining({ name: 'SourceError' }));
  });
});
