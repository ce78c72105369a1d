import { always, between, exactly, from43, from46, type Format } from './format-bounds.ts';

const BYTE = String.raw`(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]\d|\d)`;
const IPV4 = String.raw`(?:${BYTE}\.){3}${BYTE}`;
/** An address without an IPv4 one at its end, or a short one with it. */
const IPV6 = ipv6Pattern(`|::(?:[0-9a-fA-F]{1,4}:)?${IPV4}`);
/** Zod 3's, which also knows zones, and other IPv4 addresses at the end. */
const OLDER_OCTETS = String.raw`(?:(?:25[0-5]|(?:2[0-4]|1?\d)?\d)\.){3}(?:25[0-5]|(?:2[0-4]|1?\d)?\d)`;
const OLDER_IPV6 = ipv6Pattern(
  String.raw`|fe80:(?::[0-9a-fA-F]{0,4}){0,4}%[0-9a-zA-Z]+|::(?:ffff(?::0{1,4})?:)?${OLDER_OCTETS}|(?:[0-9a-fA-F]{1,4}:){1,4}:${OLDER_OCTETS}`,
);
const IPV6_SHAPE = '[0-9a-fA-F.]*:[0-9a-fA-F.]*:[0-9a-fA-F:.]*';
/**
 * Releases before 4.6 gave it in brackets to the URL parser, which drops some white space, and sees the start of the address behind an `@` and
 * its end before some signs, where it has an end: `a@b/` and `::1]/`.
 */
const IPV6_SHAPE_BEFORE = String.raw`(?:[0-9a-fA-F:.\t\n\r]*:[0-9a-fA-F.\t\n\r]*:[0-9a-fA-F:.\t\n\r]*|[^]*[@\]][^]*[/?#\\[][^]*)`;
const PREFIX4 = String.raw`\/(?:\d|[12]\d|3[0-2])`;
const PREFIX6 = String.raw`\/(?:12[0-8]|1[01]\d|[1-9]?\d)`;

const LABEL = String.raw`[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?`;
const SHORT_LABEL = '[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,38}[a-zA-Z0-9])?';

/** Addresses, names and locations in networks. */
export const NETWORK_FORMATS: readonly (readonly [string, Format])[] = [
  [
    'uri',
    [
      between(
        String.raw`^[a-z]{2,}:\/\/[a-z]+(?:\.[a-z]+)+(?:\/[a-zA-Z0-9]+)*$`,
        // An address of the web has a host.
        String.raw`^(?!(?:https?|wss?|ftp):\/*$)[\s\0-\x20]*[a-zA-Z][a-zA-Z0-9+.\t\n\r-]*:[^]*$`,
      ),
    ],
  ],
  [
    'httpUrl',
    [
      between(
        String.raw`^https?:\/\/[a-z]{1,20}(?:\.[a-z]{2,20}){1,4}(?:\/[a-zA-Z0-9]+)*$`,
        String.raw`^[\s\0-\x20]*[hH][\t\n\r]*[tT][\t\n\r]*[tT][\t\n\r]*[pP][^]*$`,
      ),
    ],
  ],
  [
    'hostname',
    from43(
      exactly(String.raw`^(?:[a-zA-Z0-9-]+\.)*[a-zA-Z0-9-]+$`),
      between(String.raw`^${SHORT_LABEL}(?:\.${SHORT_LABEL}){0,3}$`, String.raw`^${LABEL}(?:\.${LABEL})*\.?$`),
    ),
  ],
  ['ipv4', always(`^${IPV4}$`)],
  ['ipv6', from46(between(`^${IPV6}$`, `^${IPV6_SHAPE_BEFORE}$`), between(`^${IPV6}$`, `^${IPV6_SHAPE}$`))],
  ['cidrv4', always(`^${IPV4}${PREFIX4}$`)],
  [
    'cidrv6',
    from46(
      between(`^${IPV6}${PREFIX6}$`, String.raw`^${IPV6_SHAPE_BEFORE}${PREFIX6}(?:\/[^]*)?$`),
      between(`^${IPV6}${PREFIX6}$`, `^${IPV6_SHAPE}${PREFIX6}$`),
    ),
  ],
  // Of Zod 3 alone.
  ['ip', always(`^(?:${IPV4}|${OLDER_IPV6})$`)],
  ['ipv6(zod 3)', always(`^${OLDER_IPV6}$`)],
  ['cidr', always(`^(?:${IPV4}${PREFIX4}|${OLDER_IPV6}${PREFIX6})$`)],
  ['cidrv6(zod 3)', always(`^${OLDER_IPV6}${PREFIX6}$`)],
];

/** Eight groups, of which a run may be left out. */
function ipv6Pattern(others: string): string {
  const group = '[0-9a-fA-F]{1,4}';
  const runs = [1, 2, 3, 4, 5, 6].map((after) => `(?:${group}:){1,${7 - after}}(?::${group}){1,${after}}`);
  return `(?:(?:${group}:){7}${group}|(?:${group}:){1,7}:|${runs.join('|')}|:(?:(?::${group}){1,7}|:)${others})`;
}
