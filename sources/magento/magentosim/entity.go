package magentosim

import (
	"slices"
	"sort"
)

// entity is a row of the shop. Entities are immutable once stored: a change
// stores another one.
type entity interface {
	id() int64
	// column returns a value of the main table by which searches filter and
	// sort; nil is null.
	column(v *view, name string) any
	// render returns the object as an answer shows it.
	render(v *view) object
}

// view is what a renderer may know besides its entity.
type view struct {
	store   *store
	options *Options
	// storeCode is the store view of the request, "all" for the admin's.
	storeCode string
	// list says that the entity is one of many: some parts are left out then.
	list bool
}

// table holds the entities of one kind by id.
type table struct {
	rows []entity // by id
	last int64
}

func (t *table) place(id int64) int {
	return sort.Search(len(t.rows), func(i int) bool { return t.rows[i].id() >= id })
}

func (t *table) find(id int64) entity {
	if at := t.place(id); at < len(t.rows) && t.rows[at].id() == id {
		return t.rows[at]
	}
	return nil
}

func (t *table) put(e entity) {
	at := t.place(e.id())
	if at < len(t.rows) && t.rows[at].id() == e.id() {
		t.rows[at] = e
		return
	}
	t.rows = slices.Insert(t.rows, at, e)
	t.last = max(t.last, e.id())
}

func (t *table) remove(id int64) {
	if at := t.place(id); at < len(t.rows) && t.rows[at].id() == id {
		t.rows = slices.Delete(t.rows, at, at+1)
	}
}

func (t *table) removeIf(gone func(entity) bool) { t.rows = slices.DeleteFunc(t.rows, gone) }

// assign makes an id up where none is set and keeps later ones apart from it.
func (t *table) assign(id *int64) {
	if *id == 0 {
		*id = t.last + 1
	}
	t.last = max(t.last, *id)
}

// get returns an entity by id, or nil.
func get[T any, E interface {
	*T
	entity
}](t *table, id int64) E {
	if found := t.find(id); found != nil {
		return found.(E)
	}
	return nil
}
