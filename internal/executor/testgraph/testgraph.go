// Package testgraph is a graph with everything of the language that the real
// one lacks, to judge an executor by: abstract types, lists of lists, scalars
// of every binding, directives that run, mutations, subscriptions. Its data
// come from a [Chaos]: they are the same however they are asked for.
package testgraph

//go:generate go -C ../../.. run ./internal/plangen/generate internal/executor/testgraph/gqlgen.yml
