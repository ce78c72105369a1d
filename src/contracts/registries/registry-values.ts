import type { Span } from '../../source/span.ts';
import { indirectMember } from '../../values/builtins/function-members.ts';
import { native, unknown, type Native, type NativeCall, type StaticValue } from '../../values/value.ts';
import { contractKind, type SpecKind } from '../types/spec-kind.ts';

/** The framework's registries, by what they hold. */
export const REGISTRIES: ReadonlyMap<string, SpecKind> = new Map<string, SpecKind>([
  ['EventRegistry', 'event'],
  ['OperationSpecRegistry', 'operation'],
]);

/** Methods of the framework's registries and of those that extend them. */
export const REGISTERING: ReadonlySet<string> = new Set(['register', 'registerMany', 'registerAll']);

/** The framework's function that registers an operation with its handler. Facts: its `install.ts`. */
export const INSTALL = 'installOp';

interface RegistryValue extends Native {
  readonly registers: SpecKind;
}

interface RegisteringFunction extends RegistryValue {
  readonly isRegistering: true;
}

/** What a registry holds, or null for any other value. */
export function registryKind(value: StaticValue): SpecKind | null {
  return value.kind === 'native' && 'registers' in value.native && !isRegistering(value.native)
    ? (value.native as RegistryValue).registers
    : null;
}

/** What a method of a registry, also one that is bound, registers; null for any other value. */
export function registeringKind(value: StaticValue): SpecKind | null {
  return value.kind === 'native' && isRegistering(value.native) ? value.native.registers : null;
}

function isRegistering(value: Native): value is RegisteringFunction {
  return 'isRegistering' in value;
}

/** A registry's class, as the framework exports it. */
export function registryClass(name: string, registers: SpecKind, at: Span): StaticValue {
  return native({ name, call: ({ isNew, span }) => (isNew ? registry(name, registers, span) : unknown('unknown-call', span, name)) }, at);
}

/** `installOp(registry, spec, handler)` gives the registry back. */
export function installFunction(at: Span): StaticValue {
  const install = (call: NativeCall): StaticValue => {
    const [self, spec] = call.args;
    const result = self?.value ?? unknown('unknown-call', call.span, INSTALL);
    return spec ? register('operation', { ...call, args: [spec] }, result) : result;
  };
  return native({ name: INSTALL, call: install }, at);
}

function registry(name: string, registers: SpecKind, at: Span): StaticValue {
  const value: RegistryValue = {
    name,
    registers,
    get: (property, span) =>
      REGISTERING.has(property) ? registering(property, registers, (call) => register(registers, call, self), span) : undefined,
  };
  const self = native(value, at);
  return self;
}

function register(registers: SpecKind, call: NativeCall, self: StaticValue): StaticValue {
  for (const { value } of call.args) {
    const kind = contractKind(registers, value, call.evaluator);
    call.evaluator.define({ kind, span: call.span, spec: value, result: self, isRegistration: true });
  }
  return self;
}

function registering(name: string, registers: SpecKind, run: (call: NativeCall) => StaticValue, at: Span): StaticValue {
  const value: RegisteringFunction = {
    name,
    registers,
    isRegistering: true,
    call: run,
    get: (property, span) => indirectMember(property, span, run, (indirect, made) => registering(name, registers, indirect, made)),
  };
  return native(value, at);
}
