const FIELD = /^# (title|lesson|variables): (.*)$/;

/**
 * Reads an example: comment lines "# title: …", "# lesson: …" and optionally "# variables: {…}", then the query. The text
 * given to the editor starts with the lesson, so that it is still read when the panel is closed.
 */
export function parseExample(name, source) {
  const lines = source.split('\n');
  const fields = {};
  let at = 0;
  for (; at < lines.length && lines[at].startsWith('#'); at++) {
    const [, field, value] = FIELD.exec(lines[at]) ?? [];
    if (!field) throw new Error(`${name}:${at + 1}: want "# title: …", "# lesson: …" or "# variables: …"`);
    fields[field] = value;
  }
  if (!fields.title || !fields.lesson) throw new Error(`${name}: title and lesson are both wanted`);
  const query = lines.slice(at).join('\n').trim();
  const variables = fields.variables ? JSON.stringify(JSON.parse(fields.variables), null, 2) : '';
  return { title: fields.title, lesson: fields.lesson, variables, text: `${comment(fields.lesson)}\n${query}\n` };
}

function comment(text, width = 28) {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines[lines.length - 1];
    if (line && line.length + word.length >= width) lines.push(word);
    else lines[lines.length - 1] = line ? `${line} ${word}` : word;
  }
  return lines.map((line) => `# ${line}`).join('\n');
}
