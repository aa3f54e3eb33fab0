package stripesim

import (
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// parameters are the query parameters of a request. Each is taken by name;
// what nobody took is unknown to the operation.
type parameters struct {
	values url.Values
}

func parseParameters(encoded string) (*parameters, *apiError) {
	values, err := url.ParseQuery(encoded)
	if err != nil {
		return nil, invalidRequest("", "", "Invalid request: the query string cannot be parsed.")
	}
	return &parameters{values: values}, nil
}

// take removes a plain parameter. As in Stripe the last of several values
// counts, and an empty value is an error.
func (p *parameters) take(name string) (value string, given bool, problem *apiError) {
	values := p.values[name]
	if len(values) == 0 {
		return "", false, nil
	}
	delete(p.values, name)
	value = values[len(values)-1]
	if value == "" {
		return "", false, invalidRequest("parameter_invalid_empty", name, "You passed an empty string for '%[1]s'. "+
			"We assume empty values are an attempt to unset a parameter; however '%[1]s' cannot be unset. "+
			"You should remove '%[1]s' from your request or supply a non-empty value.", name)
	}
	return value, true, nil
}

// takeList removes name[]=a&name[]=b or name[0]=a&name[1]=b.
func (p *parameters) takeList(name string) ([]string, *apiError) {
	if _, given := p.values[name]; given {
		return nil, invalidRequest("", name, "Invalid array")
	}
	var list []string
	for _, key := range slices.Sorted(maps.Keys(p.values)) {
		member, ok := memberOf(name, key)
		if !ok {
			continue
		}
		if _, err := strconv.Atoi(member); err != nil && member != "" {
			return nil, invalidRequest("", name, "Invalid array")
		}
		list = append(list, p.values[key]...)
		delete(p.values, key)
	}
	return list, nil
}

// memberOf reads key as name[member].
func memberOf(name, key string) (member string, ok bool) {
	rest, ok := strings.CutPrefix(key, name+"[")
	if !ok {
		return "", false
	}
	return strings.CutSuffix(rest, "]")
}

func (p *parameters) takeInteger(name string) (value int64, given bool, problem *apiError) {
	text, given, problem := p.take(name)
	if !given {
		return 0, false, problem
	}
	value, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return 0, false, invalidRequest("parameter_invalid_integer", name, "Invalid integer: %s", text)
	}
	return value, true, nil
}

func (p *parameters) takeLimit() (int, *apiError) {
	const least, most, usual = 1, 100, 10
	limit, given, problem := p.takeInteger("limit")
	switch {
	case problem != nil || !given:
		return usual, problem
	case limit < least:
		return 0, invalidRequest("parameter_invalid_integer", "limit", "This value must be greater than or equal to %d.", least)
	case limit > most:
		return 0, invalidRequest("parameter_invalid_integer", "limit", "This value must be less than or equal to %d (it currently is '%d').", most, limit)
	}
	return int(limit), nil
}

// timeRange is a span of seconds, both ends included.
type timeRange struct{ from, to int64 }

// takeRange removes name=exact or name[gt|gte|lt|lte].
func (p *parameters) takeRange(name string) (timeRange, *apiError) {
	span := everything()
	exact, given, problem := p.takeInteger(name)
	if problem != nil {
		return span, problem
	}
	if given {
		span = timeRange{exact, exact}
	}
	for _, bound := range []string{"gt", "gte", "lt", "lte"} {
		value, given, problem := p.takeInteger(name + "[" + bound + "]")
		if problem != nil {
			return span, problem
		}
		if given {
			span.narrow(bound, value)
		}
	}
	return span, nil
}

// farthest bounds all times, so that neighbours can be counted without overflow.
const farthest = int64(1) << 60

func everything() timeRange { return timeRange{-farthest, farthest} }

func (t *timeRange) narrow(bound string, value int64) {
	value = min(max(value, -farthest), farthest)
	switch bound {
	case "gt":
		t.from = max(t.from, value+1)
	case "gte":
		t.from = max(t.from, value)
	case "lt":
		t.to = min(t.to, value-1)
	case "lte":
		t.to = min(t.to, value)
	}
}

func (t timeRange) contains(value int64) bool { return t.from <= value && value <= t.to }

// finish refuses what nobody took.
func (p *parameters) finish() *apiError {
	for _, name := range slices.Sorted(maps.Keys(p.values)) {
		return invalidRequest("parameter_unknown", name, "Received unknown parameter: %s", name)
	}
	return nil
}
