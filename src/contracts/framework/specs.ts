import { NOWHERE } from '../../source/span.ts';
import { literal, native, type NativeCall, type StaticValue } from '../../values/value.ts';
import { argumentAt, givenBack, objectValue, stringOf } from '../schema/static-value.ts';

/*
 * What the framework's contracts package has for other specs than contracts, which contracts take owners, policies and capabilities from.
 * Facts: the modules of these specs, and `versioning/refs.ts`.
 */

/** Functions that give back the spec that they are given. */
const SPEC_FUNCTIONS: readonly string[] = [
  ...['defineAgent', 'defineAppConfig', 'defineCapability', 'defineDataView', 'defineExample', 'defineFeature', 'defineFormSpec'],
  ...['defineHarnessScenario', 'defineHarnessSuite', 'defineJob', 'defineJobType', 'definePolicy', 'definePresentation', 'definePrompt'],
  ...['defineProductIntentSpec', 'definePwaAppManifest', 'defineTestSpec', 'defineTheme', 'defineTranslation', 'defineVisualization'],
  'defineWorkflow',
];

/** Functions that make a reference of their arguments. */
const REFERENCE_FUNCTIONS: readonly string[] = ['createKeyRef', 'createOptionalRef', 'createVersionedRef'];

/** Exports of the framework's contracts package, by their names. */
export function specExports(): ReadonlyMap<string, StaticValue> {
  return new Map([
    ...SPEC_FUNCTIONS.map((name) => [name, native({ name, call: givenBack }, NOWHERE)] as const),
    ...REFERENCE_FUNCTIONS.map((name) => [name, native({ name, call: reference }, NOWHERE)] as const),
  ]);
}

function reference(call: NativeCall): StaticValue {
  const parts = ['key', 'version'].flatMap((name, index) => {
    const value = argumentAt(call, index);
    return value ? [[name, trimmed(value)] as const] : [];
  });
  return objectValue(parts, call.span);
}

function trimmed(value: StaticValue): StaticValue {
  const text = stringOf(value);
  return text === null || text === text.trim() ? value : literal(text.trim(), value.span);
}
