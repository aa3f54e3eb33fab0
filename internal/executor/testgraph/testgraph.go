// Package testgraph is a graph with everything of the language that the real
// one lacks, to judge an executor by: abstract types, lists of lists, scalars
// of every binding, directives that run, mutations, subscriptions. Its data
// come from a [Chaos]: they are the same however they are asked for.
package testgraph

//go:generate go run github.com/galleria-graph/galleria/internal/plangen/generate gqlgen.yml
