package executor

import "github.com/vektah/gqlparser/v2/ast"

// Compile makes the plan of an operation, and keeps it as long as the operation.
func (e *Executor) Compile(op *ast.OperationDefinition, variables map[string]any) {
	root, _ := e.schema.root(op.Operation)
	e.plans.plan(op, root, variables)
}

// Plans counts the operations of which plans are kept.
func (e *Executor) Plans() (n int) {
	e.plans.operations.Range(func(any, any) bool { n++; return true })
	return n
}
