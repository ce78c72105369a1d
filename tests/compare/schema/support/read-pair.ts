import type { SchemaSide } from '../../../../src/compare/schema/schema-change.ts';
import type { Inventory } from '../../../../src/contracts/inventory.ts';
import { readInventory } from '../../../../src/contracts/read.ts';
import type { Schema } from '../../../../src/contracts/schema/schema.ts';
import { memoryTree } from '../../../../src/source/memory.ts';

const imports = `import { defineCommand, defineEvent } from '@lssm-tech/lib.contracts-spec';
import { ScalarTypeEnum, SchemaModel, defineEnum, defineSchemaModel, fromZod } from '@lssm-tech/lib.schema';
import * as z from 'zod';
import * as z3 from 'zod/v3';
`;

const contracts = `
const meta = { version: '1.0.0', stability: 'stable', owners: ['@example.billing'], tags: ['billing'], description: 'Sends an invoice.' };
export const SendInvoice = defineCommand({
  meta: { ...meta, key: 'billing.invoice.send', goal: 'The customer pays.', context: 'Monthly run.' },
  io: { input: Model, output: Model },
  policy: { auth: 'user' },
});
export const InvoiceSent = defineEvent({ meta: { ...meta, key: 'billing.invoice.sent' }, payload: Model });
`;

/** A model as a user writes it: its expression, and what is declared above it. */
export interface ModelText {
  readonly declare?: string | undefined;
  readonly model: string;
}

/** A repository with one file for each of these models, in which a command and an event use it. */
export function readModels(models: readonly ModelText[]): Inventory {
  const files = models.map(({ declare, model }, index) => [
    fileOf(index),
    `${imports}${declare ?? ''}\nconst Model = ${model};\n${contracts}`,
  ]);
  return readInventory(memoryTree(Object.fromEntries(files) as Record<string, string>), {
    include: ['**/*.ts'],
    exclude: [],
    modules: ['@lssm-tech/lib.contracts-spec'],
  });
}

function fileOf(index: number): string {
  return `src/invoice-${index}.ts`;
}

export const sidePaths: Readonly<Record<SchemaSide, string>> = { input: 'io.input', output: 'io.output', event: 'payload' };

/** The schema of one side of the model at `index`. */
export function schemaOn(inventory: Inventory, index: number, side: SchemaSide): Schema | null {
  const kind = side === 'event' ? 'event' : 'command';
  const contract = inventory.contracts.find((one) => one.file === fileOf(index) && one.kind === kind);
  if (!contract) throw new Error(`Model ${index} has no ${kind}.`);
  return side === 'event' ? contract.payload : contract[side];
}
