import { NOWHERE } from '../../source/span.ts';
import { literal, type ObjectValue, type Property, type StaticValue } from '../../values/value.ts';

/** Facts: `ownership.ts` of the framework's contracts package. */
const ENUMS: ReadonlyMap<string, Readonly<Record<string, string>>> = new Map<string, Readonly<Record<string, string>>>([
  [
    'StabilityEnum',
    { Idea: 'idea', InCreation: 'in_creation', Experimental: 'experimental', Beta: 'beta', Stable: 'stable', Deprecated: 'deprecated' },
  ],
  [
    'OwnersEnum',
    {
      PlatformCore: 'platform.core',
      PlatformSigil: 'platform.sigil',
      PlatformMarketplace: 'platform.marketplace',
      PlatformMessaging: 'platform.messaging',
      PlatformContent: 'platform.content',
      PlatformFeatureFlags: 'platform.featureflags',
      PlatformFinance: 'platform.finance',
    },
  ],
  [
    'TagsEnum',
    {
      Spots: 'spots',
      Collectivity: 'collectivity',
      Marketplace: 'marketplace',
      Sellers: 'sellers',
      Auth: 'auth',
      Login: 'login',
      Signup: 'signup',
      Guide: 'guide',
      Docs: 'docs',
      I18n: 'i18n',
      Incident: 'incident',
      Automation: 'automation',
      Hygiene: 'hygiene',
    },
  ],
]);

/** Older names of theirs. */
const OLDER_NAMES: ReadonlyMap<string, string> = new Map([
  ['OwnersEnum', 'Owners'],
  ['TagsEnum', 'Tags'],
]);

/** The enums of the framework's contracts package, by their names. */
export function frameworkEnums(): ReadonlyMap<string, StaticValue> {
  return new Map(
    [...ENUMS].flatMap(([name, members]) => {
      const value = enumValue(members);
      const older = OLDER_NAMES.get(name);
      return older === undefined
        ? [[name, value]]
        : [
            [name, value],
            [older, value],
          ];
    }),
  );
}

function enumValue(members: Readonly<Record<string, string>>): ObjectValue {
  const properties = new Map<string, Property>();
  for (const [name, value] of Object.entries(members))
    properties.set(name, { key: NOWHERE, span: NOWHERE, value: literal(value, NOWHERE) });
  return { kind: 'object', properties, open: null, span: NOWHERE };
}
