package stripesim

import (
	"maps"
	"reflect"
	"slices"
	"strings"
	"time"
)

// eventLife is how long Stripe lists an event.
const eventLife = 30 * 24 * time.Hour

// event records a change. Its object is a snapshot of the moment.
type event struct {
	id       string
	created  time.Time
	kind     string
	object   object
	previous object // nil when nothing was there before
	request  string
}

func (e *event) key() (string, time.Time) { return e.id, e.created }

func (e *event) filter(name string) string {
	if name == "type" {
		return e.kind
	}
	return ""
}

func (e *event) render(v *view) object {
	data := object{"object": e.object}
	if e.previous != nil {
		data["previous_attributes"] = e.previous
	}
	return object{
		"id": e.id, "object": "event", "api_version": Version, "created": e.created.Unix(), "data": data,
		"livemode": v.livemode, "pending_webhooks": 0, "type": e.kind,
		"request": object{"id": e.request, "idempotency_key": nil},
	}
}

// expired says whether an entity is an event that Stripe no longer shows.
func expired(e entity, now time.Time) bool {
	event, ok := e.(*event)
	return ok && now.Sub(event.created) > eventLife
}

// matchesType compares an event's type with a name or a group such as
// charge.*.
func matchesType(pattern, kind string) bool {
	prefix, _, group := strings.Cut(pattern, "*")
	if group {
		return strings.HasPrefix(kind, prefix)
	}
	return pattern == kind
}

func matchesAnyType(patterns []string, kind string) bool {
	return slices.ContainsFunc(patterns, func(pattern string) bool { return matchesType(pattern, kind) })
}

// changes returns the earlier values of what differs, inner objects reduced to
// their differing members, as previous_attributes shows them. It is nil when
// nothing differs.
func changes(before, after object) object {
	previous := object{}
	names := maps.Clone(before)
	maps.Copy(names, after)
	for name := range names {
		old, now := before[name], after[name]
		if reflect.DeepEqual(old, now) {
			continue
		}
		oldObject, wasObject := asObject(old)
		newObject, isObject := asObject(now)
		if wasObject && isObject {
			previous[name] = changes(oldObject, newObject)
			continue
		}
		previous[name] = old
	}
	if len(previous) == 0 {
		return nil
	}
	return previous
}

func asObject(value any) (object, bool) {
	switch value := value.(type) {
	case object:
		return value, true
	case map[string]string:
		members := make(object, len(value))
		for name, text := range value {
			members[name] = text
		}
		return members, true
	}
	return nil, false
}
