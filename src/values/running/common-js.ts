import type { Module } from '../../modules/module.ts';
import type { ObjectValue, StaticValue } from '../value.ts';
import type { CommonJsNames, Run } from './run.ts';

/** `exports` and `module` of a CommonJS module that is run. */
export function commonJsNames(run: Run, module: Module): CommonJsNames {
  let names = run.commonJs.get(module);
  if (!names) {
    const span = { file: module.file, start: 0, end: 0 };
    const exports: ObjectValue = { kind: 'object', properties: new Map(), open: null, span };
    const own: ObjectValue = { kind: 'object', properties: new Map([['exports', { key: span, span, value: exports }]]), open: null, span };
    run.commonJs.set(module, (names = { exports, module: own }));
  }
  return names;
}

/** What a name of a CommonJS module means there that nothing declares; undefined for any other. */
export function commonJsName(run: Run, name: string, module: Module): StaticValue | undefined {
  return (name === 'exports' || name === 'module') && module.isCommonJs ? commonJsNames(run, module)[name] : undefined;
}

/** What `require` of a module gives, as it is now. */
export function exportedWhole(run: Run, module: Module): StaticValue | undefined {
  return commonJsNames(run, module).module.properties.get('exports')?.value;
}
