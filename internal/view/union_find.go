package view

import (
	"context"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
)

// Find asks every member, a reference only the one that it points into, and
// merges the pages of each value. A member that fails is left out of all
// values, named in their Missing and in the error.
func (u *union[T]) Find(ctx context.Context, field string, values []string, q sources.Query) (map[string]sources.Page[T], error) {
	if err := sources.FromContext(ctx, "", "find"); err != nil {
		return nil, err
	}
	if err := u.traits.CheckFind(field, values, q); err != nil {
		return nil, err
	}
	q.Sort = u.sort(q.Sort)
	f, _ := u.kind.Field(field)
	answers := u.findAll(ctx, f, values, q)
	if err := u.judge(ctx, answers); err != nil {
		return nil, err
	}
	pages := make(map[string]sources.Page[T], len(values))
	for _, value := range values {
		page, err := u.findOne(ctx, f, value, answers, q)
		if err != nil {
			return nil, err
		}
		if len(page.Items) > 0 || page.HasNext {
			pages[value] = page
		}
	}
	return pages, u.partial(answers)
}

// answer is what one member has found.
type answer[T any] struct {
	asked bool
	pages map[string]sources.Page[T]
	err   error
}

func (u *union[T]) findAll(ctx context.Context, f commerce.Field[T], values []string, q sources.Query) []answer[T] {
	answers := make([]answer[T], len(u.members))
	var asked []int
	for i := range u.members {
		if len(u.routed(f, u.members[i].name, values)) > 0 {
			asked = append(asked, i)
		}
	}
	together(asked, len(u.members), func(i int) {
		m := u.members[i]
		pages, err := m.Find(ctx, f.Name, u.routed(f, m.name, values), q)
		answers[i] = answer[T]{asked: true, pages: pages, err: err}
	})
	return answers
}

// routed returns the values that a member can have: of references, those into
// its own source, and those into a source that is no member.
func (u *union[T]) routed(f commerce.Field[T], name string, values []string) []string {
	if f.Type != commerce.Reference {
		return values
	}
	var out []string
	for _, value := range values {
		id, err := commerce.ParseID(value)
		if err == nil && (id.Source == name || !u.has(id.Source)) {
			out = append(out, value)
		}
	}
	return out
}

func (u *union[T]) has(name string) bool {
	for _, m := range u.members {
		if m.name == name {
			return true
		}
	}
	return false
}

// judge returns the error that leaves nothing to answer.
func (u *union[T]) judge(ctx context.Context, answers []answer[T]) error {
	var errs []error
	usable := 0
	for _, a := range answers {
		switch {
		case !lost(a.err):
			if a.asked {
				usable++
			}
			continue
		case faulty(a.err):
			return a.err
		}
		if err := sources.FromContext(ctx, "", "find"); err != nil {
			return err
		}
		errs = append(errs, a.err)
	}
	if usable > 0 || len(errs) == 0 {
		return nil
	}
	return joinedErrors(errs)
}

func (u *union[T]) partial(answers []answer[T]) error {
	var errs []error
	for _, a := range answers {
		if a.err != nil {
			errs = append(errs, a.err)
		}
	}
	return partialOf(errs)
}

// findOne merges the members' pages of one value. They are not read on: a page
// that a member has left short makes the merged one short.
func (u *union[T]) findOne(ctx context.Context, f commerce.Field[T], value string, answers []answer[T], q sources.Query) (sources.Page[T], error) {
	p, err := sources.Equals(f, value)
	if err != nil {
		return sources.Page[T]{}, err
	}
	m := u.merge(q.With(p))
	m.refills = 0
	for i, a := range answers {
		s := &m.streams[i]
		if lost(a.err) {
			s.gone = true
			m.missing = append(m.missing, a.err)
			continue
		}
		s.answered(a.pages[value])
		m.missing = append(m.missing, s.missing...)
		m.admit(s)
	}
	return m.page(ctx)
}
