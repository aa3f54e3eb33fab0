package stripesim

import (
	"fmt"
	"sort"
	"strconv"
	"strings"
	"time"
)

// entity is a stored object of Stripe. Entities are immutable once stored: a
// change stores another one, so that rendered answers may share their maps.
type entity interface {
	key() (id string, created time.Time)
	// filter returns the value by which lists filter; "" is never matched.
	filter(name string) string
	// render returns the object as an answer shows it without expansions.
	render(v *view) object
}

// record is the place of an entity in the store.
type record struct {
	entity
	id      string
	created int64
	serial  uint64 // orders records of the same second
	deleted bool
	// before is what search still sees until the lag after changed has passed;
	// nil while search sees nothing.
	before  entity
	changed time.Time
}

func (r *record) older(than *record) bool {
	if r.created != than.created {
		return r.created < than.created
	}
	return r.serial < than.serial
}

// run is a list of records, the oldest first.
type run []*record

// place returns the index of the first record that is not older than r.
func (u run) place(r *record) int {
	return sort.Search(len(u), func(i int) bool { return !u[i].older(r) })
}

func (u run) insert(r *record) run {
	at := u.place(r)
	u = append(u, nil)
	copy(u[at+1:], u[at:])
	u[at] = r
	return u
}

func (u run) remove(r *record) run {
	at := u.place(r)
	return append(u[:at], u[at+1:]...)
}

// within cuts a run to the records created in a span.
func (u run) within(span timeRange) run {
	from := sort.Search(len(u), func(i int) bool { return u[i].created >= span.from })
	to := sort.Search(len(u), func(i int) bool { return u[i].created > span.to })
	if from > to {
		return nil
	}
	return u[from:to]
}

// filter is a condition of a list, answered by an index.
type filter struct{ name, value string }

// collection holds all entities of one kind.
type collection struct {
	indexed []string // the names of the filters
	byID    map[string]*record
	all     run
	index   map[filter]run
}

func newCollection(indexed ...string) *collection {
	return &collection{indexed: indexed, byID: map[string]*record{}, index: map[filter]run{}}
}

// enter adds a record to the runs that its entity belongs to.
func (c *collection) enter(r *record) {
	c.byID[r.id] = r
	if r.deleted {
		return
	}
	c.all = c.all.insert(r)
	for _, name := range c.indexed {
		if value := r.filter(name); value != "" {
			key := filter{name, value}
			c.index[key] = c.index[key].insert(r)
		}
	}
}

// leave undoes enter, except that the record can still be found by its id.
func (c *collection) leave(r *record) {
	if r.deleted {
		return
	}
	c.all = c.all.remove(r)
	for _, name := range c.indexed {
		if value := r.filter(name); value != "" {
			key := filter{name, value}
			c.index[key] = c.index[key].remove(r)
		}
	}
}

// sameRuns says whether an entity belongs to the runs that its record is in.
func (c *collection) sameRuns(r *record, e entity) bool {
	_, created := e.key()
	if r.created != created.Unix() || r.deleted != isDeleted(e) {
		return false
	}
	for _, name := range c.indexed {
		if r.filter(name) != e.filter(name) {
			return false
		}
	}
	return true
}

// store holds the collections by Stripe's object names.
type store struct {
	collections map[string]*collection
	serial      uint64
	names       uint64
}

func newStore() *store {
	return &store{collections: map[string]*collection{
		"customer":            newCollection("email"),
		"payment_intent":      newCollection("customer", "customer_account"),
		"charge":              newCollection("customer", "payment_intent", "transfer_group"),
		"refund":              newCollection("charge", "payment_intent"),
		"dispute":             newCollection("charge", "payment_intent"),
		"payout":              newCollection("status", "destination"),
		"balance_transaction": newCollection("source", "payout", "type", "currency"),
		"payment_method":      newCollection(),
		"event":               newCollection("type"),
		"checkout.session": newCollection("payment_intent", "customer", "customer_account",
			"payment_link", "subscription", "status", "customer_details[email]"),
	}}
}

// find returns a record by id, deleted ones included.
func (st *store) find(object, id string) *record { return st.collections[object].byID[id] }

// related returns the records that a filter matches, the oldest first.
func (st *store) related(object, name, value string) run {
	return st.collections[object].index[filter{name, value}]
}

// put stores an entity in place of the one with its id, if there is one.
func (st *store) put(object string, e entity) *record {
	c := st.collections[object]
	id, created := e.key()
	r := c.byID[id]
	switch {
	case r == nil:
		st.serial++
		r = &record{id: id, serial: st.serial}
	case c.sameRuns(r, e):
		r.entity = e
		return r
	default:
		c.leave(r)
	}
	r.entity, r.created, r.deleted = e, created.Unix(), isDeleted(e)
	c.enter(r)
	return r
}

func isDeleted(e entity) bool {
	customer, ok := e.(*Customer)
	return ok && customer.deleted
}

// newID makes an id that looks like Stripe's and is the same in every run.
func (st *store) newID(prefix string) string {
	const digits, base = 16, 36
	st.names++
	number := strconv.FormatUint(st.names, base)
	return fmt.Sprintf("%s_1Sim%s%s", prefix, strings.Repeat("0", digits-len(number)), number)
}

// get returns an entity by id, or nil.
func get[T any, E interface {
	*T
	entity
}](st *store, object, id string) E {
	if r := st.find(object, id); r != nil {
		return r.entity.(E)
	}
	return nil
}

// view is what a renderer may know besides its entity.
type view struct {
	store    *store
	livemode bool
	now      time.Time
}
