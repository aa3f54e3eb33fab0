package woocommercesim

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// paramKind is the type of a parameter.
type paramKind int

const (
	textParam paramKind = iota
	integerParam
	booleanParam
	dateParam
	integersParam
	textsParam
	emailParam
)

// param is a parameter that a route knows. All others are ignored.
type param struct {
	name  string
	kind  paramKind
	least int      // of an integer; 0 is no bound
	most  int      // of an integer; 0 is no bound
	words []string // the only values allowed, when there are any
}

// arguments are the parameters of a request that its route knows, each of its
// kind's type: string, int, bool, time.Time, []int or []string.
type arguments map[string]any

// judge reads the parameters that a route knows and complains of all that do
// not fit.
func judge(params []param, given values) (arguments, *apiError) {
	read := arguments{}
	var complaints []complaint
	for _, p := range params {
		v, ok := given[p.name]
		if !ok {
			continue
		}
		result, problem := p.read(v)
		if problem != nil {
			complaints = append(complaints, *problem)
			continue
		}
		read[p.name] = result
	}
	if complaints != nil {
		return nil, invalidParams(complaints)
	}
	return read, nil
}

func (p param) read(v value) (any, *complaint) {
	switch p.kind {
	case integersParam:
		return p.readIntegers(v)
	case textsParam:
		return p.readTexts(v)
	}
	if v.many {
		return nil, p.wrongType(p.name)
	}
	switch p.kind {
	case integerParam:
		return p.readInteger(v.text)
	case booleanParam:
		return p.readBoolean(v.text)
	case dateParam:
		return p.readDate(v.text)
	case emailParam:
		return p.readEmail(v.text)
	}
	return v.text, p.known(p.name, v.text)
}

func (p param) wrongType(where string) *complaint {
	names := map[paramKind]string{
		textParam: "string", integerParam: "integer", booleanParam: "boolean", dateParam: "string", integersParam: "integer", textsParam: "string",
		emailParam: "string",
	}
	return &complaint{p.name, "rest_invalid_type", fmt.Sprintf("%s is not of type %s.", where, names[p.kind])}
}

// known complains of a word that is not among those allowed.
func (p param) known(where, word string) *complaint {
	if p.words == nil || slices.Contains(p.words, word) {
		return nil
	}
	return &complaint{p.name, "rest_not_in_enum", fmt.Sprintf("%s is not one of %s.", where, list(p.words))}
}

// list names words as WordPress does: "a, b, and c".
func list(words []string) string {
	switch n := len(words); n {
	case 1:
		return words[0]
	case 2:
		return words[0] + " and " + words[1]
	default:
		return strings.Join(words[:n-1], ", ") + ", and " + words[n-1]
	}
}

func (p param) readInteger(text string) (any, *complaint) {
	n, ok := integer(text)
	switch {
	case !ok:
		return nil, p.wrongType(p.name)
	case p.most > 0 && (n < p.least || n > p.most):
		return nil, &complaint{p.name, "rest_out_of_bounds", fmt.Sprintf("%s must be between %d (inclusive) and %d (inclusive)", p.name, p.least, p.most)}
	case p.least > 0 && n < p.least:
		return nil, &complaint{p.name, "rest_out_of_bounds", fmt.Sprintf("%s must be greater than or equal to %d", p.name, p.least)}
	}
	return n, nil
}

// integer reads what PHP takes for an integer: "7", "7.0" and "7e0" are.
func integer(text string) (int, bool) {
	text = strings.TrimSpace(text)
	if n, err := strconv.Atoi(text); err == nil {
		return n, true
	}
	if strings.ContainsAny(text, "xXpP_nN") {
		return 0, false
	}
	f, err := strconv.ParseFloat(text, 64)
	if err != nil || f != math.Trunc(f) || math.Abs(f) > 1<<53 {
		return 0, false
	}
	return int(f), true
}

func (p param) readBoolean(text string) (any, *complaint) {
	switch strings.ToLower(text) {
	case "true", "1":
		return true, nil
	case "false", "0":
		return false, nil
	}
	return nil, p.wrongType(p.name)
}

var dateForm = regexp.MustCompile(`^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2}:\d{2})(?:\.\d+)?(?:[Zz]|[+-]\d{2}(?::\d{2})?)?$`)

// readDate reads the clock that a date shows. Its zone is read and ignored:
// dates_are_gmt alone decides what the clock means.
func (p param) readDate(text string) (any, *complaint) {
	invalid := &complaint{p.name, "rest_invalid_date", "Invalid date."}
	parts := dateForm.FindStringSubmatch(text)
	if parts == nil {
		return nil, invalid
	}
	t, err := time.Parse(time.DateTime, parts[1]+" "+parts[2])
	if err != nil {
		return nil, invalid
	}
	return t, nil
}

func (p param) readIntegers(v value) (any, *complaint) {
	read := []int{}
	for i, item := range v.items() {
		n, ok := integer(item)
		if !ok {
			return nil, p.wrongType(fmt.Sprintf("%s[%d]", p.name, i))
		}
		read = append(read, n)
	}
	return read, nil
}

func (p param) readTexts(v value) (any, *complaint) {
	read := v.items()
	for i, item := range read {
		if problem := p.known(fmt.Sprintf("%s[%d]", p.name, i), item); problem != nil {
			return nil, problem
		}
	}
	return read, nil
}

func (a arguments) text(name string) string {
	text, _ := a[name].(string)
	return text
}

// integer returns a parameter, or what stands for it when it is not given.
func (a arguments) integer(name string, otherwise int) int {
	if n, ok := a[name].(int); ok {
		return n
	}
	return otherwise
}

func (a arguments) boolean(name string) (given, value bool) {
	value, given = a[name].(bool)
	return given, value
}

func (a arguments) integers(name string) []int {
	list, _ := a[name].([]int)
	return list
}

func (a arguments) texts(name string) []string {
	list, _ := a[name].([]string)
	return list
}

func (p param) readEmail(text string) (any, *complaint) {
	local, domain, ok := strings.Cut(text, "@")
	if !ok || local == "" || !strings.Contains(domain, ".") || strings.ContainsAny(domain, "@ ") {
		return nil, &complaint{p.name, "rest_invalid_email", "Invalid email address."}
	}
	return text, nil
}
