import { buildSchema, extendSchema, parse } from 'graphql';

// The SDL of a subgraph does not define what every executor brings along, and graphql-js does not bring @defer: without
// this the editor would mark it as unknown.
const DEFER = parse(`
  "Answers without this fragment, and with the fragment in a later part, once it is there."
  directive @defer(
    "Whether to defer the fragment."
    if: Boolean = true
    "Comes back with the part."
    label: String
  ) on FRAGMENT_SPREAD | INLINE_FRAGMENT
`);

/** {schema, reason}: the schema that the server serves as SDL, or null and, where the SDL cannot be read, why. */
export function readSchema(sdl) {
  if (!sdl) return { schema: null };
  try {
    // The server has validated what it serves; here it need only be readable.
    const schema = buildSchema(sdl, { assumeValidSDL: true });
    return { schema: schema.getDirective('defer') ? schema : extendSchema(schema, DEFER, { assumeValidSDL: true }) };
  } catch (error) {
    return { schema: null, reason: error.message };
  }
}
