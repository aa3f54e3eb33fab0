package docguard

import (
	"github.com/vektah/gqlparser/v2/ast"
)

// Estimator says, before execution, how many entities an operation may ask the
// systems for, counted by the page sizes it names. An entity, that is an object
// with an id, costs 1; leaves, money, addresses and other values inside it are
// free, and so are connections, edges and PageInfo. A connection multiplies what
// stands below its edges and nodes by the page size, a list by its assumed
// size. Where the schema declares @cost on a field or type, that weight replaces
// these; @listSize replaces the assumed sizes. The estimate needs neither.
type Estimator struct {
	Schema *ast.Schema
	// PageSize is what a connection returns that is asked for no size.
	PageSize int
	// ListSize is the assumed length of a list without page size or @listSize.
	ListSize int

	sizes introspectionSizes
}

// maxCost is where estimates saturate.
const maxCost = 1 << 31

// NewEstimator returns an estimator for a schema.
func NewEstimator(schema *ast.Schema, pageSize, listSize int) *Estimator {
	return &Estimator{Schema: schema, PageSize: pageSize, ListSize: listSize, sizes: sizesOf(schema)}
}

// Estimate is what an operation may cost.
type Estimate struct {
	Cost          int // entities and other objects; saturates at 2³¹
	Introspection int // objects below __schema and __type; saturates alike
	Introspects   bool
	ServiceSDL    bool // Federation's _service is asked
	Defers        bool // a fragment carries @defer that is not switched off
}

// Estimate prices a validated operation with its coerced variables. Selections
// that @skip and @include leave out are free.
func (e *Estimator) Estimate(op *ast.OperationDefinition, variables map[string]any) Estimate {
	estimate, _ := e.estimate(op, variables)
	return estimate
}

// estimate also returns what the variables contributed.
func (e *Estimator) estimate(op *ast.OperationDefinition, variables map[string]any) (Estimate, consulted) {
	p := pricing{Estimator: e, variables: variables}
	p.collector = collector{fragment: definition, include: p.included, budget: maxCost}
	for _, m := range p.collector.collect([]ast.SelectionSet{op.SelectionSet}) {
		p.root(m)
	}
	return p.estimate, p.consulted
}

func definition(s *ast.FragmentSpread) (ast.SelectionSet, bool) {
	if s.Definition == nil {
		return nil, false
	}
	return s.Definition.SelectionSet, true
}

// pricing is one estimate under way.
type pricing struct {
	*Estimator
	variables map[string]any
	collector collector
	estimate  Estimate
	consulted consulted
}

func (p *pricing) root(m *merged) {
	switch name := m.fields[0].Name; {
	case isIntrospection(name):
		p.estimate.Introspects = true
		p.estimate.Introspection = plus(p.estimate.Introspection, p.introspection(m))
	case name == "_service":
		p.estimate.ServiceSDL = true
	default:
		p.estimate.Cost = plus(p.estimate.Cost, p.field(m, nil))
	}
}

// field prices one field of the answer; sized holds the lengths that the parent
// promises for its lists.
func (p *pricing) field(m *merged, sized map[string]int) int {
	worst := 0
	for _, f := range m.fields {
		if f.Definition != nil {
			worst = max(worst, p.selection(m, f, sized))
		}
	}
	return worst
}

func (p *pricing) selection(m *merged, f *ast.Field, sized map[string]int) int {
	own, each := p.weights(f.Definition)
	count, below := p.sizesFor(f, sized)
	if len(m.sets) > 0 {
		for _, child := range p.collector.collect(m.sets) {
			each = plus(each, p.field(child, below))
		}
	}
	return plus(own, times(count, each))
}

// weights returns what a field costs once, and for each object that it returns.
// The weight of a field that returns objects is theirs; that of a connection or
// of a leaf is its own.
func (p *pricing) weights(f *ast.FieldDefinition) (own, each int) {
	name := f.Type.Name()
	def := p.Schema.Types[name]
	if def == nil || !def.IsCompositeType() || p.isConnection(name) {
		return costDirective(f.Directives, 0), 0
	}
	return 0, costDirective(f.Directives, p.typeWeight(def))
}

// sizesFor returns how many values a field has, and the lengths of the lists below it.
func (p *pricing) sizesFor(f *ast.Field, sized map[string]int) (count int, below map[string]int) {
	isList := f.Definition.Type.Elem != nil
	size, known := p.listSize(f)
	if fields := sizedFields(f.Definition.Directives); fields != nil {
		return 1, promise(p.pageSize(size, known), fields...)
	}
	if !isList {
		if p.isConnection(f.Definition.Type.Name()) {
			return 1, promise(p.pageSize(size, known), "edges", "nodes")
		}
		return 1, nil
	}
	if n, ok := sized[f.Name]; ok {
		return n, nil
	}
	return size, nil
}

func (p *pricing) pageSize(size int, known bool) int {
	if known {
		return size
	}
	return p.PageSize
}

func promise(size int, fields ...string) map[string]int {
	below := make(map[string]int, len(fields))
	for _, name := range fields {
		below[name] = size
	}
	return below
}

// listSize returns how many items a field is asked for: by its slicing
// arguments, by @listSize, by the length of a list it is given; else the
// assumed length, and false.
func (p *pricing) listSize(f *ast.Field) (size int, known bool) {
	directive := f.Definition.Directives.ForName("listSize")
	slicing := []string{"first", "last"}
	if directive != nil {
		if names := stringList(directive, "slicingArguments"); names != nil {
			slicing = names
		}
	}
	for _, name := range slicing {
		if n, ok := p.intArgument(f, name); ok {
			size, known = max(size, n), true
		}
	}
	if known {
		return size, true
	}
	if directive != nil {
		if n, ok := intValue(directive, "assumedSize"); ok {
			return n, true
		}
	}
	if n, ok := p.longestListArgument(f); ok && f.Definition.Type.Elem != nil {
		return n, true
	}
	return p.ListSize, false
}

// isConnection reports whether a type pages over others, in Relay's form.
func (p *pricing) isConnection(name string) bool {
	def := p.Schema.Types[name]
	return def != nil && def.Fields.ForName("pageInfo") != nil &&
		(def.Fields.ForName("edges") != nil || def.Fields.ForName("nodes") != nil)
}

func (p *pricing) typeWeight(def *ast.Definition) int {
	weight := 0
	if p.isEntity(def) {
		weight = 1
	}
	return costDirective(def.Directives, weight)
}

// isEntity reports whether values of a type have an identity in some system; a
// union does if one of its members does.
func (p *pricing) isEntity(def *ast.Definition) bool {
	if def.Kind != ast.Union {
		return def.Fields.ForName("id") != nil
	}
	for _, member := range p.Schema.GetPossibleTypes(def) {
		if p.isEntity(member) {
			return true
		}
	}
	return false
}

// plus adds and saturates.
func plus(a, b int) int { return min(a+b, maxCost) }

// times multiplies and saturates; both are at most maxCost.
func times(a, b int) int {
	if a <= 0 || b <= 0 {
		return 0
	}
	if a > maxCost/b {
		return maxCost
	}
	return a * b
}
