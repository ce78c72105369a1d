import { BASE_OF_PAST, PAST_OF_BASE, UNCHANGED_VERBS } from './irregular-verbs.ts';

/** Words that end in `-ed` and are no past of anything; those in `-eed` and those without a vowel before the ending (`red`, `shed`) are known by their form. */
const NOT_PAST: ReadonlySet<string> = new Set(
  'biped coed embed hatred hundred imbed infrared kindred misbed moped naked newlywed quadruped ragged rugged sacred wicked wretched'.split(
    ' ',
  ),
);

/** `testbed`, `flowerbed`, `watershed`: nouns made of `bed` and `shed`; a list, for `described` and `published` end in the same letters. */
const BED_OR_SHED =
  /^(?:(?:air|child|day|death|dog|flat|flower|hot|lake|oil|rail|river|road|sea|seed|sick|sofa|stream|sun|test|track|under|water)bed|(?:air|blood|coal|cow|milk|snow|store|tool|water|wood)shed)$/;

/** The words in `-eed` that are past forms. */
const PAST_IN_EED: ReadonlySet<string> = new Set(
  'agreed decreed disagreed emceed freed guaranteed kneed overagreed pedigreed refereed teed treed'.split(' '),
);

/** Words that begin with a prefix and end in the past of an irregular verb by accident. */
const ACCIDENTS: ReadonlySet<string> = new Set(['present', 'relent']);

/** `under` before `un`: what is left of `underpaid` is `paid`. */
const PREFIX = /^(?:over|under|re|un|mis|pre)(?=.{3})/;

/** Pasts that are nouns too: they count where an unchanged verb would. */
const NOUN_TOO: ReadonlySet<string> = new Set('bit bore bound felt ground rose saw shot spoke thought wound'.split(' '));

/** What may follow a verb that does not show its past: `shut_down`, `put_on_hold`, `read_by_user`. */
export const PARTICLES: ReadonlySet<string> = new Set(
  'about across again against along apart around as aside at away back before behind beyond by down for forth forward from in into off on onto open out over past through to together under up upon via with without'.split(
    ' ',
  ),
);

/**
 * Whether the words of a name say that something has happened: `created`, `role_changed`, `promoted_to_preview`, `timedOut`, `sent`.
 * A verb whose past is its base form counts at the end or before a particle: `password_reset`, `shut_down`, but not `reset_password`.
 */
export function isPastTense(words: readonly string[]): boolean {
  return words.some((word, index) => {
    if (!NOUN_TOO.has(word) && (isPastForm(word) || isGluedPast(word))) return true;
    const next = words[index + 1];
    return (isUnchanged(word) || NOUN_TOO.has(word)) && (next === undefined || PARTICLES.has(next));
  });
}

/** Whether `word` is a past or past participle that differs from the base form. */
export function isPastForm(word: string): boolean {
  if (NOT_PAST.has(word) || ACCIDENTS.has(word) || BED_OR_SHED.test(word)) return false;
  if (BASE_OF_PAST.has(word) || PAST_IN_EED.has(word)) return true;
  if (word.endsWith('eed')) return false;
  if (/[aeiouy].*ed$/.test(word)) return true;
  return PREFIX.test(word) && isIrregularPast(word.replace(PREFIX, ''));
}

/** `stood`, `understood`, `misunderstood` */
function isIrregularPast(word: string): boolean {
  return BASE_OF_PAST.has(word) || (PREFIX.test(word) && isIrregularPast(word.replace(PREFIX, '')));
}

/** The past that a name would use for `word`, where it is a base form or a gerund of a verb that is known or regular by its form; else null. */
export function pastOf(word: string): string | null {
  if (isPastForm(word) || isUnchanged(word)) return null;
  const irregular = PAST_OF_BASE.get(word);
  if (irregular !== undefined) return irregular;
  if (COMMON.has(word)) return regularPast(word);
  const stem = /^(.*[aeiouy].*)ing$/.exec(word)?.[1];
  return stem === undefined ? null : pastOfStem(stem);
}

/** `creat` → `created`, `send` → `sent`, `runn` → `ran`, `tak` → `taken`, `retry` → `retried`. */
function pastOfStem(stem: string): string | null {
  const single = /([^aeiouls])\1$/.test(stem) ? stem.slice(0, -1) : stem;
  for (const base of [stem, single, `${stem}e`]) {
    if (isUnchanged(base)) return base;
    const irregular = PAST_OF_BASE.get(base);
    if (irregular !== undefined) return irregular;
  }
  return regularPast(stem);
}

function regularPast(base: string): string {
  if (base.endsWith('e')) return `${base}d`;
  if (/[^aeiou]y$/.test(base)) return `${base.slice(0, -1)}ied`;
  return `${DOUBLING.has(base) ? base + base.slice(-1) : base}ed`;
}

function isUnchanged(word: string): boolean {
  return UNCHANGED_VERBS.has(word) || (PREFIX.test(word) && UNCHANGED_VERBS.has(word.replace(PREFIX, '')));
}

/** `timedout`, `loggedin`, `rolledback`: a regular past and its particle in one. */
function isGluedPast(word: string): boolean {
  const verb = /^(.*ed)(?:in|out|up|down|back|off|over|away)$/.exec(word)?.[1];
  return verb !== undefined && verb.length > 4 && isPastForm(verb);
}

const DOUBLING: ReadonlySet<string> = new Set('admit commit drop flag ship skip stop submit tag transfer trim'.split(' '));

/** Regular verbs that names of events begin or end with. */
const COMMON: ReadonlySet<string> = new Set(
  `accept activate add admit allow apply approve archive assign attach authorize block calculate call cancel capture change charge check clear close commit complete
  configure confirm connect consume convert copy create deactivate decline delete deliver deny deploy detach disable discard disconnect dispatch download drop edit
  enable enqueue enroll enter escalate evaluate execute exit expire export fail finish flag flush generate import index ingest insert install invite invoke issue
  join launch like link load lock log mark merge migrate modify move notify open order pause ping post process promote propose provision publish purchase push queue
  receive record refresh refund register reject release reload remove rename renew reopen replace report request reschedule resolve respond restart restore resume
  retry return review revoke save schedule select ship sign skip start stop store submit subscribe succeed suspend sync tag terminate toggle track transfer trigger
  trim unlock unsubscribe update upgrade upload upsert validate verify view visit void`.split(/\s+/),
);
