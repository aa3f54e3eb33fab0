/** The fragment that stands for a query and its variables. Headers are left out always: they carry secrets. */
export function writeLink({ query, variables }) {
  const parts = new URLSearchParams({ query });
  if (variables?.trim()) parts.set('variables', variables);
  return `#${parts}`;
}

/** {query, variables} of a fragment made by writeLink, null for any other. */
export function readLink(hash) {
  const parts = new URLSearchParams(hash.replace(/^#/, ''));
  const query = parts.get('query');
  return query ? { query, variables: parts.get('variables') ?? '' } : null;
}
