export { zodNamespace } from './zod/namespace.ts';
