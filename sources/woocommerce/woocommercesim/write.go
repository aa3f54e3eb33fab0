package woocommercesim

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"mime"
	"net/http"

	"github.com/shopspring/decimal"
)

// command is a request that writes.
type command struct {
	*query
	body       map[string]json.RawMessage
	complaints []complaint
}

// writer answers a command. What it returns is rendered when the store has changed.
type writer func(*command) (answer, *apiError)

const largestBody = 1 << 20

// write runs a command: its parameters are those of the address and, before
// them, those of the body.
func (s *Sim) write(r *http.Request, found route, q *query) (answer, *apiError) {
	serve := found.writes[r.Method]
	if serve == nil {
		return answer{}, noRoute()
	}
	c := &command{query: q, body: map[string]json.RawMessage{}}
	for name, v := range q.given {
		if text, err := json.Marshal(v.text); err == nil && !v.many {
			c.body[name] = text
		}
	}
	media, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")) // what cannot be read is no JSON
	raw, err := io.ReadAll(io.LimitReader(r.Body, largestBody))
	if err == nil && media == "application/json" && len(raw) > 0 {
		var members map[string]json.RawMessage
		if json.Unmarshal(raw, &members) != nil {
			return answer{}, &apiError{status: http.StatusBadRequest, code: "rest_invalid_json", message: "Invalid JSON body passed."}
		}
		maps.Copy(c.body, members)
	}
	return serve(c)
}

// take reads a parameter of the body, and complains of one of another type.
// It reports whether there is one.
func take[T any](c *command, name string, into *T) bool {
	raw, ok := c.body[name]
	if !ok || string(raw) == "null" {
		return false
	}
	var v T
	if json.Unmarshal(raw, &v) != nil {
		c.complaints = append(c.complaints, complaint{name, "rest_invalid_type", fmt.Sprintf("%s is of another type.", name)})
		return false
	}
	*into = v
	return true
}

// word is take for one of some words.
func (c *command) word(name string, into *string, words []string) {
	v := ""
	if !take(c, name, &v) {
		return
	}
	if problem := (param{name: name, words: words}).known(name, v); problem != nil {
		c.complaints = append(c.complaints, *problem)
		return
	}
	*into = v
}

// truth is take for a boolean, which can be a text of an address, too.
func (c *command) truth(name string, otherwise bool) bool {
	var text string
	if json.Unmarshal(c.body[name], &text) == nil && text != "" {
		return text == "true" || text == "1"
	}
	take(c, name, &otherwise)
	return otherwise
}

// complained is the answer to parameters that do not fit; nil when all do.
func (c *command) complained() *apiError {
	if c.complaints == nil {
		return nil
	}
	return invalidParams(c.complaints)
}

// run changes the store. An error of the shop's own is the answer.
func (c *command) run(edit func(*change) error) *apiError {
	err := c.sim.change("write", edit)
	var problem *apiError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &problem):
		return problem
	}
	return &apiError{status: http.StatusBadRequest, code: "woocommerce_rest_invalid_data", message: errors.Unwrap(err).Error()}
}

// then renders what a command has made.
func (c *command) then(status int, render func() (answer, *apiError)) (answer, *apiError) {
	c.sim.mu.RLock()
	defer c.sim.mu.RUnlock()
	a, problem := render()
	a.status = status
	return a, problem
}

// amount is money as it is written: a text, or a number.
type amount struct{ decimal.Decimal }

// metaBody is an entry of meta data as it is written. One with an id or a key
// that is there replaces the value, and null removes it.
type metaBody struct {
	ID    int
	Key   string
	Value json.RawMessage
}

func (c *command) meta(all []Meta) []Meta {
	var written []metaBody
	take(c, "meta_data", &written)
	for _, m := range written {
		var value any
		_ = json.Unmarshal(m.Value, &value) // a part of valid JSON; nothing is null
		at := -1
		for i := range all {
			if m.ID != 0 && all[i].ID == m.ID || m.ID == 0 && all[i].Key == m.Key {
				at = i
			}
		}
		switch {
		case at >= 0 && value == nil:
			all = append(all[:at:at], all[at+1:]...)
		case at >= 0:
			all[at].Value = value
		case value != nil:
			all = append(all, Meta{Key: m.Key, Value: value})
		}
	}
	return all
}

// place reads an address, of which only what is named changes.
func (c *command) place(name string, a *Address) {
	var written map[string]string
	take(c, name, &written)
	for member, into := range map[string]*string{
		"first_name": &a.FirstName, "last_name": &a.LastName, "company": &a.Company, "address_1": &a.Address1, "address_2": &a.Address2,
		"city": &a.City, "state": &a.State, "postcode": &a.Postcode, "country": &a.Country, "email": &a.Email, "phone": &a.Phone,
	} {
		if text, ok := written[member]; ok {
			*into = text
		}
	}
}
