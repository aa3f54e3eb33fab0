package woocommercesim

import "time"

// stamp is the form of all dates: no zone, whether they are site time or GMT.
const stamp = "2006-01-02T15:04:05"

// dates renders a time twice: in the site's zone, and as GMT.
func (s *Sim) dates(name string, t time.Time) object {
	if t.IsZero() {
		return object{{name, nil}, {name + "_gmt", nil}}
	}
	return object{{name, t.In(s.options.Zone).Format(stamp)}, {name + "_gmt", t.UTC().Format(stamp)}}
}

// face is the clock that a time shows, at the site or at Greenwich, as the time
// at UTC that a parameter's clock can be compared with.
func (s *Sim) face(t time.Time, gmt bool) time.Time {
	if gmt {
		return t.UTC()
	}
	local := t.In(s.options.Zone)
	_, offset := local.Zone()
	return local.Add(time.Duration(offset) * time.Second).UTC()
}

// period judges times by the parameters after, before, modified_after and
// modified_before, whose bounds are left out themselves.
type period struct {
	sim *Sim
	gmt bool
	q   *query
}

func (q *query) period() period {
	_, gmt := q.args.boolean("dates_are_gmt")
	return period{sim: q.sim, gmt: gmt, q: q}
}

func (p period) holds(created, modified time.Time) bool {
	return p.within(created, "after", "before") && p.within(modified, "modified_after", "modified_before")
}

func (p period) within(t time.Time, after, before string) bool {
	from, hasFrom := p.q.args[after].(time.Time)
	to, hasTo := p.q.args[before].(time.Time)
	if !hasFrom && !hasTo {
		return true
	}
	shown := p.sim.face(t, p.gmt)
	return (!hasFrom || shown.After(from)) && (!hasTo || shown.Before(to))
}
