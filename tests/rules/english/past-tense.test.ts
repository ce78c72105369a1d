import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BASE_OF_PAST, PAST_OF_BASE, UNCHANGED_VERBS } from '../../../src/rules/english/irregular-verbs.ts';
import { isPastForm, isPastTense, pastOf } from '../../../src/rules/english/past-tense.ts';
import { words } from '../../../src/rules/english/words.ts';

const says = (name: string): boolean => isPastTense(words(name));

describe('names that say what has happened', () => {
  it.each([
    ['regular', 'created updated applied enqueued stopped synced retried agreed freed guaranteed died x_rayed'],
    [
      'irregular',
      'sent paid won lost built taken held kept met made sold left found gone broken chosen written overridden begun ran born snuck',
    ],
    [
      'with a prefix',
      'resent rebuilt undone overpaid misread rewritten repaid unset prebuilt unsent rebroadcast understood underpaid undertaken misunderstood',
    ],
    ['with a particle', 'promoted_to_preview rolled_back timedOut signed_in opted-out shut_down put_on_hold set_up read_by_user'],
    ['in one word with its particle', 'timedout loggedin rolledback signedup'],
    ['with the verb last', 'statusChanged version_created dead-lettered snapshot_created email_verified toolAssigned PASSWORD_RESET'],
    ['with the verb first', 'added_to_cart left_team marked_as_read'],
    ['of verbs that do not change', 'reset read set cut split outbid broadcast hit password_reset message_read'],
    ['of pasts that are nouns too, where the verb stands last', 'felt customer_bound shot_down'],
  ])('%s', (_, names) => {
    expect(names.split(' ').filter((name) => !says(name))).toEqual([]);
  });
});

describe('names that do not', () => {
  it.each([
    ['base forms', 'create update send pay win lose build take apply retry'],
    ['gerunds', 'retrying approaching creating'],
    ['nouns', 'error order timeout invoice change snapshot up present relent relay'],
    ['nouns in -ed', 'feed newsfeed seed speed need embed bed testbed flowerbed red infrared watershed hundred sled shred'],
    ['verbs in -eed', 'proceed exceed succeed bleed breed'],
    ['orders with a verb that does not change', 'reset_password read_message set_value split_order'],
    ['nouns that are pasts of something', 'ground_truth bit_rate wound_care thought_log'],
    ['verbs whose past is another word', 'run come become overrun rerun'],
    ['nothing', '_ -'],
  ])('%s', (_, names) => {
    expect(names.split(' ').filter(says)).toEqual([]);
  });
});

describe('the past of a word', () => {
  it.each([
    ['create', 'created'],
    ['send', 'sent'],
    ['pay', 'paid'],
    ['run', 'ran'],
    ['begin', 'begun'],
    ['retry', 'retried'],
    ['stop', 'stopped'],
    ['deploy', 'deployed'],
    ['sending', 'sent'],
    ['running', 'ran'],
    ['taking', 'taken'],
    ['retrying', 'retried'],
    ['approaching', 'approached'],
    ['creating', 'created'],
    ['stopping', 'stopped'],
    ['putting', 'put'],
    ['selling', 'sold'],
  ])('%s: %s', (base, past) => {
    expect(pastOf(base)).toBe(past);
  });

  it.each(['error', 'up', 'status', 'thing', 'created', 'sent', 'reset'])('not known: %s', (word) => {
    expect(pastOf(word)).toBeNull();
  });

  it('is always a past', () => {
    for (const base of PAST_OF_BASE.keys()) {
      const past = pastOf(base);
      if (past !== null) expect([base, past, isPastForm(past) || UNCHANGED_VERBS.has(past)]).toEqual([base, past, true]);
    }
  });
});

describe('in any casing', () => {
  const verbs = [...BASE_OF_PAST.keys(), 'created', 'status_changed'];
  const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

  it('a past after a noun is a past', () => {
    fc.assert(
      fc.property(fc.constantFrom('order', 'status', 'invoice'), fc.constantFrom(...verbs), (noun, verb) => {
        const forms = [
          `${noun}_${verb}`,
          `${noun}-${verb}`,
          `${noun}${capital(verb)}`,
          `${capital(noun)}${capital(verb)}`,
          `${noun}_${verb}`.toUpperCase(),
        ];
        return forms.every(says);
      }),
    );
  });

  it('words are found again in every casing', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{2,8}$/), { minLength: 1, maxLength: 4 }), (list) => {
        const camel = list.map((word, index) => (index === 0 ? word : capital(word))).join('');
        for (const name of [list.join('_'), list.join('-'), list.join('_').toUpperCase(), camel, list.map(capital).join('')]) {
          expect(words(name)).toEqual(list);
        }
      }),
    );
  });

  it('keeps acronyms and digits whole', () => {
    expect(words('HTTPRequestSent')).toEqual(['http', 'request', 'sent']);
    expect(words('oauth2TokenIssued')).toEqual(['oauth2', 'token', 'issued']);
    expect(words('sha256_computed')).toEqual(['sha256', 'computed']);
  });
});

it('the table of verbs is whole', () => {
  for (const [past, base] of BASE_OF_PAST) {
    expect(past, base).toMatch(/^[a-z]+$/);
    expect(base, past).toMatch(/^[a-z]+$/);
  }
  expect(PAST_OF_BASE.get('go')).toBe('gone');
  expect(BASE_OF_PAST.get('overpaid')).toBeUndefined();
});
