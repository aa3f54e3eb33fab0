package executor_test

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/galleria-graph/galleria/internal/executor/operations"
	"github.com/galleria-graph/galleria/internal/executor/oracle"
	"github.com/galleria-graph/galleria/internal/executor/testgraph"
)

// newOurs makes the executor that is judged. The oracle is gqlgen's own.
func newOurs(c testgraph.Config) graphql.ExecutableSchema { return testgraph.NewExecutor(c) }

// scalars makes values of the graph's own scalars, and some that they refuse.
var scalars = map[string]operations.Scalar{
	"Even": func(r *rand.Rand) any {
		if r.IntN(8) == 0 {
			return []any{3, "four", 2.5, true}[r.IntN(4)]
		}
		return 2 * (r.IntN(9) - 4)
	},
	"Hue": func(r *rand.Rand) any {
		if r.IntN(8) == 0 {
			return []any{"", "rot", 7, false}[r.IntN(4)]
		}
		return []any{"red", "green", "blue"}[r.IntN(3)]
	},
	"Moment": func(r *rand.Rand) any { return r.IntN(1000) - 50 },
	"Blob": func(r *rand.Rand) any {
		return []any{"text", 1, 1.5, true, []any{1, nil, "x"}, map[string]any{"b": 1, "a": map[string]any{"c": nil}}}[r.IntN(6)]
	},
}

// court judges one operation after the other, each under a chaos of its own.
type court struct {
	chaos        *testgraph.Chaos
	operations   *operations.Generator
	oracle, ours *oracle.Executor
	schema       *ast.Schema
	cache        *lastDocument
}

func newCourt() *court {
	c := &court{chaos: &testgraph.Chaos{}, cache: &lastDocument{}}
	config := testgraph.New(c.chaos)
	es := testgraph.NewExecutableSchema(config)
	c.oracle, c.ours, c.schema = oracle.New(es, c.cache), oracle.New(newOurs(config), c.cache), es.Schema()
	c.operations = operations.New(c.schema, operations.Options{
		Depth: 6, Fields: 40, Again: asksAgain, Mutations: 80, Subscriptions: 80, Introspection: 15, Scalars: scalars, Strings: []string{"deny", "  trimmed ", "red"},
	})
	return c
}

// lastDocument spares the second executor the parsing.
type lastDocument struct {
	query string
	doc   *ast.QueryDocument
}

func (l *lastDocument) Get(_ context.Context, query string) (*ast.QueryDocument, bool) {
	return l.doc, l.doc != nil && l.query == query
}

func (l *lastDocument) Add(_ context.Context, query string, doc *ast.QueryDocument) {
	l.query, l.doc = query, doc
}

// operation makes the operation of a seed, and the chaos it meets.
func (c *court) operation(seed uint64) (first graphql.RawParams, again []map[string]any) {
	r := rand.New(rand.NewPCG(seed, 0))
	*c.chaos = testgraph.Chaos{
		Seed: seed, Faults: []uint64{0, 4, 15, 50, 150}[r.IntN(5)], Nulls: []uint64{0, 30, 200}[r.IntN(3)], Panics: r.IntN(6) == 0,
	}
	op := c.operations.Generate(r)
	return graphql.RawParams{Query: op.Query, OperationName: op.Name, Variables: op.Variables}, op.Again
}

// verdict is empty where both answer the same, and tells the difference otherwise.
func (c *court) verdict(params graphql.RawParams) string {
	ctx := context.Background()
	theirs, ours := &testgraph.State{}, &testgraph.State{}
	want := orderly(c.corrected(c.oracle.Answer(testgraph.WithState(ctx, theirs), params), params))
	got := orderly(c.ours.Answer(testgraph.WithState(ctx, ours), params))
	if fmt.Sprint(theirs.Words()) != fmt.Sprint(ours.Words()) {
		return fmt.Sprintf("the oracle changed %q, we %q", theirs.Words(), ours.Words())
	}
	if oracle.Equal(want, got) {
		return ""
	}
	return fmt.Sprintf("oracle: %sours:   %s", want, got)
}

// A batch resolver that panics is reported by gqlgen at one parent as that, and
// at the others as a strange result; which one it is, is chance.
var strange = regexp.MustCompile(`batch resolver \S+ returned unexpected result type \(index \d+\)`)

func orderly(a oracle.Answer) oracle.Answer {
	for _, r := range a {
		for i, e := range r.Errors {
			r.Errors[i] = strange.ReplaceAllString(e, "internal system error")
		}
		slices.Sort(r.Errors)
	}
	return a
}

// corrected puts right what gqlgen gets wrong in the events of a subscription:
// its paths lack the field of the root, and where that must not be null, it
// writes null for the field instead of for the data.
func (c *court) corrected(a oracle.Answer, params graphql.RawParams) oracle.Answer {
	op := c.cache.doc.Operations.ForName(params.OperationName)
	if op == nil || op.Operation != ast.Subscription {
		return a
	}
	root := only(op.SelectionSet)
	key := strconv.Quote(root.Alias)
	for i := range a {
		r := &a[i]
		if r.Data == "" {
			continue // nothing has begun
		}
		if root.Definition.Type.NonNull && r.Data == "{"+key+":null}" {
			r.Data = "null"
		}
		for j, e := range r.Errors {
			switch {
			case strings.HasPrefix(e, `["elsewhere",`): // a path of the error's own
			case e[0] == '[':
				r.Errors[j] = "[" + key + "," + e[1:]
			default:
				r.Errors[j] = "[" + key + "]" + strings.TrimPrefix(e, "null")
			}
		}
	}
	return a
}

// only returns the one field of a subscription.
func only(set ast.SelectionSet) *ast.Field {
	if fragment, ok := set[0].(*ast.InlineFragment); ok {
		return only(fragment.SelectionSet)
	}
	return set[0].(*ast.Field)
}

// judge fails the test where the two answers to a seed differ. A document is
// asked a few times, each with other variables: what is kept of it must not
// depend on the first.
func (c *court) judge(t *testing.T, seed uint64) {
	params, again := c.operation(seed)
	for {
		if first := c.verdict(params); first != "" {
			small := oracle.Shrink(c.schema, params, func(p graphql.RawParams) bool { return c.verdict(p) != "" })
			t.Errorf("seed %d, chaos %+v, operation %q, variables %v, asked again %d times\n%s\n%s\nshrunk to\n%s\n%s",
				seed, *c.chaos, params.OperationName, params.Variables, asksAgain-len(again), params.Query, first, small.Query, c.verdict(small))
			return
		}
		if len(params.Variables) == 0 || len(again) == 0 {
			return
		}
		params.Variables, again = again[0], again[1:]
	}
}

// asksAgain is how many times a document is asked again.
const asksAgain = 2

// Both executors answer the same, whatever is asked and whatever fails. Without
// more the same few thousand operations are asked, as many as a few seconds
// allow. GALLERIA_ORACLE says how long to go on, or how many to ask; what it
// asks is new every time.
func TestOracle(t *testing.T) { loop(t, newCourt) }

func loop(t *testing.T, newCourt func() *court) {
	count, patience, first := asked(t)
	var next, done atomic.Uint64
	var wg sync.WaitGroup
	start := time.Now()
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for c := newCourt(); !t.Failed(); done.Add(1) {
				n := next.Add(1) - 1
				if n >= count || time.Since(start) > patience {
					return
				}
				c.judge(t, first+n)
			}
		})
	}
	wg.Wait()
	t.Logf("%d operations from seed %d on, %.0f a second", done.Load(), first, float64(done.Load())/time.Since(start).Seconds())
}

// asked returns how many operations to ask at most, for how long, from which seed on.
func asked(t *testing.T) (count uint64, patience time.Duration, first uint64) {
	text := os.Getenv("GALLERIA_ORACLE")
	if text == "" {
		if testing.Short() {
			return 1000, time.Second, 0
		}
		return 4000, 4 * time.Second, 0
	}
	first = rand.Uint64() >> 1
	if n, err := strconv.ParseUint(text, 10, 64); err == nil {
		return n, 24 * time.Hour, first
	}
	d, err := time.ParseDuration(text)
	if err != nil {
		t.Fatalf("GALLERIA_ORACLE is neither a number nor a duration: %q", text)
	}
	return math.MaxUint64, d, first
}

// One executor serves many requests at a time, and what it keeps of documents with them.
func TestOracleForManyAtOnce(t *testing.T) {
	c := newCourt()
	config := testgraph.New(&testgraph.Chaos{Seed: 7, Faults: 20, Nulls: 60})
	cache := graphql.MapCache[*ast.QueryDocument]{}
	c.oracle, c.ours = oracle.New(testgraph.NewExecutableSchema(config), cache), oracle.New(newOurs(config), cache)
	type asked struct {
		params graphql.RawParams
		want   oracle.Answer
	}
	var all []asked
	for seed := uint64(0); len(all) < 60; seed++ {
		params, again := c.operation(seed)
		for _, params.Variables = range append(again, params.Variables) {
			want := c.oracle.Answer(testgraph.WithState(t.Context(), &testgraph.State{}), params)
			if op := cache[params.Query].Operations.ForName(params.OperationName); op.Operation != ast.Subscription {
				all = append(all, asked{params, want})
			}
		}
	}
	var wg sync.WaitGroup
	for g := range 8 {
		wg.Go(func() {
			for i := range all {
				a := all[(i*7+g)%len(all)]
				if got := c.ours.Answer(testgraph.WithState(t.Context(), &testgraph.State{}), a.params); !oracle.Equal(got, a.want) {
					t.Errorf("%s\n%v\noracle: %sours:   %s", a.params.Query, a.params.Variables, a.want, got)
					return
				}
			}
		})
	}
	wg.Wait()
}

// FuzzOracle keeps the seeds that once told the two apart.
func FuzzOracle(f *testing.F) {
	for seed := range uint64(16) {
		f.Add(seed)
	}
	c := newCourt()
	f.Fuzz(func(t *testing.T, seed uint64) { c.judge(t, seed) })
}

// A difference is found, and is shrunk to what shows it.
func TestOracleBites(t *testing.T) {
	c := newCourt()
	other := &testgraph.Chaos{}
	c.ours = oracle.New(newOurs(testgraph.New(other)), c.cache)
	found := 0
	for seed := range uint64(200) {
		params, _ := c.operation(seed)
		*other = *c.chaos
		if v := c.verdict(params); v != "" {
			t.Fatalf("seed %d: the same chaos differs: %s", seed, v)
		}
		other.Seed++
		if c.verdict(params) == "" {
			continue
		}
		found++
		small := oracle.Shrink(c.schema, params, func(p graphql.RawParams) bool { return c.verdict(p) != "" })
		if len(small.Query) > len(params.Query) || c.verdict(small) == "" {
			t.Fatalf("seed %d: shrunk from\n%s\nto\n%s", seed, params.Query, small.Query)
		}
	}
	if found < 100 {
		t.Errorf("of 200 operations over other data, %d differ", found)
	}
}
