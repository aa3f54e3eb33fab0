package woocommercesim

import (
	"encoding/json"
	"net/http"
)

// mostWritten is how many objects a batch has at most.
const mostWritten = 100

// batch makes a writer of those of single objects: each object of a batch is
// written alone, and says what was wrong in its own place.
func batch(create, update, remove writer) writer {
	return func(c *command) (answer, *apiError) {
		var created, updated []map[string]json.RawMessage
		var removed []int
		take(c, "create", &created)
		take(c, "update", &updated)
		take(c, "delete", &removed)
		if problem := c.complained(); problem != nil {
			return answer{}, problem
		}
		if len(created)+len(updated)+len(removed) > mostWritten {
			return answer{}, &apiError{
				status: http.StatusRequestEntityTooLarge, code: "woocommerce_rest_request_entity_too_large", message: "Unable to accept more than 100 items for this request.",
			}
		}
		var out object
		list := func(name string, objects []map[string]json.RawMessage, write writer) {
			if len(objects) == 0 {
				return
			}
			var results []object
			for _, body := range objects {
				results = append(results, c.one(body, write))
			}
			out = append(out, member{name, results})
		}
		list("create", created, create)
		list("update", updated, update)
		var gone []map[string]json.RawMessage
		for _, id := range removed {
			raw, _ := json.Marshal(id) // a number always marshals
			gone = append(gone, map[string]json.RawMessage{"id": raw, "force": json.RawMessage("true")})
		}
		list("delete", gone, remove)
		return answer{body: out}, nil
	}
}

// one writes an object of a batch.
func (c *command) one(body map[string]json.RawMessage, write writer) object {
	id := 0
	_ = json.Unmarshal(body["id"], &id) // one that is none names no object
	own := *c.query
	own.ids = map[string]int{"id": id}
	problem := noRoute()
	var a answer
	if write != nil {
		a, problem = write(&command{query: &own, body: body})
	}
	if problem != nil {
		return object{{"id", id}, {"error", problem.body()}}
	}
	rendered, _ := a.body.(object)
	return rendered
}
