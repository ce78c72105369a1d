import { chooseFixes, editText } from '../check/fix-edits.ts';
import { problemOfSource } from '../check/problems.ts';
import type { CheckResult, Edit, Problem } from '../check/result.ts';
import { isCounted } from '../report/findings.ts';
import { count } from '../source/count.ts';
import { writeText } from '../source/write.ts';

/** A fix can make room for another one. More rounds than this mean that two rules undo each other. */
const MAX_ROUNDS = 50;

export interface FixOutcome {
  /** The result after the last round. */
  readonly result: CheckResult;
  /** What was written, in sentences. */
  readonly notes: readonly string[];
}

/**
 * Applies fixes until there are none left, judging anew after each round.
 * @param suggestionsOf rules of which the first suggestions are applied too
 * @param judge judges what is on disk now
 */
export function fixAll(first: CheckResult, judge: () => CheckResult, suggestionsOf: ReadonlySet<string>): FixOutcome {
  const files = new Set<string>();
  let mended = 0;
  let result = first;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    // Without a verdict nothing is sure enough to be written.
    if (result.problems.length > 0 || result.root === null) break;
    const { findings, edits } = chooseFixes(result.findings.filter(isCounted), suggestionsOf);
    if (findings.length === 0) break;
    const obstacle = writeEdits(result, result.root, edits, files);
    result = judge();
    if (obstacle) {
      result = { ...result, problems: [...result.problems, obstacle] };
      break;
    }
    mended += findings.length;
  }
  const notes =
    mended > 0 ? [`Mended ${count(mended, 'finding')} in ${count(files.size, 'file')}.`] : ['Nothing that can be mended without a doubt.'];
  if (result.problems.length > 0) notes.push('Nothing more was mended, as there is no verdict.');
  return { result, notes };
}

/** Writes until a file cannot be written, and gives the reason: what is found is told all the same. */
function writeEdits(result: CheckResult, root: string, edits: ReadonlyMap<string, readonly Edit[]>, written: Set<string>): Problem | null {
  try {
    for (const [file, ofFile] of edits) {
      const text = result.readText(file);
      if (text === null) continue;
      writeText(root, file, editText(text, ofFile), text);
      written.add(file);
    }
    return null;
  } catch (error) {
    return problemOfSource(error);
  }
}
