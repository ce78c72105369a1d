/** A page of the documentation, taken apart. */
export interface Page {
  readonly text: string;
  readonly title: string;
  readonly headings: readonly string[];
  /** The code blocks of a section in a language. */
  blocks(section: string, language: string): readonly string[];
  /** The files that a section shows: a block whose first line is a comment with a path is that file, another one of TypeScript is a file of its own. */
  files(section: string): Readonly<Record<string, string>>;
}

export function parsePage(text: string): Page {
  const [head = '', ...parts] = text.split(/^## /m);
  const sections = new Map(parts.map((part) => [part.slice(0, part.indexOf('\n')).trim(), part.slice(part.indexOf('\n') + 1)]));
  const blocksOf = (section: string): readonly { readonly language: string; readonly code: string }[] =>
    [...(sections.get(section) ?? '').matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, language = '', code = '']) => ({ language, code }));
  return {
    text,
    title: /^# (.*)$/m.exec(head)?.[1] ?? '',
    headings: [...sections.keys()],
    blocks: (section, language) => blocksOf(section).flatMap((block) => (block.language === language ? [block.code] : [])),
    files(section) {
      const files: Record<string, string> = {};
      for (const { language, code } of blocksOf(section)) {
        const path = /^(?:\/\/|#) ([\w./-]+)$/m.exec(code.slice(0, code.indexOf('\n')))?.[1];
        if (path !== undefined) files[path] = code;
        else if (language === 'ts') files[`src/block-${Object.keys(files).length + 1}.ts`] = code;
      }
      return files;
    },
  };
}
