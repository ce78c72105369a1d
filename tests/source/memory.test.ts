import { describe, expect, it } from 'vitest';
import { memoryTree } from '../../src/source/memory.ts';
import { SourceError } from '../../src/source/tree.ts';

describe('memoryTree', () => {
  it('lists its files sorted by code unit', () => {
    expect(memoryTree({ 'b.ts': '', 'a/b.ts': '', 'B.ts': '' }).files()).toEqual(['B.ts', 'a/b.ts', 'b.ts']);
  });

  it('reads a text without its byte order mark', () => {
    expect(memoryTree({ 'a.ts': '\uFEFFexport {};' }).read('a.ts')).toBe('export {};');
  });

  it('refuses to read what it does not hold', () => {
    const tree = memoryTree({ 'a.ts': '' });
    expect(tree.has('constructor')).toBe(false);
    expect(() => tree.read('constructor')).toThrow(SourceError);
    expect(tree.digest('constructor')).toBeUndefined();
  });

  it("gives git's blob ids as digests", () => {
    // `printf 'hello\n' | git hash-object --stdin`
    expect(memoryTree({ 'a.txt': 'hello\n' }).digest('a.txt')).toBe('ce013625030ba8dba906f756967f9e9ca394464a');
  });
});
