// The editor's colours, which Monaco wants as numbers and cannot take from the stylesheet. Keep them equal to style.css.
const PALETTE = {
  light: { base: 'vs', accent: '#1f5ea8', soft: '#1f5ea81a', raised: '#ffffff', input: '#3b4b6811', number: '#5c6b85', argument: '#5a4fc0', comment: '#3f6f2f' },
  dark: { base: 'vs-dark', accent: '#86b9f7', soft: '#86b9f71f', raised: '#1d2635', input: '#b7c2d711', number: '#93a1b8', argument: '#b3adff', comment: '#8fbf7c' },
};

const ACCENTED = [
  'textLink.foreground', 'textLink.activeForeground', 'editorLink.activeForeground', 'list.highlightForeground',
  'list.focusHighlightForeground', 'editorSuggestWidget.selectedForeground', 'focusBorder', 'editorWidget.resizeBorder',
  'pickerGroup.foreground', 'menu.selectionForeground',
];
const SOFT = [
  'list.hoverBackground', 'editorSuggestWidget.selectedBackground', 'toolbar.hoverBackground', 'inputOption.hoverBackground',
  'quickInputList.focusBackground', 'menu.selectionBackground',
];
const RAISED = [
  'editorHoverWidget.background', 'menu.background', 'editorSuggestWidget.background', 'quickInput.background',
  'editorWidget.background',
];
const TRANSPARENT = '#ffffff00';

function theme({ base, accent, soft, raised, input, number, argument, comment }) {
  const colors = {
    'editor.background': TRANSPARENT,
    'scrollbar.shadow': TRANSPARENT,
    'editorLineNumber.foreground': number,
    'editorLineNumber.dimmedForeground': number,
    'input.background': input,
  };
  ACCENTED.forEach((name) => { colors[name] = accent; });
  SOFT.forEach((name) => { colors[name] = soft; });
  RAISED.forEach((name) => { colors[name] = raised; });
  return { base, inherit: true, colors, rules: [{ token: 'argument.identifier.gql', foreground: argument }, { token: 'comment', foreground: comment }] };
}

/**
 * Puts Galleria's colours in place of GraphiQL's, under the names by which GraphiQL chooses them, and the system's font in
 * place of one that is not shipped. Returns what ends it.
 */
export function dress(monaco) {
  monaco.editor.defineTheme('graphiql-LIGHT', theme(PALETTE.light));
  monaco.editor.defineTheme('graphiql-DARK', theme(PALETTE.dark));
  const fontFamily = getComputedStyle(document.documentElement).getPropertyValue('--g-mono').trim();
  // Wrapped, because the panes are narrow beside an open panel.
  const change = (editor) => editor.updateOptions({ fontFamily, wordWrap: 'on' });
  monaco.editor.getEditors().forEach(change);
  const watch = monaco.editor.onDidCreateEditor(change);
  return () => watch.dispose();
}
