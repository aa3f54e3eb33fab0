package shopifysim

import (
	"math"
	"strings"
	"sync"
	"time"

	"github.com/vektah/gqlparser/v2/ast"
)

// CostModel is how the cost of a list grows with its size. Every object costs
// one point, scalars and page information nothing, a connection two points and
// its objects; an interface costs as much as its dearest possible type.
type CostModel string

const (
	// CostScaled counts a list of n objects as about 2·ln(n) of them. That is
	// what the API has been seen to charge of late (a product with 250 variants
	// and their inventory items: 25 points); the vendor does not publish the
	// formula. It is the default.
	CostScaled CostModel = "scaled"
	// CostLinear counts every object that a list may hold, as the vendor's
	// article on the subject describes it. It is the stricter one.
	CostLinear CostModel = "linear"
)

// scale is as how many objects a list of n counts.
func (m CostModel) scale(n int) float64 {
	if m == CostLinear || n <= 1 {
		return float64(n)
	}
	return math.Max(1, math.Floor(2*math.Log(float64(n))))
}

// share is the cost of a list whose objects together cost so much.
func (m CostModel) share(cost float64, n int) float64 {
	if n == 0 {
		return 0
	}
	return cost / float64(n) * m.scale(n)
}

// mutationCost is what a mutation costs, with all that it answers.
const mutationCost = 10

func objectCost(typeName string) float64 {
	switch {
	case strings.HasSuffix(typeName, "Payload"):
		return mutationCost
	case strings.HasSuffix(typeName, "Connection"):
		return 2
	case typeName == "PageInfo", strings.HasSuffix(typeName, "Edge"):
		return 0
	default:
		return 1
	}
}

// scaled reports whether a field is a list whose length the request bounds.
func (f *plannedField) scaled() bool {
	typ := f.field.Definition.Type
	if typ.Elem == nil {
		return false
	}
	if strings.HasSuffix(f.field.ObjectDefinition.Name, "Connection") {
		return true
	}
	_, first := intArg(f.args, "first")
	return first || f.args["ids"] != nil
}

// requested is the most a plan may cost; size is the page size when the plan
// is of a connection.
func (p *planner) requested(of *plan, size int) float64 {
	sum := 0.0
	for _, f := range of.fields {
		sum += p.requestedField(f, size)
	}
	return sum
}

func (p *planner) requestedField(f *plannedField, size int) float64 {
	if f.field.Name == "__typename" {
		return 0
	}
	definition := p.sim.schema.Types[f.field.Definition.Type.Name()]
	if definition.Kind == ast.Scalar || definition.Kind == ast.Enum {
		return 0
	}
	if f.field.ObjectDefinition.Name == "Mutation" {
		return mutationCost
	}
	inner, isPage := intArg(f.args, "first")
	if !isPage {
		inner, _ = intArg(f.args, "last")
	}
	dearest := 0.0
	for _, possible := range p.sim.schema.GetPossibleTypes(definition) {
		cost := objectCost(possible.Name) + p.requested(p.child(f, possible.Name), inner)
		dearest = math.Max(dearest, cost)
	}
	if !f.scaled() {
		return dearest
	}
	switch {
	case f.args["ids"] != nil:
		size = len(textsArg(f.args, "ids"))
	case !strings.HasSuffix(f.field.ObjectDefinition.Name, "Connection"):
		size = inner
	}
	return dearest * p.sim.cost.scale(size)
}

// Bucket is a leaky bucket of query cost. Zero values mean 2000 points that
// come back at 100 a second, the vendor's standard plan.
type Bucket struct {
	Capacity    float64
	RestoreRate float64 // points a second
}

// bucket is the state of a Bucket. It is safe for concurrent use.
type bucket struct {
	mu        sync.Mutex
	limits    Bucket
	available float64
	at        time.Time
}

func newBucket(limits Bucket, now time.Time) *bucket {
	if limits.Capacity == 0 {
		limits.Capacity = 2000
	}
	if limits.RestoreRate == 0 {
		limits.RestoreRate = 100
	}
	return &bucket{limits: limits, available: limits.Capacity, at: now}
}

// take takes the requested cost out, or nothing when there is too little.
func (b *bucket) take(cost float64, now time.Time) (ok bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.restore(now)
	if cost > b.available {
		return false
	}
	b.available -= cost
	return true
}

// restore lets points flow back for the time that went by.
func (b *bucket) restore(now time.Time) {
	if elapsed := now.Sub(b.at).Seconds(); elapsed > 0 {
		b.available = math.Min(b.limits.Capacity, b.available+elapsed*b.limits.RestoreRate)
		b.at = now
	}
}

// giveBack returns what a query was charged but did not use.
func (b *bucket) giveBack(cost float64) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.available = math.Min(b.limits.Capacity, b.available+cost)
}

// throttleStatus is the bucket as the API reports it.
type throttleStatus struct {
	MaximumAvailable   float64 `json:"maximumAvailable"`
	CurrentlyAvailable float64 `json:"currentlyAvailable"`
	RestoreRate        float64 `json:"restoreRate"`
}

func (b *bucket) status(now time.Time) throttleStatus {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.restore(now)
	return throttleStatus{MaximumAvailable: b.limits.Capacity, CurrentlyAvailable: math.Floor(b.available), RestoreRate: b.limits.RestoreRate}
}
