package magentospec

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// CheckRequest says what in a request Adobe's specification does not know: the
// path, the method, a parameter, a condition, a sort direction, a number or a
// time in the wrong form, or missing credentials.
func (s *Spec) CheckRequest(r *http.Request) error {
	operation, err := s.operation(r)
	if err != nil {
		return err
	}
	if r.Header.Get("Authorization") == "" {
		return fmt.Errorf("%s %s: header Authorization is missing", r.Method, r.URL.Path)
	}
	if err := operation.checkQuery(r.URL.RawQuery); err != nil {
		return fmt.Errorf("%s %s: %w", r.Method, r.URL.Path, err)
	}
	return nil
}

// operation finds the operation that serves a request. Of two paths that fit,
// the one with fewer variable parts wins.
func (s *Spec) operation(r *http.Request) (*operation, error) {
	path, ok := apiPath(r.URL.EscapedPath())
	if !ok {
		return nil, fmt.Errorf("%s %s: not below /rest/V1 or /rest/<store>/V1", r.Method, r.URL.Path)
	}
	var found map[string]operation
	fewest := -1
	for template, methods := range s.paths {
		variables, fits := match(template, path)
		if fits && (fewest < 0 || variables < fewest) {
			found, fewest = methods, variables
		}
	}
	if found == nil {
		return nil, fmt.Errorf("%s %s: no such path in Magento's specification", r.Method, r.URL.Path)
	}
	operation, ok := found[strings.ToLower(r.Method)]
	if !ok {
		return nil, fmt.Errorf("%s %s: the path has no such method in Magento's specification", r.Method, r.URL.Path)
	}
	return &operation, nil
}

var storeCode = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)

// apiPath cuts /rest and the store view's code off.
func apiPath(escaped string) (string, bool) {
	rest, ok := strings.CutPrefix(escaped, "/rest/")
	if !ok {
		return "", false
	}
	if code, after, _ := strings.Cut(rest, "/"); code != "V1" {
		if !storeCode.MatchString(code) {
			return "", false
		}
		rest = after
	}
	return "/" + rest, strings.HasPrefix(rest, "V1/")
}

// match says whether a path fits a template and with how many variables.
func match(template, path string) (variables int, ok bool) {
	want, got := strings.Split(template, "/"), strings.Split(path, "/")
	if len(want) != len(got) {
		return 0, false
	}
	for i, part := range want {
		switch {
		case strings.HasPrefix(part, "{") && got[i] != "":
			variables++
		case part != got[i]:
			return 0, false
		}
	}
	return variables, true
}

const criteriaPrefix = "searchCriteria["

// searches says whether the operation is a search.
func (o *operation) searches() bool {
	return slices.ContainsFunc(o.Parameters, func(p parameter) bool { return strings.HasPrefix(p.Name, criteriaPrefix) })
}

func (o *operation) checkQuery(raw string) error {
	given, err := url.ParseQuery(raw)
	if err != nil {
		return fmt.Errorf("query: %w", err)
	}
	search := &search{filters: map[string]map[string]string{}}
	for name, values := range given {
		if len(values) > 1 && !strings.HasSuffix(name, "[]") {
			return fmt.Errorf("parameter %q is there twice", name)
		}
		if err := o.checkParameter(search, name, values[0]); err != nil {
			return err
		}
	}
	for _, p := range o.Parameters {
		if p.In == "query" && p.Required && !slices.ContainsFunc(keys(given), func(name string) bool { return plainName(name) == p.Name }) {
			return fmt.Errorf("required parameter %q is missing", p.Name)
		}
	}
	if o.searches() && !search.there {
		return errors.New("a search needs searchCriteria")
	}
	return search.check()
}

func keys(values url.Values) []string {
	names := make([]string, 0, len(values))
	for name := range values {
		names = append(names, name)
	}
	return names
}

// plainName cuts the brackets of an array's parameter off.
func plainName(name string) string {
	plain, _, _ := strings.Cut(name, "[")
	return plain
}

func (o *operation) checkParameter(s *search, name, value string) error {
	if plain := plainName(name); plain == "searchCriteria" || plain == "search_criteria" {
		if !o.searches() {
			return fmt.Errorf("parameter %q: the call is no search", name)
		}
		return s.read(name, value)
	}
	if name == "fields" {
		return checkFields(value)
	}
	for _, p := range o.Parameters {
		if p.In == "query" && (p.Name == name || p.Type == "array" && p.Name == plainName(name)) {
			return p.check(value)
		}
	}
	return fmt.Errorf("unknown parameter %q", name)
}

func (p *parameter) check(value string) error {
	if p.Type == "integer" {
		if _, err := strconv.ParseInt(value, 10, 64); err != nil {
			return fmt.Errorf("parameter %q: want an integer", p.Name)
		}
	}
	return nil
}

var fieldsForm = regexp.MustCompile(`^[\w\[\],]+$`)

func checkFields(value string) error {
	depth := 0
	for _, letter := range value {
		switch letter {
		case '[':
			depth++
		case ']':
			depth--
		}
		if depth < 0 {
			break
		}
	}
	if depth != 0 || !fieldsForm.MatchString(value) {
		return fmt.Errorf("fields %q is not of the form a,b[c]", value)
	}
	return nil
}

// search gathers the parameters of one searchCriteria.
type search struct {
	there   bool
	filters map[string]map[string]string // by group and index
}

var (
	filterName = regexp.MustCompile(`^(?:filter_groups|filterGroups)\]\[(\d+)\]\[filters\]\[(\d+)\]\[(field|value|condition_type|conditionType)\]$`)
	sortName   = regexp.MustCompile(`^(?:sort_orders|sortOrders)\]\[\d+\]\[(field|direction)\]$`)
	pagingName = regexp.MustCompile(`^(?:page_size|pageSize|current_page|currentPage)\]$`)
)

func (s *search) read(name, value string) error {
	s.there = true
	_, inner, nested := strings.Cut(name, "[")
	if !nested || inner == "]" {
		if value != "" {
			return fmt.Errorf("parameter %q: want no value", name)
		}
		return nil
	}
	if parts := filterName.FindStringSubmatch(inner); parts != nil {
		key := parts[1] + " " + parts[2]
		if s.filters[key] == nil {
			s.filters[key] = map[string]string{}
		}
		s.filters[key][strings.ReplaceAll(parts[3], "conditionType", "condition_type")] = value
		return nil
	}
	if parts := sortName.FindStringSubmatch(inner); parts != nil {
		if parts[1] == "direction" && value != "ASC" && value != "DESC" {
			return fmt.Errorf("parameter %q: %q is neither ASC nor DESC", name, value)
		}
		return nil
	}
	if !pagingName.MatchString(inner) {
		return fmt.Errorf("unknown parameter %q", name)
	}
	if number, err := strconv.Atoi(value); err != nil || number < 1 {
		return fmt.Errorf("parameter %q: want a number above 0", name)
	}
	return nil
}

var conditions = []string{
	"", "eq", "finset", "from", "gt", "gteq", "in", "like", "lt", "lteq", "moreq", "neq", "nfinset", "nin", "nlike", "notnull", "null", "to",
}

func (s *search) check() error {
	for _, filter := range s.filters {
		field, condition := filter["field"], filter["condition_type"]
		_, valued := filter["value"]
		switch {
		case field == "":
			return errors.New("a filter has no field")
		case !slices.Contains(conditions, condition):
			return fmt.Errorf("filter by %s: unknown condition type %q", field, condition)
		case !valued && condition != "null" && condition != "notnull":
			return fmt.Errorf("filter by %s: no value", field)
		}
		if err := checkTime(field, condition, filter["value"]); err != nil {
			return err
		}
	}
	return nil
}

// checkTime refuses times in another form than the database's own, which are
// not understood.
func checkTime(field, condition, value string) error {
	if !strings.HasSuffix(field, "_at") || !slices.Contains([]string{"", "eq", "from", "gt", "gteq", "lt", "lteq", "moreq", "neq", "to"}, condition) {
		return nil
	}
	if _, err := time.Parse(time.DateTime, value); err != nil {
		return fmt.Errorf("filter by %s: %q is no time of the form %q", field, value, time.DateTime)
	}
	return nil
}
