package shopifysim

import (
	"cmp"
	"slices"
	"sort"
	"strings"
	"sync"
)

// The kinds of entities that connections list; they are the API's type names.
const (
	kindCustomer = "Customer"
	kindOrder    = "Order"
	kindProduct  = "Product"
	kindVariant  = "ProductVariant"
	kindItem     = "InventoryItem"
	kindLocation = "Location"
	kindDraft    = "DraftOrder"
	kindEvent    = "Event"
)

// sortValue is what a list is ordered by: a text or a number, never both.
type sortValue struct {
	text   string
	number int64
}

// entry is one place in an ordered list. Equal values are ordered by id.
type entry struct {
	value  sortValue
	id     int64
	object any
}

func (e entry) compare(other entry) int {
	return cmp.Or(strings.Compare(e.value.text, other.value.text), cmp.Compare(e.value.number, other.value.number), cmp.Compare(e.id, other.id))
}

// indexes are the ordered lists by kind and sort key. A list is made when it is
// first asked for and kept in step afterwards. Readers hold the store's read
// lock and make lists at the same time, so the map has a lock of its own; a list
// itself changes only under the store's write lock.
type indexes struct {
	mu    sync.Mutex
	lists map[string]map[string][]entry
}

// list returns every entity of a kind in the order of a sort key.
func (x *indexes) list(s *store, kind, key string) []entry {
	x.mu.Lock()
	defer x.mu.Unlock()
	if list, made := x.lists[kind][key]; made {
		return list
	}
	var list []entry
	each(s, kind, func(id string, object any) {
		list = append(list, entry{value: s.sortValue(key, object), id: legacyID(id), object: object})
	})
	slices.SortFunc(list, entry.compare)
	if x.lists == nil {
		x.lists = map[string]map[string][]entry{}
	}
	if x.lists[kind] == nil {
		x.lists[kind] = map[string][]entry{}
	}
	x.lists[kind][key] = list
	return list
}

// each visits every entity of a kind.
func each(s *store, kind string, visit func(id string, object any)) {
	switch kind {
	case kindCustomer:
		eachOf(s.customers, visit)
	case kindOrder:
		eachOf(s.orders, visit)
	case kindProduct:
		eachOf(s.products, visit)
	case kindVariant:
		eachOf(s.variants, visit)
	case kindItem:
		eachOf(s.items, visit)
	case kindLocation:
		eachOf(s.locations, visit)
	case kindDraft:
		eachOf(s.drafts, visit)
	}
}

func eachOf[T any](entities map[string]*T, visit func(id string, object any)) {
	for id, entity := range entities {
		visit(id, entity)
	}
}

// insert adds an entity to the lists of its kind.
func (x *indexes) insert(s *store, kind, id string, object any) {
	x.mu.Lock()
	defer x.mu.Unlock()
	for key, list := range x.lists[kind] {
		added := entry{value: s.sortValue(key, object), id: legacyID(id), object: object}
		at, _ := slices.BinarySearchFunc(list, added, entry.compare)
		x.lists[kind][key] = slices.Insert(list, at, added)
	}
}

// remove takes an entity out of the lists of its kind. A list that does not
// hold it where it should is dropped: the value it was ordered by came from
// another entity that has changed since.
func (x *indexes) remove(s *store, kind, id string, object any) {
	x.mu.Lock()
	defer x.mu.Unlock()
	for key, list := range x.lists[kind] {
		gone := entry{value: s.sortValue(key, object), id: legacyID(id)}
		at, found := slices.BinarySearchFunc(list, gone, entry.compare)
		if !found {
			delete(x.lists[kind], key)
			continue
		}
		x.lists[kind][key] = slices.Delete(list, at, at+1)
	}
}

// drop forgets a list whose values depend on what has just changed.
func (x *indexes) drop(kind, key string) {
	x.mu.Lock()
	defer x.mu.Unlock()
	delete(x.lists[kind], key)
}

// after returns how many entries of a list come before or at a place, in list
// order or, for reversed lists, in reversed order.
func after(list []entry, place entry, reverse bool) int {
	if reverse {
		return len(list) - sort.Search(len(list), func(i int) bool { return list[i].compare(place) >= 0 })
	}
	return sort.Search(len(list), func(i int) bool { return list[i].compare(place) > 0 })
}

// before returns how many entries of a list come strictly before a place.
func before(list []entry, place entry, reverse bool) int {
	if reverse {
		return len(list) - sort.Search(len(list), func(i int) bool { return list[i].compare(place) > 0 })
	}
	return sort.Search(len(list), func(i int) bool { return list[i].compare(place) >= 0 })
}
