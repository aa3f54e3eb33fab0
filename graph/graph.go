// Package graph is what gqlgen generates from schema/: the binding of the
// schema to the vocabulary, the interfaces that resolvers implement, and an
// executor.
package graph

//go:generate go -C .. run ./internal/plangen/generate gqlgen.yml
