/** A generated program: modules of JavaScript, and the same as one text without imports and exports, to be run. */
export interface Generated {
  readonly files: Readonly<Record<string, string>>;
  readonly script: string;
}

/** What may be generated beside what is plainly readable. */
export interface Grammar {
  /** Writes to objects and names, and ways that only running the program tells. */
  readonly hasChanges: boolean;
}

type Kind = 'text' | 'list' | 'table' | 'textFunction' | 'listFunction' | 'listChange' | 'tableChange';

interface Name {
  readonly name: string;
  readonly kind: Kind;
}

/** Runs to true, and is not known without running. */
const MAYBE = 'Math.max(1, 2) > 1';
const WORDS = ['ada', 'Bob', 'c-d', 'x.y', ''];

/** Writes a program, with each choice taken from the tape; an exhausted tape chooses the first. */
export function generate(tape: readonly number[], { hasChanges }: Grammar): Generated {
  let at = 0;
  let count = 0;
  let contracts = 0;
  const names: Name[] = [];
  const choose = (options: number): number => (tape[at++] ?? 0) % options;
  const oneOf = <T>(options: readonly T[]): T => options[choose(options.length)] as T;
  const fresh = (prefix: string): string => `${prefix}${count++}`;
  const quote = (text: string): string => `'${text}'`;
  const known = (kind: Kind): readonly Name[] => names.filter((name) => name.kind === kind);

  function reference(kind: Kind, otherwise: () => string): string {
    const found = known(kind);
    return found.length > 0 ? oneOf(found).name : otherwise();
  }

  function text(depth: number): string {
    const word = quote(oneOf(WORDS));
    if (depth <= 0) return reference('text', () => word);
    switch (choose(19)) {
      case 0:
        return word;
      case 1:
        return reference('text', () => word);
      case 2:
        return `\`\${${text(depth - 1)}}-\${${text(depth - 1)}}\``;
      case 3:
        return `(${text(depth - 1)} + ${text(depth - 1)})`;
      case 4:
        return `${text(depth - 1)}.${oneOf(['toUpperCase()', 'trim()', 'slice(1)', "replace('a', 'b')", 'concat(1)', 'padEnd(3)'])}`;
      case 5:
        return `${list(depth - 1)}.join(${word})`;
      case 6:
        return `(${list(depth - 1)}[${choose(3)}] ?? ${word})`;
      case 7:
        return `String(${table(depth - 1)}.${oneOf(['title', 'other'])})`;
      case 8:
        return `(${text(depth - 1)} === ${word} ? ${text(depth - 1)} : ${text(depth - 1)})`;
      case 9:
        return `(${text(depth - 1)} ${oneOf(['||', '&&', '??'])} ${text(depth - 1)})`;
      case 10:
        return `${reference('textFunction', () => 'String')}(${text(depth - 1)})`;
      case 11:
        return `((part) => part + ${text(depth - 1)})(${text(depth - 1)})`;
      case 12:
        return `String(${list(depth - 1)}.length)`;
      case 13:
        return `String({ a: ${text(depth - 1)}, b: ${word} }[${oneOf(["'a'", "'b'", "'c'"])}])`;
      case 14:
        return `String(${list(depth - 1)}.includes(${word}))`;
      case 15:
        return `String(/(?<first>[a-z])/i.exec(${text(depth - 1)})?.groups?.first)`;
      case 16:
        return `[...${text(depth - 1)}.matchAll(/(?<one>\\w)-?/g)].map((found) => found.groups.one + found.index).join(${word})`;
      case 17:
        return hasChanges
          ? oneOf([`\`\${{ toString: () => ${text(depth - 1)} }}\``, `String(Object.create({ title: ${text(depth - 1)} }).title)`])
          : text(depth - 1);
      default:
        return hasChanges && choose(4) === 0 ? `(${MAYBE} ? ${text(depth - 1)} : ${word})` : text(depth - 1);
    }
  }

  function list(depth: number): string {
    const plain = `[${quote(oneOf(WORDS))}, ${quote(oneOf(WORDS))}]`;
    if (depth <= 0) return reference('list', () => plain);
    switch (choose(14)) {
      case 0:
        return plain;
      case 1:
        return reference('list', () => plain);
      case 2:
        return `[...${list(depth - 1)}, ${text(depth - 1)}]`;
      case 3:
        return `${list(depth - 1)}.concat(${list(depth - 1)}, ${text(depth - 1)})`;
      case 4:
        return `${list(depth - 1)}.map((item${oneOf(['', ', index'])}) => item + ${text(depth - 1)})`;
      case 5:
        return `${list(depth - 1)}.filter((item) => item !== ${quote(oneOf(WORDS))})`;
      case 6:
        return `${list(depth - 1)}.slice(${oneOf(['0', '1', '-1', '0, 1'])})`;
      case 7:
        return `${text(depth - 1)}.split(${oneOf(["'-'", "''", "'.'"])})`;
      case 8:
        return `Object.${oneOf(['keys', 'values'])}({ z: ${text(depth - 1)}, a: ${text(depth - 1)} })`;
      case 9:
        return `${table(depth - 1)}.owners`;
      case 10:
        return `${reference('listFunction', () => 'Array.from')}(${list(depth - 1)})`;
      case 11:
        return `[${list(depth - 1)}, ${list(depth - 1)}].flat()`;
      case 12:
        return `${list(depth - 1)}.reduce((all, item) => [item, ...all], [])`;
      default:
        return `(${text(depth - 1)} === '' ? ${list(depth - 1)} : ${list(depth - 1)})`;
    }
  }

  function table(depth: number): string {
    const plain = `{ title: ${text(depth - 1)}, owners: ${list(depth - 1)} }`;
    if (depth <= 0) return reference('table', () => `({ title: 't', owners: ['o'] })`);
    switch (choose(6)) {
      case 0:
        return `(${plain})`;
      case 1:
        return reference('table', () => `(${plain})`);
      case 2:
        return `({ ...${table(depth - 1)}, ${oneOf([`title: ${text(depth - 1)}`, `owners: ${list(depth - 1)}`])} })`;
      case 3:
        return `({ ['ti' + 'tle']: ${text(depth - 1)}, ...${table(depth - 1)} })`;
      case 4:
        return `Object.assign({}, ${table(depth - 1)}, { title: ${text(depth - 1)} })`;
      default:
        return `({ title: 'inner', owners: [], nested: ${table(depth - 1)} }).nested`;
    }
  }

  function declare(kind: Kind, prefix: string, init: string): string {
    const name = fresh(prefix);
    names.push({ name, kind });
    return `${oneOf(['const', 'const', 'let', 'var'])} ${name} = ${init};`;
  }

  function declaration(): string {
    switch (choose(9)) {
      case 0:
        return declare('text', 's', text(2));
      case 1:
        return declare('list', 'l', list(2));
      case 2:
        return declare('table', 'o', table(2));
      case 3: {
        const body = `return ${oneOf(['first + second', 'first.toUpperCase()', '`${second}:${first}`'])};`;
        const name = fresh('f');
        const statement = `function ${name}(first, second = ${text(1)}) { ${body} }`;
        names.push({ name, kind: 'textFunction' });
        return statement;
      }
      case 4:
        return declare('listFunction', 'g', `(given) => [${text(1)}, ...given]`);
      case 5: {
        const [a, b] = [fresh('s'), fresh('l')];
        const statement = `const { title: ${a} = ${text(1)}, owners: ${b} } = ${table(1)};`;
        names.push({ name: b, kind: 'list' });
        // A table may have lost its title.
        return `${statement}\n${declare('text', 's', `String(${a})`)}`;
      }
      case 6: {
        const [a, b] = [fresh('s'), fresh('l')];
        const statement = `const [${a} = 'none', ...${b}] = ${list(1)};`;
        names.push({ name: a, kind: 'text' }, { name: b, kind: 'list' });
        return statement;
      }
      case 7: {
        // Another name for what there is.
        const kind = oneOf<'list' | 'table'>(['list', 'table']);
        return declare(
          kind,
          kind === 'list' ? 'l' : 'o',
          kind === 'list' ? reference('list', () => `['n']`) : reference('table', () => table(0)),
        );
      }
      default:
        return declare(
          'listFunction',
          'g',
          oneOf(['(given) => given', `(given) => given.slice(0, 1)`, `function (given) { return given; }`]),
        );
    }
  }

  function change(): string {
    const aList = (): string => (choose(3) === 0 ? `${reference('table', () => table(0))}.owners` : reference('list', () => `['n']`));
    switch (choose(15)) {
      case 0:
        return `${aList()}.push(${text(1)});`;
      case 1:
        return `${aList()}[0] = ${text(1)};`;
      case 2:
        return `${reference('table', () => table(0))}.title = ${text(1)};`;
      case 3:
        return `${reference('table', () => table(0))}.owners = ${list(1)};`;
      case 4:
        return `${aList()}.${oneOf(['sort()', 'reverse()', 'pop()', 'splice(0, 1)', "fill('f')", 'length = 0'])};`;
      case 5:
        return `Object.assign(${reference('table', () => table(0))}, { title: ${text(1)} });`;
      case 6:
        return `delete ${reference('table', () => table(0))}.title;`;
      case 7:
        return `${reference('listChange', () => '(given) => given.push').startsWith('(') ? '((given) => { given.push("m"); })' : oneOf(known('listChange')).name}(${aList()});`;
      case 8: {
        const name = fresh('m');
        names.push({ name, kind: 'listChange' });
        return `${oneOf([`function ${name}(given) { given.push('m'); }`, `const ${name} = (given) => { given[0] = 'm'; };`, `const ${name} = (...all) => all.forEach((one) => one.push('m'));`])}`;
      }
      case 9:
        return `for (const one of [${aList()}, ${aList()}]) one.push(${text(0)});`;
      case 10:
        return `[${aList()}].forEach((one) => { one.push(${text(0)}); });`;
      case 11:
        return `if (${oneOf([MAYBE, `${text(1)} === ''`])}) ${aList()}.push(${text(1)});`;
      case 12:
        return `(${MAYBE} ? ${aList()} : ${aList()}).push(${text(0)});`;
      case 13: {
        const name = fresh('h');
        return `const ${name} = { inner: ${aList()} };\n${name}.inner.push(${text(0)});`;
      }
      default: {
        const found = known('text').filter(({ name }) => written.has(name));
        if (found.length > 0) return `${oneOf(found).name} += 'w';`;
        const name = fresh('w');
        written.add(name);
        const statement = `let ${name} = ${text(1)};`;
        names.push({ name, kind: 'text' });
        return statement;
      }
    }
  }
  const written = new Set<string>();

  function contract(): string {
    const key = `k.${contracts++}`;
    const meta = `version: '1.0.0', title: ${text(2)}, owners: ${list(2)}, tags: ${list(1)}`;
    switch (choose(6)) {
      case 0:
      case 1:
        return `defineCommand({ meta: { key: '${key}', ${meta} } });`;
      case 2:
        return `defineCommand({ meta: { key: '${key}', version: '1.0.0', ...${table(2)}, tags: ${list(1)} } });`;
      case 3: {
        const name = fresh('make');
        return `const ${name} = (key, title = ${text(1)}, ...tags) => defineCommand({ meta: { key, version: '1.0.0', title, owners: ${list(1)}, tags } });\n${name}('${key}', ${text(1)}, ...${list(1)});\n${name}('${key}.again');`;
      }
      case 4: {
        const name = fresh('make');
        return `function ${name}({ key, owners = ${list(1)}, ...rest }) { const meta = { key, owners, ...rest }; return defineCommand({ meta }); }\n${name}({ key: '${key}', ${meta} });\n${name}({ key: '${key}.less', version: '2.0.0' });`;
      }
      default:
        return `['${key}.x', '${key}.y'].map((key, index) => defineCommand({ meta: { key, version: '1.0.' + index, title: ${text(1)}, owners: ${list(1)} } }));`;
    }
  }

  const statement = (): string => (hasChanges && choose(3) === 0 ? change() : declaration());
  const shared = Array.from({ length: choose(4) }, statement);
  const exported = names.map(({ name }) => name);
  // What is imported cannot be assigned to: as modules, such a program would throw.
  written.clear();
  const main: string[] = [];
  for (let left = 2 + choose(7); left > 0; left--) main.push(choose(3) === 0 ? contract() : statement());
  main.push(contract());
  const more = Array.from({ length: hasChanges ? choose(2) : 0 }, change);
  const imports = exported.length > 0 ? `import { ${exported.join(', ')} } from './shared';\n` : '';
  const define = `import { defineCommand } from '@lssm-tech/lib.contracts-spec';\n`;
  return {
    files: {
      'src/shared.js': `${shared.join('\n')}\nexport { ${exported.join(', ')} };\n`,
      'src/a.js': `${define}${imports}${[...main, ...more].join('\n')}\n`,
    },
    script: [...shared, ...main, ...more].join('\n'),
  };
}
