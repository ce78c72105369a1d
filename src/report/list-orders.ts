export const GROUPINGS = ['owner', 'domain', 'stability'] as const;
export type Grouping = (typeof GROUPINGS)[number];

export const SORTINGS = ['file', 'key', 'kind', 'owner', 'domain', 'stability', 'version'] as const;
export type Sorting = (typeof SORTINGS)[number];
