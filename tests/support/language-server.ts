import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createRequire } from 'node:module';

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
}

export interface SeenProblem {
  readonly message: string;
  readonly range: { readonly start: { readonly line: number; readonly character: number } };
}

/** The YAML language server, as editors run it. */
export interface LanguageServer {
  /** Opens a document and gives what is wrong with it. */
  open(uri: string, text: string): Promise<readonly SeenProblem[]>;
  /** The labels that are offered at a place (both from 0) of an open document. */
  complete(uri: string, line: number, character: number): Promise<readonly string[]>;
  close(): void;
}

export async function startLanguageServer(): Promise<LanguageServer> {
  const bin = createRequire(import.meta.url).resolve('yaml-language-server/bin/yaml-language-server');
  const server = spawn(process.execPath, [bin, '--stdio']);
  const answers = new Map<number, (result: unknown) => void>();
  const problems = new Map<string, (found: readonly SeenProblem[]) => void>();
  let last = 0;
  const send = (message: Message): void => {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message });
    server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  };
  const request = (method: string, params: unknown): Promise<unknown> =>
    new Promise((resolve) => {
      last += 1;
      answers.set(last, resolve);
      send({ id: last, method, params });
    });
  onMessages(server, ({ id, method, params, result }) => {
    // What the server asks of the editor: its settings, which are the defaults.
    if (id !== undefined && method !== undefined) send({ id, result: [null, null, null, null] });
    else if (id !== undefined) answers.get(id)?.(result);
    else if (method === 'textDocument/publishDiagnostics') {
      const { uri, diagnostics } = params as { readonly uri: string; readonly diagnostics: readonly SeenProblem[] };
      problems.get(uri)?.(diagnostics);
    }
  });
  await request('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities: { textDocument: { completion: { completionItem: {} }, publishDiagnostics: {} } },
  });
  send({ method: 'initialized', params: {} });
  return {
    open: (uri, text) =>
      new Promise((resolve) => {
        problems.set(uri, resolve);
        send({ method: 'textDocument/didOpen', params: { textDocument: { uri, languageId: 'yaml', version: 1, text } } });
      }),
    complete: async (uri, line, character) => {
      const list = await request('textDocument/completion', { textDocument: { uri }, position: { line, character } });
      return (list as { readonly items: readonly { readonly label: string }[] }).items.map(({ label }) => label);
    },
    close: () => void server.kill(),
  };
}

/** Takes apart what the server writes: headers with a length, and as many bytes of JSON. */
function onMessages(server: ChildProcessWithoutNullStreams, take: (message: Message) => void): void {
  let held = Buffer.alloc(0);
  server.stdout.on('data', (chunk: Buffer) => {
    held = Buffer.concat([held, chunk]);
    for (;;) {
      const head = held.indexOf('\r\n\r\n');
      const length = Number(/Content-Length: (\d+)/.exec(held.subarray(0, Math.max(0, head)).toString())?.[1] ?? Infinity);
      if (head === -1 || held.length < head + 4 + length) return;
      const body = held.subarray(head + 4, head + 4 + length).toString();
      held = held.subarray(head + 4 + length);
      take(JSON.parse(body) as Message);
    }
  });
}
