// Package specgraph is the schema of the examples in the chapters on execution
// and response of the GraphQL specification, over data that a test decides.
package specgraph

//go:generate go run github.com/galleria-graph/galleria/internal/plangen/generate gqlgen.yml
