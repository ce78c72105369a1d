import { describe, expect, it } from 'vitest';
import { command } from '../support/sources.ts';
import { cli, repository } from './support.ts';

describe('progress', () => {
  const run = async (isTerminal: boolean, env: Readonly<Record<string, string>> = {}): Promise<string> => {
    const { root } = repository({ 'src/a.ts': command() });
    let written = '';
    await cli(root, ['check'], { env, stderr: { isTerminal, columns: 80, write: (text) => void (written += text) } });
    return written;
  };
  it('is shown on a terminal and goes away', async () => {
    const written = await run(true);
    expect(written).toContain('Reading contracts …');
    expect(written.endsWith('\r\u001b[K')).toBe(true);
  });
  it('is not shown in a pipe', async () => {
    expect(await run(false)).toBe('');
  });
  it('is not shown in a CI', async () => {
    expect(await run(true, { CI: 'true' })).toBe('');
  });
});
