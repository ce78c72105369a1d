import type { CheckResult, Edits, Finding, JudgedRule } from '../check/result.ts';
import { HOMEPAGE, TOOL } from '../check/tool.ts';
import type { Location } from '../source/span.ts';
import { linesOf } from './code-frame.ts';
import { encodePath, escapeMarkdown, escapeSarifMessage } from './escape.ts';
import { errorsFirst, isCounted, lineReader, type Lines, messageWithNote, placeAtHead, waiverNote } from './findings.ts';
import { jsonText } from './json-text.ts';
import type { Reporter } from './options.ts';
import { problemText } from './problems.ts';

/**
 * SARIF 2.1.0 as GitHub's code scanning takes it. GitHub keeps 5,000 results, so errors stand first; and it shows an alert in a pull request only
 * where the whole region is in the diff, so a region is one line.
 */
export const sarif: Reporter = (result) => {
  const lines = lineReader(result, linesOf);
  const indexes = new Map(result.rules.map((rule, index) => [rule.id, index]));
  return jsonText({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: TOOL.name,
            version: TOOL.version,
            semanticVersion: TOOL.version,
            informationUri: HOMEPAGE,
            rules: result.rules.map(descriptor),
          },
        },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { '%SRCROOT%': { description: { text: 'The root of the repository' } } },
        invocations: [invocation(result)],
        results: errorsFirst(result.findings).map((finding) => toResult(finding, indexes, lines, result.newOnly)),
      },
    ],
  });
};

function descriptor(rule: JudgedRule): object {
  const text = `${rule.description}.`;
  return {
    id: rule.id,
    name: pascalCase(rule.id),
    shortDescription: { text },
    fullDescription: { text },
    helpUri: rule.docs,
    help: {
      text: `${text} Run "${TOOL.name} explain ${rule.id}" to read why, how to mend it and how to waive it.`,
      markdown: `${escapeMarkdown(text)}\n\nRun \`${TOOL.name} explain ${rule.id}\`, or read [the page of this rule](${rule.docs}), for why, how to mend it and how to waive it.`,
    },
    defaultConfiguration: { level: levelOf(rule.severity) },
    properties: { tags: ['contracts', rule.area] },
  };
}

function levelOf(severity: JudgedRule['severity']): string {
  switch (severity) {
    case 'error':
      return 'error';
    case 'warn':
      return 'warning';
    case 'off':
      return 'none';
  }
}

function pascalCase(id: string): string {
  return id
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

function invocation(result: CheckResult): object {
  return {
    executionSuccessful: result.problems.length === 0,
    ...(result.problems.length > 0 && {
      toolExecutionNotifications: result.problems.map((problem) => ({
        level: 'error',
        message: { text: escapeSarifMessage(problemText(problem)) },
        ...(problem.file !== null && {
          locations: [
            {
              physicalLocation: {
                artifactLocation: artifact(problem.file),
                ...(problem.line !== null && {
                  region: { startLine: problem.line, ...(problem.column !== null && { startColumn: problem.column }) },
                }),
              },
            },
          ],
        }),
      })),
    }),
  };
}

function toResult(finding: Finding, indexes: ReadonlyMap<string, number>, lines: Lines, newOnly: boolean): object {
  const index = indexes.get(finding.rule);
  const suppressions = suppressionsOf(finding);
  return {
    ruleId: finding.rule,
    ...(index !== undefined && { ruleIndex: index }),
    level: levelOf(finding.severity),
    message: { text: escapeSarifMessage(messageWithNote(finding)) },
    locations: [{ physicalLocation: { artifactLocation: artifact(finding.file), region: oneLine(placeAtHead(finding), lines) } }],
    ...(finding.related.length > 0 && {
      relatedLocations: finding.related.map((related, id) => ({
        id,
        message: { text: escapeSarifMessage(related.message) },
        physicalLocation: { artifactLocation: artifact(related.file), region: { startLine: related.line, startColumn: related.column } },
      })),
    }),
    partialFingerprints: { primaryLocationLineHash: finding.fingerprint },
    ...(suppressions.length > 0 && { suppressions }),
    ...(newOnly && { baselineState: isCounted(finding) ? 'new' : 'unchanged' }),
    ...(fixesOf(finding).length > 0 && { fixes: fixesOf(finding) }),
    properties: {
      ...(finding.contract && { contract: finding.contract }),
      ...(finding.subject !== null && { subject: finding.subject }),
    },
  };
}

function artifact(file: string): object {
  return { uri: encodePath(file), uriBaseId: '%SRCROOT%' };
}

/** The part of the region on its first line. */
function oneLine(place: Location, lines: Lines): object {
  const endsOnLine = place.endLine === place.line;
  const endOfLine = (lines(place.file)?.[place.line - 1]?.length ?? place.column) + 1;
  const endColumn = Math.max(place.column, endsOnLine ? place.endColumn : endOfLine);
  return { startLine: place.line, startColumn: place.column, endLine: place.line, endColumn };
}

function suppressionsOf(finding: Finding): object[] {
  switch (finding.status) {
    case 'waived':
      return [{ kind: 'external', status: 'accepted', justification: waiverNote(finding) ?? 'waived' }];
    case 'baseline':
      return [{ kind: 'external', status: 'accepted', justification: 'Known: it is in the baseline.' }];
    case 'new':
    case 'expired-waiver':
      return [];
  }
}

function fixesOf(finding: Finding): object[] {
  const fixes = finding.suggestions.map((suggestion) => toFix(suggestion.message, suggestion.fix));
  return finding.fix ? [toFix('Mend it', finding.fix), ...fixes] : fixes;
}

function toFix(description: string, fix: Edits): object {
  const files = [...new Set(fix.edits.map((edit) => edit.file))];
  return {
    description: { text: escapeSarifMessage(description) },
    artifactChanges: files.map((file) => ({
      artifactLocation: artifact(file),
      replacements: fix.edits
        .filter((edit) => edit.file === file)
        .map((edit) => ({
          deletedRegion: { startLine: edit.line, startColumn: edit.column, endLine: edit.endLine, endColumn: edit.endColumn },
          ...(edit.text !== '' && { insertedContent: { text: edit.text } }),
        })),
    })),
  };
}
