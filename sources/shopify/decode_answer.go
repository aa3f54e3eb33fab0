package shopify

import (
	"strconv"
	"strings"

	"github.com/galleria-graph/galleria/sources/internal/jsonx"
)

// envelope is what stands around the data of an answer.
type envelope struct {
	answered bool // some field of the root is not null
	currency string
	faults   []fault
	cost     *cost
	ignored  []string // search fields that the shop says it ignored
}

// decode reads an answer. The fields of the root are read by root, which takes
// them by name and keeps to itself what is wrong inside.
func (e *envelope) decode(r *jsonx.Reader, root func(*jsonx.Reader)) {
	for ok := r.Object(); ok && r.Member(); {
		switch string(r.Name()) {
		case "data":
			for ok := r.Object(); ok && r.Member(); {
				e.answered = e.answered || r.Kind() != jsonx.Null
				part := r.Begin()
				if string(r.Name()) == "shop" {
					e.currency = readCurrency(r)
				}
				root(r)
				_ = r.End(part) // root has kept what it needs of it
			}
		case "errors":
			e.faults = nil
			for ok := r.Array(); ok && r.Element(); {
				e.faults = append(e.faults, readFault(r))
			}
		case "extensions":
			e.decodeExtensions(r)
		}
	}
}

func (e *envelope) decodeExtensions(r *jsonx.Reader) {
	for ok := r.Object(); ok && r.Member(); {
		switch string(r.Name()) {
		case "cost":
			e.cost = readCost(r)
		case "search":
			for ok := r.Array(); ok && r.Element(); {
				for ok := r.Object(); ok && r.Member(); {
					if string(r.Name()) == "warnings" {
						e.decodeWarnings(r)
					}
				}
			}
		}
	}
}

func (e *envelope) decodeWarnings(r *jsonx.Reader) {
	for ok := r.Array(); ok && r.Element(); {
		for ok := r.Object(); ok && r.Member(); {
			if string(r.Name()) == "field" {
				e.ignored = append(e.ignored, r.Text().Value)
			}
		}
	}
}

// readCurrency returns the shop's currency, where the document asked for it.
func readCurrency(r *jsonx.Reader) string {
	currency := ""
	for ok := r.Object(); ok && r.Member(); {
		if string(r.Name()) == "currencyCode" {
			currency = r.Word().Value
		}
	}
	return currency
}

func readCost(r *jsonx.Reader) *cost {
	if !r.Object() {
		return nil
	}
	c := new(cost)
	for r.Member() {
		switch string(r.Name()) {
		case "requestedQueryCost":
			c.Requested = r.Float().Value
		case "actualQueryCost":
			c.Actual = r.Float().Value
		case "throttleStatus":
			for ok := r.Object(); ok && r.Member(); {
				switch string(r.Name()) {
				case "maximumAvailable":
					c.Throttle.Maximum = r.Float().Value
				case "currentlyAvailable":
					c.Throttle.Available = r.Float().Value
				case "restoreRate":
					c.Throttle.Restore = r.Float().Value
				}
			}
		}
	}
	return c
}

func readFault(r *jsonx.Reader) fault {
	var f fault
	for ok := r.Object(); ok && r.Member(); {
		switch string(r.Name()) {
		case "path":
			f.Path = readPath(r)
		case "extensions":
			for ok := r.Object(); ok && r.Member(); {
				if string(r.Name()) == "code" {
					f.Code = r.Text().Value
				}
			}
		}
	}
	return f
}

// readPath reads names and positions alike, and takes anything else for no path.
func readPath(r *jsonx.Reader) path {
	if r.Kind() != jsonx.Array {
		r.Skip()
		return nil
	}
	out := path{}
	for ok := r.Array(); ok && r.Element(); {
		name := ""
		if kind := r.Kind(); kind == jsonx.Text || kind == jsonx.Number {
			name = r.Numeral().Value
		}
		out = append(out, name)
	}
	return out
}

// laneOf returns the number in the name of a lane.
func laneOf(name []byte) (int, bool) {
	digits, ok := strings.CutPrefix(string(name), "l")
	n, err := strconv.Atoi(digits)
	return n, ok && err == nil
}
