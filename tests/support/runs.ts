const times = process.env['MODE'] === 'nightly' ? 10 : 1;

/** How many cases a test of generated ones makes: `count`, or ten times as many at night. */
export const runs = (count: number): number => count * times;

/** Milliseconds that such a test may take, where one case takes up to 100. */
export const timeFor = (count: number): number => Math.max(30_000, runs(count) * 100);
