package stripesim

import (
	"net/http"
	"strings"
	"time"
)

// listing is what a list request asks for.
type listing struct {
	limit         int
	startingAfter string
	endingBefore  string
	created       timeRange
	filters       []filter
	where         []func(entity) bool
}

// list answers with one page, the newest first.
func (s *Sim) list(r resource, p *parameters, key credential) (object, *apiError) {
	paths, problem := p.takeExpansions()
	if problem != nil {
		return nil, problem
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	v := s.view()
	asked, problem := readListing(r, p, v)
	if problem != nil {
		return nil, problem
	}
	expansion, problem := planPageExpansion(r.object, paths, key)
	if problem != nil {
		return nil, problem
	}
	page, more, problem := asked.page(r.object, v)
	if problem != nil {
		return nil, problem
	}
	return object{"object": "list", "url": r.path, "has_more": more, "data": renderAll(v, page, expansion)}, nil
}

// renderAll always returns a list, so that an empty page is [] and not null.
func renderAll(v *view, page []*record, expansion *expansion) []any {
	data := make([]any, 0, len(page))
	for _, record := range page {
		item := record.render(v)
		expansion.apply(v, item)
		data = append(data, item)
	}
	return data
}

func readListing(r resource, p *parameters, v *view) (asked listing, problem *apiError) {
	if asked.limit, problem = p.takeLimit(); problem != nil {
		return asked, problem
	}
	if problem := asked.readCursors(p); problem != nil {
		return asked, problem
	}
	if asked.created, problem = p.takeRange("created"); problem != nil {
		return asked, problem
	}
	if problem := asked.readRanges(r, p); problem != nil {
		return asked, problem
	}
	if r.object == "event" {
		if problem := asked.readEventFilters(p, v.now); problem != nil {
			return asked, problem
		}
	}
	if problem := asked.readArguments(r, p, v); problem != nil {
		return asked, problem
	}
	return asked, p.finish()
}

func (l *listing) readCursors(p *parameters) (problem *apiError) {
	if l.startingAfter, _, problem = p.take("starting_after"); problem != nil {
		return problem
	}
	if l.endingBefore, _, problem = p.take("ending_before"); problem != nil {
		return problem
	}
	if l.startingAfter != "" && l.endingBefore != "" {
		return invalidRequest("", "", "You may only specify one of these parameters: ending_before, starting_after.")
	}
	return nil
}

// readRanges takes the time filters besides created. Only payouts have one.
func (l *listing) readRanges(r resource, p *parameters) *apiError {
	for _, name := range r.ranges {
		span, problem := p.takeRange(name)
		if problem != nil {
			return problem
		}
		l.where = append(l.where, func(e entity) bool { return span.contains(e.(*Payout).ArrivalDate.Unix()) })
	}
	return nil
}

func (l *listing) readArguments(r resource, p *parameters, v *view) *apiError {
	for _, argument := range r.arguments {
		value, given, problem := p.take(argument.name)
		if problem != nil {
			return problem
		}
		if !given {
			continue
		}
		if !argument.permits(value) {
			return invalidRequest("", argument.name, "Invalid %s: must be one of %s", argument.name, strings.Join(argument.allowed, ", "))
		}
		if argument.refers != "" && v.store.find(argument.refers, value) == nil {
			return missing(http.StatusBadRequest, noun(argument.refers), value, argument.name)
		}
		l.filters = append(l.filters, filter{argument.name, value})
	}
	return nil
}

// page returns the records of the page and whether more follow in the
// direction of the cursor.
func (l listing) page(object string, v *view) ([]*record, bool, *apiError) {
	candidates := l.candidates(v.store.collections[object]).within(l.created)
	if l.endingBefore != "" {
		cursor := v.store.find(object, l.endingBefore)
		if cursor == nil {
			return nil, false, missing(http.StatusBadRequest, noun(object), l.endingBefore, "ending_before")
		}
		page, more := l.newerThan(candidates, cursor)
		return page, more, nil
	}
	if l.startingAfter != "" {
		cursor := v.store.find(object, l.startingAfter)
		if cursor == nil {
			return nil, false, missing(http.StatusBadRequest, noun(object), l.startingAfter, "starting_after")
		}
		candidates = candidates[:candidates.place(cursor)]
	}
	page, more := l.newest(candidates)
	return page, more, nil
}

// candidates returns the shortest run that holds all matches.
func (l listing) candidates(c *collection) run {
	shortest := c.all
	for _, f := range l.filters {
		if run := c.index[f]; len(run) < len(shortest) {
			shortest = run
		}
	}
	return shortest
}

func (l listing) newest(candidates run) (page []*record, more bool) {
	for i := len(candidates) - 1; i >= 0; i-- {
		if !l.matches(candidates[i]) {
			continue
		}
		if len(page) == l.limit {
			return page, true
		}
		page = append(page, candidates[i])
	}
	return page, false
}

// newerThan returns the records next to the cursor on its newer side, still
// the newest first.
func (l listing) newerThan(candidates run, cursor *record) (page []*record, more bool) {
	at := candidates.place(cursor)
	if at < len(candidates) && candidates[at] == cursor {
		at++
	}
	for ; at < len(candidates); at++ {
		if !l.matches(candidates[at]) {
			continue
		}
		if len(page) == l.limit {
			more = true
			break
		}
		page = append(page, candidates[at])
	}
	for i, j := 0, len(page)-1; i < j; i, j = i+1, j-1 {
		page[i], page[j] = page[j], page[i]
	}
	return page, more
}

func (l listing) matches(r *record) bool {
	for _, f := range l.filters {
		if r.filter(f.name) != f.value {
			return false
		}
	}
	for _, condition := range l.where {
		if !condition(r.entity) {
			return false
		}
	}
	return true
}

// readEventFilters takes the filters of events, which have names with
// wildcards, lists of names, and a life of 30 days.
func (l *listing) readEventFilters(p *parameters, now time.Time) *apiError {
	pattern, given, problem := p.take("type")
	if problem != nil {
		return problem
	}
	if given && strings.Contains(pattern, "*") {
		l.where = append(l.where, func(e entity) bool { return matchesType(pattern, e.filter("type")) })
	} else if given {
		l.filters = append(l.filters, filter{"type", pattern})
	}
	types, problem := p.takeList("types")
	if problem != nil {
		return problem
	}
	if given && len(types) > 0 {
		return invalidRequest("", "types", "You may only specify one of these parameters: type, types.")
	}
	if len(types) > 0 {
		l.where = append(l.where, func(e entity) bool { return matchesAnyType(types, e.filter("type")) })
	}
	l.where = append(l.where, func(e entity) bool { return !expired(e, now) })
	return l.readDelivery(p)
}

// readDelivery takes delivery_success. Every simulated event counts as
// delivered.
func (l *listing) readDelivery(p *parameters) *apiError {
	value, given, problem := p.take("delivery_success")
	if problem != nil || !given {
		return problem
	}
	if value != "true" && value != "false" {
		return invalidRequest("", "delivery_success", "Invalid boolean: %s", value)
	}
	l.where = append(l.where, func(entity) bool { return value == "true" })
	return nil
}
