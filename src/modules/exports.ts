import { readCommonJs, requiredForEffect, type CommonJsExports } from './common-js.ts';
import { isNode, patternIdentifiers, specifierName, unwrap, type AnyNode, type ProgramNode } from './nodes.ts';
import type { Analysis, Use } from './scope.ts';

/** What a module gives out under a name. */
export type ExportEntry =
  | { readonly kind: 'local'; readonly name: string }
  /** With what may change it by the name `exports.x`. */
  | { readonly kind: 'expression'; readonly node: AnyNode; readonly uses?: readonly Use[] }
  | { readonly kind: 'from'; readonly source: string; readonly imported: string }
  | { readonly kind: 'namespace'; readonly source: string };

/** What a module gives out, and what it is run for. */
export interface ModuleExports extends CommonJsExports {
  readonly exports: ReadonlyMap<string, ExportEntry>;
  /** Sources of `export * from`, in order. */
  readonly stars: readonly string[];
  /** Sources of `import './x'`: modules that are run for what they do. */
  readonly effects: readonly string[];
}

/** Reads the statements of a module for what it exports. */
export function readExports(program: ProgramNode, analysis: Analysis): ModuleExports {
  const exports = new Map<string, ExportEntry>();
  const stars: string[] = [];
  const effects: string[] = [];
  const assignments = readCommonJs(exports);
  for (const statement of program.body) {
    switch (statement.type) {
      case 'ExportNamedDeclaration':
        if (statement['exportKind'] !== 'type') readNamed(statement, exports);
        break;
      case 'ExportDefaultDeclaration': {
        const declaration = statement['declaration'] as AnyNode;
        const id = declaration['id'];
        const named = (declaration.type === 'FunctionDeclaration' || declaration.type === 'ClassDeclaration') && isNode(id);
        exports.set('default', named ? { kind: 'local', name: id['name'] as string } : { kind: 'expression', node: declaration });
        break;
      }
      case 'ExportAllDeclaration': {
        if (statement['exportKind'] === 'type') break;
        const source = (statement['source'] as AnyNode)['value'] as string;
        const exported = statement['exported'];
        if (isNode(exported)) exports.set(specifierName(exported), { kind: 'namespace', source });
        else stars.push(source);
        break;
      }
      case 'ImportDeclaration':
        if (statement['importKind'] !== 'type' && (statement['specifiers'] as AnyNode[]).length === 0)
          effects.push((statement['source'] as AnyNode)['value'] as string);
        break;
      case 'TSExportAssignment':
        assignments.assignWhole(statement['expression'] as AnyNode);
        break;
      case 'ExpressionStatement': {
        assignments.assign(statement['expression'] as AnyNode, []);
        const required = requiredForEffect(statement['expression'] as AnyNode, analysis.root);
        if (required !== null) effects.push(required);
        break;
      }
      case 'VariableDeclaration':
        for (const declarator of statement['declarations'] as AnyNode[]) {
          if (!isNode(declarator['init']) || unwrap(declarator['init']).type !== 'AssignmentExpression') continue;
          const names = patternIdentifiers(declarator['id'] as AnyNode).map((identifier) => String(identifier['name']));
          const declared = names.map((name) => analysis.root.declarations.get(name)).filter((declaration) => declaration !== undefined);
          assignments.assign(declarator['init'], declared);
        }
        break;
    }
  }
  return { exports, stars, effects, ...assignments.finish(analysis) };
}

function readNamed(statement: AnyNode, exports: Map<string, ExportEntry>): void {
  const declaration = statement['declaration'];
  if (isNode(declaration)) {
    if (declaration.type === 'VariableDeclaration') {
      for (const declarator of declaration['declarations'] as AnyNode[])
        for (const identifier of patternIdentifiers(declarator['id'] as AnyNode))
          exports.set(identifier['name'] as string, { kind: 'local', name: identifier['name'] as string });
    } else if (isNode(declaration['id']) && !declaration.type.startsWith('TSInterface') && !declaration.type.startsWith('TSTypeAlias')) {
      const name = (declaration['id'] as AnyNode)['name'];
      if (typeof name === 'string') exports.set(name, { kind: 'local', name });
    }
    return;
  }
  const source = statement['source'];
  for (const specifier of statement['specifiers'] as AnyNode[]) {
    if (specifier['exportKind'] === 'type') continue;
    const local = specifierName(specifier['local'] as AnyNode);
    const exported = specifierName(specifier['exported'] as AnyNode);
    exports.set(
      exported,
      isNode(source) ? { kind: 'from', source: source['value'] as string, imported: local } : { kind: 'local', name: local },
    );
  }
}
