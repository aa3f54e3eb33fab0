// Package executor runs operations by level.
//
// gqlgen's generated executor visits fields one by one: a closure, a context
// and a boxed value for each, a goroutine for each element of a list. This one
// compiles an operation, once it is validated, into a plan that is kept as long
// as the document; calls each relation once with all parents of all lists;
// starts independent relations together; and writes the answer in one pass.
//
// It stands behind gqlgen's front as a [graphql.ExecutableSchema] over the same
// generated ResolverRoot. How values are read and resolvers are called is
// generated too, by internal/plangen, as a [Binding]: nothing is looked up by
// reflection when an operation runs.
//
// An object that holds nothing which must be resolved is not taken apart
// before it is written: its fields are read when their place in the answer
// comes. Only what leads to a resolver is gathered level by level.
package executor
