import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { resolveBase } from '../../src/source/base.ts';
import { runGit } from '../../src/source/git.ts';
import { ancestorTags, mergeBases } from '../../src/source/history.ts';
import { findCommit, type GitRepository, headCommit } from '../../src/source/repository.ts';
import { openRevision } from '../../src/source/revision.ts';
import { openWorkingTree } from '../../src/source/working-tree.ts';
import { createFolder, createRepository, openTestRepository, type TestRepository } from '../support/git-repo.ts';

let repo: TestRepository;
let outer: string;
beforeEach(() => {
  repo = createRepository({ 'a.ts': 'one' });
  outer = createFolder();
});
afterEach(() => {
  vi.unstubAllEnvs();
  repo.dispose();
  openTestRepository(outer).dispose();
});

/** Everything that this folder asks of git. */
function askEverything(): void {
  const { tree, git } = openWorkingTree(repo.root);
  for (const file of tree.files()) {
    tree.read(file);
    tree.digest(file);
  }
  tree.prefetch(tree.files());
  tree.opaque();
  const repository = git as GitRepository;
  const head = headCommit(repository) ?? '';
  mergeBases(repository, head, head);
  ancestorTags(repository, head);
  resolveBase(repository, 'HEAD', null, {});
  const revision = openRevision(repository, 'HEAD');
  revision.prefetch(revision.files());
  revision.opaque();
  for (const file of revision.files()) {
    try {
      revision.read(file);
    } catch {
      // A refused file is fine here: what matters is that no program ran.
    }
  }
}

describe('programs that the configuration names', () => {
  it('never run', () => {
    const marker = join(outer, 'ran');
    const program = join(outer, 'program.sh');
    writeFileSync(program, `#!/bin/sh\necho "$0 $*" >> ${marker}\ncat\n`);
    chmodSync(program, 0o755);
    const settings: Readonly<Record<string, string>> = {
      'core.pager': program,
      'core.sshCommand': program,
      'core.askPass': program,
      'core.editor': program,
      'core.alternateRefsCommand': program,
      'credential.helper': program,
      'diff.external': program,
      'diff.evil.textconv': program,
      'diff.evil.command': program,
      'filter.evil.clean': program,
      'filter.evil.smudge': program,
      'filter.evil.process': program,
      'gpg.program': program,
      'log.showSignature': 'true',
      'pager.ls-files': program,
      'alias.ls-files': `!${program}`,
      'uploadpack.packObjectsHook': program,
      'remote.origin.url': `ext::${program}`,
      'remote.origin.uploadpack': program,
      'protocol.ext.allow': 'always',
    };
    repo.commit('attributes', { '.gitattributes': '*.ts diff=evil filter=evil\n' });
    for (const [name, value] of Object.entries(settings)) repo.git('config', name, value);
    for (const hook of ['post-index-change', 'reference-transaction', 'pre-auto-gc', 'fsmonitor-watchman', 'post-checkout']) {
      writeFileSync(join(repo.root, '.git/hooks', hook), `#!/bin/sh\n${program}\n`, { mode: 0o755 });
    }
    repo.git('config', 'core.fsmonitor', program);
    // The trap works: an ordinary git command springs it.
    repo.git('status');
    expect(readFileSync(marker, 'utf8')).toContain('program.sh');
    openTestRepository(outer).remove('ran');

    repo.write({ 'a.ts': 'two', 'b.ts': '' });
    askEverything();
    expect(existsSync(marker) ? readFileSync(marker, 'utf8') : '').toBe('');
  });

  it('do not run to fetch what a partial clone left out', () => {
    const marker = join(outer, 'ran');
    const program = join(outer, 'upload-pack.sh');
    writeFileSync(program, `#!/bin/sh\necho ran >> ${marker}\nexec git-upload-pack "$@"\n`, { mode: 0o755 });
    repo.git('config', 'uploadpack.allowFilter', 'true');
    const clone = openTestRepository(join(outer, 'clone'));
    mkdirSync(clone.root);
    clone.git('-c', 'protocol.file.allow=always', 'clone', '-q', '--no-checkout', '--filter=blob:none', `file://${repo.root}`, '.');
    clone.git('config', 'remote.origin.uploadpack', program);
    clone.git('config', 'protocol.file.allow', 'always');
    const { git } = openWorkingTree(clone.root);
    const revision = openRevision(git as GitRepository, 'HEAD');
    expect(() => revision.read('a.ts')).toThrow(expect.objectContaining({ hint: expect.stringContaining('git fetch') as string }));
    expect(existsSync(marker)).toBe(false);
    expect(clone.git('cat-file', '-p', 'HEAD:a.ts')).toBe('one');
    expect(existsSync(marker)).toBe(true);
  });
});

describe('variables of the environment', () => {
  it('put no other repository, index or configuration in the place of this one', () => {
    const other = createRepository({ 'other.ts': 'other' });
    try {
      vi.stubEnv('GIT_DIR', join(other.root, '.git'));
      vi.stubEnv('GIT_WORK_TREE', other.root);
      vi.stubEnv('GIT_INDEX_FILE', join(other.root, '.git/index'));
      vi.stubEnv('GIT_OBJECT_DIRECTORY', join(other.root, '.git/objects'));
      vi.stubEnv('GIT_NAMESPACE', 'other');
      vi.stubEnv('GIT_CONFIG_COUNT', '1');
      vi.stubEnv('GIT_CONFIG_KEY_0', 'core.worktree');
      vi.stubEnv('GIT_CONFIG_VALUE_0', other.root);
      const { tree, git } = openWorkingTree(repo.root);
      expect(tree.root).toBe(repo.root);
      expect(tree.files()).toEqual(['a.ts']);
      expect(openRevision(git as GitRepository, 'HEAD').read('a.ts')).toBe('one');
    } finally {
      vi.unstubAllEnvs();
      other.dispose();
    }
  });

  it('reach git only as far as they are not its own', () => {
    writeFileSync(join(outer, 'git'), '#!/bin/sh\nenv\n', { mode: 0o755 });
    vi.stubEnv('PATH', `${outer}:${process.env['PATH'] ?? ''}`);
    vi.stubEnv('GIT_SSH_COMMAND', 'program');
    vi.stubEnv('GIT_TRACE', '1');
    vi.stubEnv('LC_ALL', 'de_DE.UTF-8');
    vi.stubEnv('LANGUAGE', 'de');
    const lines = runGit(outer, ['version']).stdout.toString('utf8').split('\n');
    expect(lines).toContain(`HOME=${process.env['HOME'] ?? ''}`);
    expect(lines.filter((line) => /^(?:GIT_|LC_ALL=|LANGUAGE=)/.test(line)).sort()).toEqual([
      'GIT_ALLOW_PROTOCOL=',
      'GIT_GRAFT_FILE=/dev/null',
      'GIT_NO_LAZY_FETCH=1',
      'GIT_TERMINAL_PROMPT=0',
      'LANGUAGE=',
      'LC_ALL=C',
    ]);
  });
});

describe('git', () => {
  it('that is not installed is an error that says so', () => {
    vi.stubEnv('PATH', outer);
    expect(() => runGit(repo.root, ['version'])).toThrow(
      expect.objectContaining({ name: 'SourceError', hint: expect.stringContaining('git') as string }),
    );
  });
});

describe('objects put in the place of others', () => {
  it('are not seen, be they replace refs or grafts', () => {
    const first = repo.git('rev-parse', 'HEAD');
    const second = repo.commit('two', { 'a.ts': 'two' });
    repo.git('replace', repo.git('rev-parse', `${second}:a.ts`), repo.git('rev-parse', `${first}:a.ts`));
    repo.git('replace', '--graft', second);
    writeFileSync(join(repo.root, '.git/info/grafts'), `${second}\n`);
    expect(repo.git('show', 'HEAD:a.ts')).toBe('one');
    const { git } = openWorkingTree(repo.root);
    expect(openRevision(git as GitRepository, 'HEAD').read('a.ts')).toBe('two');
    expect(mergeBases(git as GitRepository, first, second)).toEqual([first]);
  });
});

describe('findCommit', () => {
  const find = (rev: string): string | null => findCommit(openWorkingTree(repo.root).git as GitRepository, rev);

  it('peels tags, also tags of tags', () => {
    repo.git('tag', '-a', '-m', 'one', 'v1');
    repo.git('tag', '-a', '-m', 'two', 'v2', 'v1');
    expect(find('v2')).toBe(repo.git('rev-parse', 'HEAD'));
  });

  it.each(['nowhere', 'HEAD:a.ts', 'HEAD~9', 'a..b', '^HEAD', 'HEAD..HEAD', '0'.repeat(40), ' '])('does not find %j', (rev) => {
    expect(find(rev)).toBeNull();
  });

  it.each(['--output=x', '-h', '', 'a\nb', '--git-dir=/tmp'])('refuses %j', (rev) => {
    expect(() => find(rev)).toThrow(expect.objectContaining({ name: 'SourceError' }));
  });

  it('refuses a name that is both a tag and a branch', () => {
    repo.git('tag', 'main');
    repo.commit('two');
    expect(() => find('main')).toThrow(expect.objectContaining({ hint: expect.stringContaining('refs/heads/main') as string }));
    expect(find('refs/heads/main')).toBe(repo.git('rev-parse', 'HEAD'));
  });
});

describe('headCommit', () => {
  it('knows a branch, a detached head, and a repository without a commit', () => {
    const git = openWorkingTree(repo.root).git as GitRepository;
    expect(headCommit(git)).toBe(repo.git('rev-parse', 'HEAD'));
    repo.git('checkout', '-q', '--detach');
    expect(headCommit(git)).toBe(repo.git('rev-parse', 'HEAD'));
    repo.git('checkout', '-q', '--orphan', 'empty/branch');
    expect(headCommit(git)).toBeNull();
  });
});
