/**
 * The irregular verbs of English: base, past and, where it differs, past participle.
 * Compounds with `re-`, `un-`, `over-`, `under-`, `mis-` and `pre-` are not listed: `past-tense.ts` takes these prefixes off.
 */
const VERBS = `
  abide abode, arise arose arisen, awake awoke awoken, babysit babysat, be was been, bear bore born, bear bore borne, become became, befall befell befallen,
  beget begot begotten, begin began begun, behold beheld, bend bent, beseech besought, bind bound, bite bit bitten, bleed bled, blow blew blown,
  break broke broken, breed bred, bring brought, build built, burn burnt, buy bought, catch caught, choose chose chosen, cling clung, clothe clad,
  come came, creep crept, deal dealt, dig dug, do did done, draw drew drawn, dream dreamt, drink drank drunk, drive drove driven, dwell dwelt,
  eat ate eaten, fall fell fallen, feed fed, feel felt, fight fought, find found, flee fled, fling flung, fly flew flown, forbear forbore forborne,
  forbid forbade forbidden, forego forewent foregone, foresee foresaw foreseen, foretell foretold, forget forgot forgotten, forgive forgave forgiven,
  forgo forwent forgone, forsake forsook forsaken, freeze froze frozen, get got gotten, give gave given, go went gone, grind ground, grow grew grown,
  hang hung, have had, hear heard, hide hid hidden, hold held, keep kept, kneel knelt, know knew known, lay laid, lead led, lean leant, leap leapt,
  learn learnt, leave left, lend lent, lie lain, light lit, lose lost, make made, mean meant, meet met, mow mowed mown, outdo outdid outdone,
  outgrow outgrew outgrown, outrun outran, outsell outsold, partake partook partaken, pay paid, plead pled, prove proved proven, rend rent, ride rode ridden,
  ring rang rung, rise rose risen, run ran, saw sawed sawn, say said, see saw seen, seek sought, sell sold, send sent, sew sewed sewn, shake shook shaken,
  shave shaved shaven, shear sheared shorn, shine shone, shoe shod, shoot shot, show showed shown, shrink shrank shrunk, sing sang sung, sink sank sunk,
  sit sat, slay slew slain, sleep slept, slide slid, sling slung, slink slunk, sneak snuck, smell smelt, smite smote smitten, sow sowed sown, speak spoke spoken,
  speed sped, spell spelt, spend spent, spill spilt, spin spun, spit spat, spoil spoilt, spring sprang sprung, stand stood, steal stole stolen,
  stick stuck, sting stung, stink stank stunk, strew strewed strewn, stride strode stridden, strike struck stricken, string strung, strive strove striven,
  swear swore sworn, sweep swept, swell swelled swollen, swim swam swum, swing swung, take took taken, teach taught, tear tore torn, tell told,
  think thought, throw threw thrown, tread trod trodden, typewrite typewrote typewritten, uphold upheld, wake woke woken, wear wore worn, weave wove woven,
  weep wept, win won, wind wound, withdraw withdrew withdrawn, withhold withheld, withstand withstood, wring wrung, write wrote written,
  handwrite handwrote handwritten, inlay inlaid, interweave interwove interwoven, waylay waylaid
`;

/** Verbs whose past is their base form: `password.reset` and `message.read` can be said in no other way. */
const UNCHANGED = `
  bet bid broadcast burst cast cut fit forecast hit hurt let multicast outbid put quit read rid set shed shut slit split spread sublet telecast thrust typeset
  upset wed
`;

/** Past → base, simple pasts and participles alike. */
export const BASE_OF_PAST: ReadonlyMap<string, string> = new Map(
  entries().flatMap(([base, past, participle]): [string, string][] => [
    [past, base],
    [participle, base],
  ]),
);

/** Base → the form that a name uses: the participle, but `ran` for `run`, whose participle is the base itself. */
export const PAST_OF_BASE: ReadonlyMap<string, string> = new Map(entries().map(([base, , participle]) => [base, participle]));

export const UNCHANGED_VERBS: ReadonlySet<string> = new Set(UNCHANGED.trim().split(/\s+/));

function entries(): readonly (readonly [base: string, past: string, participle: string])[] {
  return VERBS.split(',').map((entry) => {
    const [base = '', past = '', participle = past] = entry.trim().split(' ');
    return [base, past, participle];
  });
}
