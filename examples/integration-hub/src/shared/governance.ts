/** Who answers for the contracts of this package, and what they are filed under. */
export const OWNERS = ['@integrations'] as const;
export const SYNC_OWNERS = ['@data-movement'] as const;
export const TAGS = ['integration'] as const;
