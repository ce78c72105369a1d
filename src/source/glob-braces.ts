/** Most alternatives that the braces of one pattern may stand for. */
export const MAX_ALTERNATIVES = 1000;

/** Whether an opening or closing brace has no partner. */
export function hasUnbalancedBrace(pattern: string): boolean {
  let depth = 0;
  for (let at = 0; at < pattern.length; at += 1) {
    const char = pattern.charAt(at);
    if (char === '\\') at += 1;
    else if (char === '{') depth += 1;
    else if (char === '}') depth -= 1;
    if (depth < 0) return true;
  }
  return depth !== 0;
}

/** All patterns that the braces stand for, or null when there are too many. Braces without a comma are literal text. */
export function expandBraces(pattern: string): readonly string[] | null {
  let results: string[] = [''];
  for (let at = 0; at < pattern.length; at += 1) {
    const char = pattern.charAt(at);
    let options: readonly string[] = [char];
    if (char === '\\') options = [char + pattern.charAt(++at)];
    else if (char === '{') {
      const group = readGroup(pattern, at);
      if (!group) return null;
      const expanded = expandGroup(group.parts);
      if (!expanded) return null;
      options = expanded;
      at = group.end;
    }
    if (results.length * options.length > MAX_ALTERNATIVES) return null;
    results =
      options.length === 1 ? results.map((text) => text + options[0]) : results.flatMap((text) => options.map((option) => text + option));
  }
  return results;
}

function expandGroup(parts: readonly string[]): readonly string[] | null {
  const expanded: string[] = [];
  for (const part of parts) {
    const options = expandBraces(part);
    if (!options || expanded.length + options.length > MAX_ALTERNATIVES) return null;
    expanded.push(...options);
  }
  return parts.length === 1 ? expanded.map((text) => `{${text}}`) : expanded;
}

/** The comma-separated parts of the group opened at `start`, nested groups left as they are. */
function readGroup(pattern: string, start: number): { parts: readonly string[]; end: number } | null {
  const parts: string[] = [];
  let part = '';
  let depth = 0;
  for (let at = start + 1; at < pattern.length; at += 1) {
    const char = pattern.charAt(at);
    if (char === '\\') part += char + pattern.charAt(++at);
    else if (char === '}' && depth === 0) return { parts: [...parts, part], end: at };
    else if (char === ',' && depth === 0) {
      parts.push(part);
      part = '';
    } else {
      if (char === '{') depth += 1;
      if (char === '}') depth -= 1;
      part += char;
    }
  }
  return null;
}
