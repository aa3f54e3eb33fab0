package docguard

import (
	"encoding/json"
	"sync/atomic"

	"github.com/vektah/gqlparser/v2/ast"
)

// Memo keeps the last estimate of one operation. An estimate reads the variables
// one by one, and what it reads next depends on nothing but what it has read: so
// it holds for all variables that agree on what it read. Mostly that is nothing,
// or a page size that is always the same. The zero Memo is empty; it may be used
// by several goroutines.
type Memo struct{ last atomic.Pointer[remembered] }

type remembered struct {
	estimate  Estimate
	consulted consulted
}

// EstimateWith is Estimate with the memo of the operation.
func (e *Estimator) EstimateWith(memo *Memo, op *ast.OperationDefinition, variables map[string]any) Estimate {
	if last := memo.last.Load(); last != nil && last.consulted.agrees(variables) {
		return last.estimate
	}
	estimate, read := e.estimate(op, variables)
	if !read.uncertain {
		memo.last.Store(&remembered{estimate, read})
	}
	return estimate
}

// consulted is what an estimate has read of the variables.
type consulted struct {
	facts     []fact
	uncertain bool // something was read that facts do not tell
}

// fact is what was read of a variable: a plain value, or as much of another as
// an estimate can see.
type fact struct {
	variable string
	value    any
}

// What an estimate cannot tell apart stands for one another: lists of one length,
// and all values that are no size and no condition. A variable that is not given
// is not the same as null: then a default counts.
type (
	listOf int
	other  struct{}
	absent struct{}
)

// maxFacts bounds a memo. Operations that read more are estimated each time.
const maxFacts = 32

// add notes the variables in a value.
func (c *consulted) add(v *ast.Value, variables map[string]any) {
	if v.Kind == ast.Variable {
		value, ok := seen(variables, v.Raw)
		if !ok || len(c.facts) == maxFacts {
			c.uncertain = true
			return
		}
		c.facts = append(c.facts, fact{v.Raw, value})
	}
	for _, child := range v.Children {
		c.add(child.Value, variables)
	}
}

// agrees reports whether an estimate would read the same of other variables.
func (c *consulted) agrees(variables map[string]any) bool {
	for _, f := range c.facts {
		if value, ok := seen(variables, f.variable); !ok || value != f.value {
			return false
		}
	}
	return true
}

// maxDigits bounds the numbers that are remembered.
const maxDigits = 32

// seen returns what an estimate can see of a variable, and whether that can be told.
func seen(variables map[string]any, name string) (any, bool) {
	value, given := variables[name]
	if !given {
		return absent{}, true
	}
	switch v := value.(type) {
	case nil, bool, int, int64, float64:
		return v, true
	case json.Number:
		return value, len(v) <= maxDigits
	case []any:
		return listOf(len(v)), true
	case string, map[string]any:
		return other{}, true
	}
	return nil, false
}
