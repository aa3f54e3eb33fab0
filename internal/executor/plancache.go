package executor

import (
	"runtime"
	"sync"
	"weak"

	"github.com/vektah/gqlparser/v2/ast"
)

// planCache keeps the plans of operations exactly as long as their documents:
// a plan leaves with its document, whoever keeps that.
type planCache struct {
	schema     *schemaIndex
	operations sync.Map // weak.Pointer[ast.OperationDefinition] to *operationPlans
}

// operationPlans is the plans of one operation, one for each case of its conditions.
type operationPlans struct {
	root       TypeID
	conditions conditions
	inline     bool

	mu     sync.RWMutex
	byCase map[uint64]*plan
}

// maxCases is how many cases of one operation are kept. Clients that have more
// are few, and compiling takes little more than checking the cases would.
const maxCases = 16

func (c *planCache) of(op *ast.OperationDefinition, root TypeID) *operationPlans {
	key := weak.Make(op)
	if known, ok := c.operations.Load(key); ok {
		return known.(*operationPlans)
	}
	made := &operationPlans{
		root: root, conditions: conditionsOf(op), byCase: map[uint64]*plan{},
		inline: op.Operation != ast.Query,
	}
	known, loaded := c.operations.LoadOrStore(key, made)
	if !loaded {
		// The plans hold fields of the document, but never the operation itself.
		runtime.AddCleanup(op, func(key weak.Pointer[ast.OperationDefinition]) { c.operations.Delete(key) }, key)
	}
	return known.(*operationPlans)
}

// plan returns the plan for the variables. The name of a variable that decides
// on a field and is neither true nor false comes back instead.
func (c *planCache) plan(op *ast.OperationDefinition, root TypeID, variables map[string]any) (p *plan, bad string) {
	o := c.of(op, root)
	truth, bad := o.conditions.truth(variables)
	if bad != "" {
		return nil, bad
	}
	o.mu.RLock()
	p, ok := o.byCase[truth]
	o.mu.RUnlock()
	if ok && len(o.conditions) <= maxConditions {
		return p, ""
	}
	compiler := &compiler{schema: c.schema, truth: variables, inline: o.inline, known: map[planKey][]knownPlan{}}
	p = compiler.operation(op, root)
	o.mu.Lock()
	defer o.mu.Unlock()
	if len(o.byCase) < maxCases && len(o.conditions) <= maxConditions {
		o.byCase[truth] = p
	}
	return p, ""
}
