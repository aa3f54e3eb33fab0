package woocommercesim

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// place is an object of an answer.
type place struct {
	kind string
	id   int
}

// override is a value that a plug-in puts into an object.
type override struct {
	path  []string
	value json.RawMessage
}

var overridden = []string{"orders", "refunds", "notes", "fulfillments", "customers", "products", "variations", "webhooks"}

// Override shows an object with another value at a path, as a plug-in that
// filters answers does: any JSON, fitting or not. The kind is the last word of
// the route, the path has dots ("billing.phone", "line_items.0.quantity"), and
// where its last name is not there it is added. An empty value takes the
// override away.
func (s *Sim) Override(kind string, id int, path string, value json.RawMessage) error {
	if !slices.Contains(overridden, kind) {
		return fmt.Errorf("override: no kind %q", kind)
	}
	if len(value) > 0 && !json.Valid(value) {
		return errors.New("override: the value is not JSON")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	at := place{kind, id}
	names := strings.Split(path, ".")
	kept := slices.DeleteFunc(slices.Clone(s.store.overrides[at]), func(o override) bool { return slices.Equal(o.path, names) })
	if len(value) > 0 {
		kept = append(kept, override{names, slices.Clone(value)})
	}
	s.store.overrides[at] = kept
	return nil
}

// spoil applies the overrides of an object.
func (q *query) spoil(kind string, id int, o object) object {
	for _, over := range q.sim.store.overrides[place{kind, id}] {
		o, _ = put(o, over.path, over.value).(object)
	}
	return o
}

// put sets a value within an answer; a path that leads nowhere changes nothing.
func put(v any, path []string, value json.RawMessage) any {
	if len(path) == 0 {
		return value
	}
	switch v := v.(type) {
	case object:
		i := slices.IndexFunc(v, func(m member) bool { return m.key == path[0] })
		if i >= 0 {
			v[i].value = put(v[i].value, path[1:], value)
		} else if len(path) == 1 {
			v = append(v, member{path[0], value})
		}
		return v
	case []object:
		list := make([]any, len(v))
		for i := range v {
			list[i] = v[i]
		}
		return put(list, path, value)
	case []any:
		if i, err := strconv.Atoi(path[0]); err == nil && i >= 0 && i < len(v) {
			v[i] = put(v[i], path[1:], value)
		}
	}
	return v
}
