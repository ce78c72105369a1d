/** Nouns of what has happened, with the verb that a key would use: `timeout`, `timed out`. */
const NOUNS = `
  arrival arrived, backup backed up, cancellation cancelled, checkin checked in, checkout checked out, completion completed, creation created, deletion deleted,
  expiration expired, expiry expired, failure failed, login logged in, logout logged out, payout paid out, removal removed, renewal renewed, rollback rolled back,
  rollout rolled out, shutdown shut down, signin signed in, signout signed out, signup signed up, startup started up, success succeeded, timeout timed out
`;

/** A noun, and the words that say it in the past. */
export const PAST_OF_NOUN: ReadonlyMap<string, readonly string[]> = new Map(
  NOUNS.split(',').map((entry): [string, readonly string[]] => {
    const [noun = '', ...past] = entry.trim().split(' ');
    return [noun, past];
  }),
);
