export { zodNamespace } from './zod/namespace.ts';
export { NEWEST_ZOD, type ZodVersion } from './zod/node.ts';
