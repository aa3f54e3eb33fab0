package sourcetest_test

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/memory"
)

type seeded struct {
	name   string
	caught string // the case that must catch it, or what Run itself says
	change func(*mutant)
	opts   []memory.Option
}

// only returns the cases that are run: the one that must catch the fault.
func (m seeded) only() string {
	if m.caught == leaked {
		return "Concurrent"
	}
	return "^" + m.caught + "$"
}

const leaked = "goroutines are left behind"

// mutants are faults that connectors have had, or could have.
var mutants = []seeded{
	{"drops the last item of a page", "PagesInOrder", onPages(func(q sources.Query, p *page) {
		if p.HasNext && len(p.Items) > 1 {
			p.Items = p.Items[:len(p.Items)-1]
			p.Items[len(p.Items)-1].Place = p.End
		}
	}), nil},
	{"repeats an item on the next page", "PagesInOrder", onPages(func(_ sources.Query, p *page) {
		if n := len(p.Items); p.HasNext && n > 1 {
			p.Items[n-1].Place = p.Items[n-2].Place
			p.End = p.Items[n-1].Place
		}
	}), nil},
	{"answers more than asked", "PagesInOrder", onQueries(func(q *sources.Query) { q.First = min(q.First+1, 250) }), nil},
	{"ignores a filter", "Filters", onQueries(func(q *sources.Query) {
		q.Where = slices.DeleteFunc(slices.Clone(q.Where), func(p sources.Predicate) bool { return p.Field == "status" })
	}), nil},
	{"ignores the second filter", "FiltersTogether", onQueries(func(q *sources.Query) {
		q.Where = q.Where[:min(1, len(q.Where))]
	}), nil},
	{"swaps the bounds of a range", "Filters", onPredicates(func(p *sources.Predicate) { p.From, p.To = p.To, p.From }), nil},
	{"takes every bound as closed", "Filters", onPredicates(func(p *sources.Predicate) { p.From, p.To = closed(p.From), closed(p.To) }), nil},
	{"looks at the first alternative only", "Filters", onPredicates(func(p *sources.Predicate) { p.Values = p.Values[:min(1, len(p.Values))] }), nil},
	{"sorts the wrong way", "PagesInOrder", onQueries(func(q *sources.Query) { q.Sort.Desc = q.Sort.Field != "" && !q.Sort.Desc }), nil},
	{"ignores the sort", "PagesInOrder", onPages(func(_ sources.Query, p *page) {
		slices.SortStableFunc(p.Items, func(a, b sources.Item[commerce.Order]) int { return strings.Compare(a.Node.ID.Key, b.Node.ID.Key) })
	}), nil},
	{"orders ties anew on each page", "PagesInOrder", onPages(reverseTies), nil},
	{"puts missing values last", "PagesInOrder", onPages(missingLast), nil},
	{"has a cursor that does not move", "PagesInOrder", onPages(func(q sources.Query, p *page) {
		if p.HasNext && q.After != "" {
			p.End = sources.PlaceAt(q.After)
			p.Items[len(p.Items)-1].Place = p.End
		}
	}), nil},
	{"promises a page that is not there", "PagesInOrder", onPages(func(_ sources.Query, p *page) {
		if n := len(p.Items); n > 0 {
			p.HasNext, p.End = true, p.Items[n-1].Place
		}
	}), nil},
	{"ends too early", "PagesInOrder", onPages(func(q sources.Query, p *page) {
		if q.After != "" {
			p.HasNext, p.End = false, sources.Place{}
		}
	}), nil},
	{"resumes one item late", "ResumesAfterAnyItem", onPages(func(q sources.Query, p *page) {
		if q.After != "" && len(p.Items) > 0 {
			p.Items = p.Items[1:]
		}
	}), nil},
	{"keeps the places of the last page only", "PagesInOrder", keepLastPlaces, nil},
	{"comes back with the item it turned at", "Reversible", reversedWalk(func(q *sources.Query, p *page) { p.Items = append(p.Items, p.Items[:min(1, len(p.Items))]...) }), nil},
	{"comes back without the item before", "Reversible", reversedWalk(func(q *sources.Query, p *page) { p.Items = p.Items[min(1, len(p.Items)):] }), nil},
	{"counts items and calls it stable", "StableUnderChanges", func(m *mutant) {
		m.traits = func(t sources.Traits) sources.Traits { t.Stable = true; return t }
	}, []memory.Option{memory.Offsets()}},
	{"accepts a cursor of another listing", "CursorOfAnotherListing", acceptForeign, nil},
	{"accepts any cursor", "HostileCursors", acceptForeign, nil},
	{"get invents", "GetOmitsMissing", onGets(func(ids []commerce.ID, f found) {
		for _, id := range ids {
			if f[id] == nil {
				f[id] = &commerce.Order{Origin: commerce.Origin{ID: id}}
			}
		}
	}), nil},
	{"get answers for another source", "GetOmitsMissing", getByKey, nil},
	{"get loses one of a batch", "GetFindsWhatExists", onGets(func(ids []commerce.ID, f found) {
		if len(ids) > 5 {
			delete(f, ids[4])
		}
	}), nil},
	{"get mixes up two of a batch", "GetFindsWhatExists", onGets(func(ids []commerce.ID, f found) {
		if len(ids) > 5 {
			f[ids[0]], f[ids[1]] = f[ids[1]], f[ids[0]]
		}
	}), nil},
	{"does not say what it holds", "GetHoldsWhatIsWanted", onGets(func(_ []commerce.ID, f found) {
		for id, o := range f {
			bare := *o
			bare.Holds = 0
			f[id] = &bare
		}
	}), nil},
	{"takes more than a batch", "RefusesUnpromisedSizes", func(m *mutant) {
		m.traits = func(t sources.Traits) sources.Traits { t.MaxBatch = 100; return t }
	}, nil},
	{"filters by what it does not promise", "RefusesUnpromisedFilters", func(m *mutant) {
		m.traits = func(t sources.Traits) sources.Traits { t.Filters = nil; t.Joins = nil; return t }
	}, nil},
	{"sorts by what it does not promise", "RefusesUnpromisedSorts", func(m *mutant) {
		m.traits = func(t sources.Traits) sources.Traits { t.Sorts = t.Sorts[2:]; return t }
	}, nil},
	{"joins by what it does not promise", "RefusesUnpromisedJoins", func(m *mutant) {
		m.traits = func(t sources.Traits) sources.Traits { t.Joins = t.Joins[1:]; return t }
	}, nil},
	{"lists without what it requires", "RefusesWithoutRequired", func(m *mutant) {
		m.traits = func(t sources.Traits) sources.Traits { t.Requires = []string{"currency"}; return t }
	}, nil},
	{"refuses as the wrong kind", "RefusesUnpromisedSizes", onErrors(func(e *sources.Error) { e.Kind = sources.KindInternal }), nil},
	{"does not say which source failed", "HostileCursors", onErrors(func(e *sources.Error) { e.Source = "" }), nil},
	{"ignores that the caller went away", "CanceledContext", func(m *mutant) {
		m.query = func(ctx context.Context, q sources.Query) (page, error) {
			return m.orders.Query(context.WithoutCancel(ctx), q)
		}
	}, nil},
	{"find is not bounded", "FindAgreesWithQuery", onFinds(func(q *sources.Query) { q.First = 250 }, nil), nil},
	{"find puts values in each other's place", "FindAgreesWithQuery", onFinds(nil, func(values []string, pages map[string]page) {
		if len(values) > 1 {
			pages[values[0]], pages[values[1]] = pages[values[1]], pages[values[0]]
		}
	}), nil},
	{"find answers under another spelling", "FindAgreesWithQuery", onFinds(nil, func(values []string, pages map[string]page) {
		for _, v := range values {
			if folded := commerce.FoldEmail(v); folded != v && strings.Contains(v, "@") {
				pages[folded] = pages[v]
				delete(pages, v)
			}
		}
	}), nil},
	{"find forgets the filters", "FindTakesManyValues", onFinds(func(q *sources.Query) { q.Where = nil }, nil), nil},
	{"changes what it has answered", "Immutable", changeAnswered, nil},
	{"leaves a goroutine behind", leaked, func(m *mutant) {
		m.query = func(ctx context.Context, q sources.Query) (page, error) {
			go func() { select {} }()
			return m.orders.Query(ctx, q)
		}
	}, nil},
	{"repeats what the source sent", "Faults", onErrors(func(e *sources.Error) {
		if e.Kind == sources.KindMalformed {
			e.Err = errors.New("unexpected " + secretBody)
		}
	}), nil},
	{"does not say when to come back", "Faults", onErrors(func(e *sources.Error) { e.RetryAfter = 0 }), nil},
	{"calls a refusal an outage", "Faults", onErrors(func(e *sources.Error) {
		if e.Kind == sources.KindDenied {
			e.Kind = sources.KindUnavailable
		}
	}), nil},
	{"guesses an unknown word", "UnknownWord", onGets(func(_ []commerce.ID, f found) {
		for id, o := range f {
			guessed := *o
			guessed.Status.Value, guessed.Status.Mapping = commerce.OrderStatusOpen, commerce.MappingLossy
			f[id] = &guessed
		}
	}), nil},
}
