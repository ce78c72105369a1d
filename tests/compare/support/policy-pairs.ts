import type { ContractPair } from './contract-pairs.ts';

const send = 'command billing.invoice.send';
const get = 'query billing.invoice.get';

/** Who may call, how often, and personal data. */
export const policyPairs: readonly ContractPair[] = [
  { name: 'user becomes admin', edits: [["auth: 'user'", "auth: 'admin'"]], expected: [`${send}: auth-tightened, breaking, policy.auth`] },
  {
    name: 'user becomes anonymous',
    edits: [["auth: 'user'", "auth: 'anonymous'"]],
    expected: [`${send}: auth-loosened, additive, policy.auth (security)`],
  },
  {
    name: 'anonymous becomes user',
    edits: [["auth: 'anonymous'", "auth: 'user'"]],
    expected: [`${get}: auth-tightened, breaking, policy.auth`],
  },
  {
    name: 'anonymous becomes a level without order, which lets in fewer',
    edits: [["auth: 'anonymous'", "auth: 'internal'"]],
    expected: [`${get}: auth-tightened, breaking, policy.auth`],
  },
  {
    name: 'a level without order',
    edits: [["auth: 'user'", "auth: 'internal'"]],
    expected: [`${send}: auth-changed, breaking, policy.auth (security)`],
  },
  {
    name: 'a level is no longer declared',
    edits: [["    auth: 'user',\n", '']],
    expected: [`${send}: auth-changed, breaking, policy.auth (security)`],
  },
  {
    name: 'a level can no longer be read',
    edits: [["auth: 'user'", 'auth: makeAuth()']],
    expected: [`${send}: auth-unreadable, unknown, policy.auth (security)`],
  },
  {
    name: 'one more role is demanded',
    edits: [["roles: ['clerk']", "roles: ['clerk', 'lead']"]],
    expected: [`${send}: role-demanded, breaking, policy.roles[lead]`],
  },
  {
    name: 'a role is no longer demanded',
    edits: [["    roles: ['clerk'],\n", '']],
    expected: [`${send}: role-dropped, additive, policy.roles[clerk] (security)`],
  },
  {
    name: 'one of several roles no longer lets in',
    edits: [["anyRole: ['north', 'south']", "anyRole: ['north']"]],
    expected: [`${send}: role-demanded, breaking, policy.anyRole[south]`],
  },
  {
    name: 'one more of several roles lets in',
    edits: [["anyRole: ['north', 'south']", "anyRole: ['north', 'south', 'west']"]],
    expected: [`${send}: role-dropped, additive, policy.anyRole[west] (security)`],
  },
  {
    name: 'any role is enough again',
    edits: [["    anyRole: ['north', 'south'],\n", '']],
    expected: [`${send}: role-dropped, additive, policy.anyRole (security)`],
  },
  {
    name: 'a first list of roles of which one is demanded',
    edits: [["auth: 'anonymous'", "auth: 'anonymous', anyRole: ['north']"]],
    expected: [`${get}: role-demanded, breaking, policy.anyRole`],
  },
  {
    name: 'a role that was demanded becomes one of several',
    edits: [["    roles: ['clerk'],\n    anyRole: ['north', 'south'],\n", "    anyRole: ['clerk', 'lead'],\n"]],
    expected: [
      `${send}: role-dropped, additive, policy.roles[clerk] (security)`,
      `${send}: role-dropped, additive, policy.anyRole[clerk] (security)`,
      `${send}: role-dropped, additive, policy.anyRole[lead] (security)`,
    ],
  },
  {
    name: 'one of several roles is demanded alone',
    edits: [["    roles: ['clerk'],\n    anyRole: ['north', 'south'],\n", "    roles: ['clerk', 'north'],\n"]],
    expected: [`${send}: role-demanded, breaking, policy.roles[north]`],
  },
  {
    name: 'a single alternative is written as a role, and a demanded role named among alternatives',
    edits: [["    roles: ['clerk'],\n    anyRole: ['north', 'south'],\n", "    roles: ['clerk'],\n    anyRole: ['clerk', 'south'],\n"]],
    expected: [`${send}: role-dropped, additive, policy.anyRole[clerk] (security)`],
  },
  {
    name: 'one more permission is demanded',
    edits: [["permissions: ['invoice:send']", "permissions: ['invoice:send', 'mail:send']"]],
    expected: [`${send}: permission-demanded, breaking, policy.permissions[mail:send]`],
  },
  {
    name: 'one more of several permissions lets in',
    edits: [["'invoice:list']", "'invoice:list', 'invoice:all']"]],
    expected: [`${send}: permission-dropped, additive, policy.anyPermission[invoice:all] (security)`],
  },
  {
    name: 'one more flag is demanded',
    edits: [["flags: ['invoicing']", "flags: ['invoicing', 'beta']"]],
    expected: [`${send}: flag-demanded, breaking, policy.flags[beta]`],
  },
  {
    name: 'a flag is no longer demanded',
    edits: [["flags: ['invoicing']", 'flags: []']],
    expected: [`${send}: flag-dropped, additive, policy.flags[invoicing] (security)`],
  },
  { name: 'lists are put in another order', edits: [["anyRole: ['north', 'south']", "anyRole: ['south', 'north']"]], expected: [] },
  {
    name: 'a human must approve',
    edits: [["auth: 'user',", "auth: 'user',\n    escalate: 'human_review',"]],
    expected: [`${send}: human-review-demanded, breaking, policy.escalate`],
  },
  {
    name: 'each run must be approved',
    base: [
      [
        "policy: { auth: 'anonymous' }",
        "policy: { auth: 'anonymous' },\n  execution: { effects: ['read'], approval: { required: false } }",
      ],
    ],
    edits: [['required: false', 'required: true']],
    expected: [`${get}: human-review-demanded, breaking, execution.approval.required`],
  },
  {
    name: 'runs need no approval any more',
    base: [["policy: { auth: 'anonymous' }", "policy: { auth: 'anonymous' },\n  execution: { approval: { required: true } }"]],
    edits: [['execution: { approval: { required: true } }', "execution: { effects: ['read'] }"]],
    expected: [`${get}: human-review-dropped, additive, execution.approval.required (security)`],
  },
  {
    name: 'other effects need approval',
    base: [
      [
        "policy: { auth: 'anonymous' }",
        "policy: { auth: 'anonymous' },\n  execution: { approval: { required: true, effects: ['write'] } }",
      ],
    ],
    edits: [["effects: ['write']", "effects: ['write', 'cost-bearing']"]],
    expected: [`${get}: policy-option-changed, dangerous, execution.approval.effects`],
  },
  {
    name: 'whether runs must be approved can no longer be read',
    edits: [["policy: { auth: 'anonymous' }", "policy: { auth: 'anonymous' },\n  execution: { approval: makeApproval() }"]],
    expected: [`${get}: policy-unreadable, unknown, execution.approval`],
  },
  { name: 'escalate: null says nothing', edits: [["auth: 'user',", "auth: 'user',\n    escalate: null,"]], expected: [] },
  {
    name: 'a referenced policy changes',
    edits: [["'billing.default', version: '1.0.0'", "'billing.default', version: '2.0.0'"]],
    expected: [`${send}: policy-reference-changed, dangerous, policy.policies`],
  },
  {
    name: 'a referenced policy is written as older contracts do',
    edits: [["{ key: 'billing.default', version: '1.0.0' }", "{ name: 'billing.default', version: 1 }"]],
    expected: [],
  },
  {
    name: 'everyone is let in where no level was declared',
    base: [["    auth: 'user',\n", '']],
    edits: [["roles: ['clerk']", "auth: 'anonymous',\n    roles: ['clerk']"]],
    expected: [`${send}: auth-loosened, additive, policy.auth (security)`],
  },
  {
    name: 'a field policy changes',
    edits: [["actions: ['read']", "actions: ['read', 'write']"]],
    expected: [`${send}: field-policy-changed, dangerous, policy.fieldPolicies`],
  },
  {
    name: 'an option that is not known',
    edits: [["auth: 'user',", "auth: 'user',\n    mfa: true,"]],
    expected: [`${send}: policy-option-changed, dangerous, policy.mfa`],
  },
  { name: 'idempotent, which the framework drops', edits: [["auth: 'user',", "auth: 'user',\n    idempotent: true,"]], expected: [] },
  {
    name: 'a rate limit is added',
    edits: [["auth: 'anonymous'", "auth: 'anonymous', rateLimit: { rpm: 10, key: 'user' }"]],
    expected: [`${get}: rate-limit-added, dangerous, policy.rateLimit`],
  },
  {
    name: 'a rate limit is lowered',
    edits: [['rpm: 60', 'rpm: 30']],
    expected: [`${send}: rate-limit-lowered, dangerous, policy.rateLimit.rpm`],
  },
  {
    name: 'a rate limit is raised',
    edits: [['rpm: 60', 'rpm: 90']],
    expected: [`${send}: rate-limit-raised, patch, policy.rateLimit.rpm`],
  },
  {
    name: 'a rate limit is removed',
    edits: [["    rateLimit: { rpm: 60, key: 'user' },\n", '']],
    expected: [`${send}: rate-limit-raised, patch, policy.rateLimit`],
  },
  {
    name: 'a rate limit counts by another key',
    edits: [["key: 'user'", "key: 'org'"]],
    expected: [`${send}: rate-limit-key-changed, dangerous, policy.rateLimit.key`],
  },
  {
    name: 'a field becomes personal data',
    edits: [["    pii: ['email'],\n  },\n  sideEffects", "    pii: ['email', 'name'],\n  },\n  sideEffects"]],
    expected: [`${send}: pii-added, patch, policy.pii[name]`],
  },
  {
    name: 'a field is no longer personal data',
    edits: [["    pii: ['email'],\n  },\n  sideEffects", '    pii: [],\n  },\n  sideEffects']],
    expected: [`${send}: pii-removed, patch, policy.pii[email] (security)`],
  },
  {
    name: "an event's field is no longer personal data",
    edits: [["\n  pii: ['email'],", '']],
    expected: ['event billing.invoice.sent: pii-removed, patch, pii[email] (security)'],
  },
  {
    name: 'a human need not approve any more',
    base: [["auth: 'anonymous'", "auth: 'anonymous', escalate: 'human_review'"]],
    edits: [["'human_review'", 'null']],
    expected: [`${get}: human-review-dropped, additive, policy.escalate (security)`],
  },
  {
    name: 'the policy can no longer be read',
    edits: [["policy: { auth: 'anonymous' }", 'policy: makePolicy()']],
    expected: [`${get}: policy-unreadable, unknown, policy`],
  },
  {
    name: 'a list of roles can no longer be read',
    edits: [["roles: ['clerk']", 'roles: makeRoles()']],
    expected: [`${send}: policy-unreadable, unknown, policy.roles`],
  },
];
