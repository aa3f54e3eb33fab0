import { applyEdits, format } from 'jsonc-parser';

const options = { insertSpaces: true, tabSize: 2, eol: '\n', keepLines: false };

/** Formats JSON with comments. Text that is not JSON comes back with its whitespace changed at most. */
export async function formatJSONC(content) {
  return applyEdits(content, format(content, undefined, options));
}
