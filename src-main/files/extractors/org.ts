import { BlockLines } from '../block-lines.ts';
import type { Outline } from '../outline.ts';
import { textual } from './text.ts';

const HEADING =
  /^(\*+)\s+(?:(?:TODO|DONE|NEXT|WAITING|CANCELLED|CANCELED)\s+)?(?:\[#[A-Z]\]\s+)?(.*?)(?:\s+(:[\w@#%:]+:))?\s*$/;
const KEYWORD = /^\s*#\+([\w-]+):(?:\s+(.*))?$/;
const BLOCK_EDGE = /^\s*#\+(begin|end)_?(\w*)/i;
const DRAWER_EDGE = /^\s*:[\w-]+:\s*$/;
const PROPERTY = /^\s*:([\w+-]+):\s+(.*)$/;
const TABLE_RULE = /^\s*\|[-+|]+$/;
const TABLE_ROW = /^\s*\|(.*)$/;
/** A comment stays: whoever wrote it into notes of their own looks for it. */
const COMMENT_MARK = /^\s*#(?=\s|$)/;
const OPENS_ITEM = /^\s*(?:[-+]|\*(?=\s)|\d{1,3}[.)])\s/;
const LINK = /\[\[([^[\]]{1,2000})\](?:\[([^[\]]{1,1000})\])?\]/g;
const EMPHASIS = /(^|[\s({'"-])([*/_=~+])(?=\S)([^\n]{0,500}?\S)\2(?=$|[\s).,:;!?'"}[\]-])/gm;
const FIELDS: ReadonlySet<string> = new Set([
  'author',
  'date',
  'description',
  'keywords',
  'filetags',
  'subtitle',
  'email',
]);
const WORDLESS: ReadonlySet<string> = new Set(
  (
    'startup options include setupfile language latex_header latex_class html_head html_link_home html_link_up link_home ' +
    'link_up property infojs_opt todo seq_todo typ_todo export_select_tags export_exclude_tags select_tags exclude_tags ' +
    'html_doctype html_container macro columns archive category priorities bind tblfm attr_html attr_latex attr_org header'
  ).split(' '),
);

export const orgExtractor = textual('org', readOrg);

function readOrg(text: string, outline: Outline): void {
  const block = new BlockLines(outline, { plain: plainOrg, opensItem: OPENS_ITEM });
  let isCode = false;
  for (const line of text.split('\n')) {
    const edge = BLOCK_EDGE.exec(line);
    if (edge !== null) {
      block.end();
      isCode = edge[1]?.toLowerCase() === 'begin' && /^(?:src|example|verse|export)$/i.test(edge[2] ?? '');
    } else if (isCode) block.verbatim(line);
    else readLine(line, block, outline);
  }
  block.end();
}

function readLine(line: string, block: BlockLines, outline: Outline): void {
  const heading = HEADING.exec(line);
  if (heading !== null) {
    block.end();
    outline.heading(
      heading[1]?.length ?? 1,
      plainOrg([heading[2], heading[3]?.replaceAll(':', ' ')].join(' ')),
    );
  } else if (line.trim() === '' || DRAWER_EDGE.test(line)) block.end();
  else if (line.includes('#+') && KEYWORD.test(line)) readKeyword(line, outline);
  else if (TABLE_RULE.test(line)) return;
  else if (TABLE_ROW.test(line)) block.verbatim(plainOrg(tableRow(line)));
  else block.text(line.replace(COMMENT_MARK, '').replace(PROPERTY, '$1: $2'));
}

function readKeyword(line: string, outline: Outline): void {
  const [, name = '', value = ''] = KEYWORD.exec(line) ?? [];
  const key = name.toLowerCase();
  if (key === 'title') outline.title(plainOrg(value));
  else if (FIELDS.has(key)) outline.field(key, value);
  else if (!WORDLESS.has(key)) outline.block(plainOrg(value));
}

function tableRow(line: string): string {
  const cells = line
    .trim()
    .replace(/^\||\|$/g, '')
    .split('|');
  return cells
    .map((cell) => cell.trim())
    .filter((cell) => cell !== '')
    .join(' | ');
}

function plainOrg(source: string): string {
  const text = source.includes('[[')
    ? source.replace(LINK, (_, target: string, shown?: string) => shown ?? target.replace(/^file:/, ''))
    : source;
  return /[*/_=~+]/.test(text) ? text.replace(EMPHASIS, '$1$3') : text;
}
