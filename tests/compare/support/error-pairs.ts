import type { ContractPair } from './contract-pairs.ts';

const send = 'command billing.invoice.send';
const alreadySent = "      ALREADY_SENT: { description: 'It was sent before.', http: 409, when: 'It was sent before.' },\n";

/** Errors and success outcomes. */
export const errorPairs: readonly ContractPair[] = [
  {
    name: 'an error is added',
    edits: [[alreadySent, `${alreadySent}      VOID: { description: 'It is void.', http: 410, when: 'It is void.' },\n`]],
    expected: [`${send}: error-added, dangerous, io.errors.VOID`],
  },
  { name: 'an error is removed', edits: [[alreadySent, '']], expected: [`${send}: error-removed, additive, io.errors.ALREADY_SENT`] },
  {
    name: 'an error is renamed',
    edits: [['ALREADY_SENT:', 'SENT_BEFORE:']],
    expected: [`${send}: error-renamed, breaking, io.errors.ALREADY_SENT`],
  },
  {
    name: 'an error is renamed while its status can no longer be read',
    edits: [
      ['ALREADY_SENT:', 'SENT_BEFORE:'],
      ['http: 409', 'http: makeStatus()'],
    ],
    expected: [`${send}: error-renamed, breaking, io.errors.ALREADY_SENT`],
  },
  {
    name: 'an error gives way to another one',
    edits: [[alreadySent, "      LOCKED: { description: 'It is locked.', http: 423, when: 'It is being edited.' },\n"]],
    expected: [`${send}: error-removed, additive, io.errors.ALREADY_SENT`, `${send}: error-added, dangerous, io.errors.LOCKED`],
  },
  {
    name: 'an HTTP status moves to another class',
    edits: [['http: 409', 'http: 500']],
    expected: [`${send}: error-http-class-changed, breaking, io.errors.ALREADY_SENT.http`],
  },
  {
    name: 'an HTTP status moves within its class',
    edits: [['http: 409', 'http: 412']],
    expected: [`${send}: error-http-status-changed, dangerous, io.errors.ALREADY_SENT.http`],
  },
  {
    name: 'an HTTP status is no longer declared',
    edits: [['http: 409, ', '']],
    expected: [`${send}: error-http-class-changed, breaking, io.errors.ALREADY_SENT.http`],
  },
  {
    name: 'a GraphQL code changes',
    edits: [["'INVOICE_NOT_FOUND'", "'NO_INVOICE'"]],
    expected: [`${send}: error-gql-code-changed, breaking, io.errors.NOT_FOUND.gqlCode`],
  },
  {
    name: 'a GraphQL code is no longer declared',
    edits: [[" gqlCode: 'INVOICE_NOT_FOUND',", '']],
    expected: [`${send}: error-gql-code-changed, breaking, io.errors.NOT_FOUND.gqlCode`],
  },
  {
    name: 'a first GraphQL code',
    edits: [['http: 409,', "http: 409, gqlCode: 'ALREADY_SENT',"]],
    expected: [`${send}: error-gql-code-added, dangerous, io.errors.ALREADY_SENT.gqlCode`],
  },
  {
    name: 'the words of an error change',
    edits: [["'The id is unknown.'", "'Nobody knows the id.'"]],
    expected: [`${send}: error-when-changed, patch, io.errors.NOT_FOUND.when`],
  },
  {
    name: 'errors can no longer be read',
    edits: [['    errors: {', '    errors: {\n      ...makeErrors(),']],
    expected: [`${send}: error-unreadable, unknown, io.errors`],
  },
  {
    name: 'a status can no longer be read',
    edits: [['http: 409', 'http: makeStatus()']],
    expected: [`${send}: error-unreadable, unknown, io.errors.ALREADY_SENT.http`],
  },
  {
    name: 'a success outcome is added',
    edits: [['SENT: { status: 200 }', 'SENT: { status: 200 }, QUEUED: { status: 202 }']],
    expected: [`${send}: success-added, additive, io.success.QUEUED`],
  },
  {
    name: 'a success outcome has another status',
    edits: [['SENT: { status: 200 }', 'SENT: { status: 204 }']],
    expected: [`${send}: success-changed, dangerous, io.success.SENT`],
  },
  { name: 'a status is given by its newer name', edits: [['http: 409', 'status: 409']], expected: [] },
  {
    name: 'a status by its newer name moves to another class',
    base: [['http: 409', 'status: 409']],
    edits: [['status: 409', 'status: 502']],
    expected: [`${send}: error-http-class-changed, breaking, io.errors.ALREADY_SENT.status`],
  },
  {
    name: 'a status by its newer name counts, not the older one',
    edits: [['http: 409', 'http: 409, status: 412']],
    expected: [`${send}: error-http-status-changed, dangerous, io.errors.ALREADY_SENT.status`],
  },
  {
    name: 'errors move to the catalogue of results',
    edits: [
      [alreadySent, ''],
      ["  policy: {\n    auth: 'user',", `  results: { errors: {\n${alreadySent}  } },\n  policy: {\n    auth: 'user',`],
    ],
    expected: [],
  },
  {
    name: 'an error is removed from the catalogue of results, and a success has another status there',
    base: [
      [
        "  policy: {\n    auth: 'user',",
        `  results: { errors: { GONE: { status: 410 } }, success: { LATER: { status: 202 } } },\n  policy: {\n    auth: 'user',`,
      ],
    ],
    edits: [['errors: { GONE: { status: 410 } }, success: { LATER: { status: 202 } }', 'success: { LATER: { status: 200 } }']],
    expected: [`${send}: error-removed, additive, results.errors.GONE`, `${send}: success-changed, dangerous, results.success.LATER`],
  },
  {
    name: 'the catalogue of results can no longer be read',
    edits: [["  policy: {\n    auth: 'user',", "  results: makeResults(),\n  policy: {\n    auth: 'user',"]],
    expected: [`${send}: error-unreadable, unknown, results.errors`],
  },
  {
    name: 'one more of the standard errors is picked beside one that is not known',
    base: [
      ['    errors: {', "    errors: {\n      ...standardErrors.pick('NEWER'),"],
      [
        "import { defineCommand } from '@lssm-tech/lib.contracts-spec/operations';",
        "import { defineCommand, standardErrors } from '@lssm-tech/lib.contracts-spec';",
      ],
    ],
    edits: [["standardErrors.pick('NEWER')", "standardErrors.pick(\n        'GONE',\n        'NEWER',\n      )"]],
    expected: [`${send}: error-added, dangerous, io.errors.GONE`],
  },
  {
    name: 'errors are put in another order',
    edits: [
      [alreadySent, ''],
      ['      NOT_FOUND:', `${alreadySent}      NOT_FOUND:`],
    ],
    expected: [],
  },
];
