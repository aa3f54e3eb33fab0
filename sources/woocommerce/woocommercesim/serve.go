package woocommercesim

import (
	"cmp"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// query is a request that found its route.
type query struct {
	sim      *Sim
	route    string // below the namespace
	given    values
	params   []param
	args     arguments
	ids      map[string]int
	decimals int
	home     string // the site's address
}

// answer is what a route answers: an object or a list of them.
type answer struct {
	status int // 200 when 0
	body   any
	header map[string]string
}

// ServeHTTP answers one request to the site.
func (s *Sim) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.requests.Add(1)
	(*s.recorder.Load())(r)
	if !s.faults.wait(r.Context()) {
		return
	}
	given := parseQuery(r.URL.RawQuery)
	fault, failing := s.faults.choose(r.URL.Path + given["rest_route"].text)
	if failing && s.fail(w, r, fault) {
		return
	}
	path, ok := s.route(r.URL.Path, given)
	if !ok {
		writeHTML(w, http.StatusNotFound, "Page not found")
		return
	}
	found, problem := s.answer(r, path, given)
	status, body := cmp.Or(found.status, http.StatusOK), []byte(nil)
	if problem != nil {
		status, body = problem.status, appendJSON(nil, s.translated(problem).body())
	} else {
		body = appendJSON(nil, fault.twist(found.body))
	}
	for name, value := range found.header {
		w.Header().Set(name, value)
	}
	w.Header().Set("Access-Control-Expose-Headers", "X-WP-Total, X-WP-TotalPages, Link")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Header().Set("Content-Type", "application/json; charset=UTF-8")
	body = fault.damage(body)
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	w.Write(body)
}

// answer judges a request in WordPress's order (key, route, parameters, rights)
// and computes its answer.
func (s *Sim) answer(r *http.Request, path string, given values) (answer, *apiError) {
	key, problem := s.authenticate(r, given)
	if problem != nil {
		return answer{}, problem
	}
	below, ok := strings.CutPrefix(path, namespace)
	found, ids, known := s.match(below)
	if !ok || !known {
		return answer{}, noRoute()
	}
	writing := r.Method != http.MethodGet && r.Method != http.MethodHead
	if writing && found.writes[r.Method] == nil || !writing && found.serve == nil {
		return answer{}, noRoute()
	}
	if writing && !key.manages() {
		return answer{}, cannotWrite(key != nil, r.Method)
	}
	args, problem := judge(found.params, given)
	if problem != nil {
		return answer{}, problem
	}
	if !key.manages() {
		return answer{}, cannotView(key != nil, found.list)
	}
	q := &query{sim: s, route: below, given: given, params: found.params, args: args, ids: ids, home: s.home(r)}
	dp := args.integer("dp", s.decimals)
	q.decimals = min(max(dp, -dp), 18) // absint, and more says nothing
	if writing {
		return s.write(r, found, q)
	}
	return s.serve(q, found)
}

// serve renders under the lock, because an order shows what its products are
// now.
func (s *Sim) serve(q *query, found route) (answer, *apiError) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	a, problem := found.serve(q)
	if problem == nil {
		a.body = trim(a.body, q.given["_fields"])
	}
	return a, problem
}

// home is the site's address, as the request named it.
func (s *Sim) home(r *http.Request) string {
	scheme := "https://"
	if r.TLS == nil && (s.options.PlainHTTP || strings.HasPrefix(r.Host, "127.0.0.1:") || strings.HasPrefix(r.Host, "localhost:")) {
		scheme = "http://"
	}
	return scheme + r.Host + s.options.Directory
}

// address is where a route lies.
func (q *query) address(path string) string {
	if q.sim.options.PlainPermalinks {
		return q.home + "/index.php?rest_route=" + namespace + "/" + path
	}
	return q.home + "/wp-json" + namespace + "/" + path
}

// pageURL is the address of another page of the same list. All parameters of
// the request are in it, keys too.
func (q *query) pageURL(page int) string {
	parameters := url.Values{}
	for name, v := range q.given {
		switch {
		case name == "rest_route":
		case v.many:
			for i, item := range v.list {
				parameters.Set(fmt.Sprintf("%s[%d]", name, i), item)
			}
		default:
			parameters.Set(name, v.text)
		}
	}
	parameters.Set("page", strconv.Itoa(page))
	separator := "?"
	if q.sim.options.PlainPermalinks {
		separator = "&"
	}
	return q.address(strings.Trim(q.route, "/")) + separator + parameters.Encode()
}

// parent returns the number of a parent that the path names, and 0 where it
// names none. No object has the number 0.
func (q *query) parent(name string) int {
	id, ok := q.ids[name]
	if ok && id == 0 {
		return -1
	}
	return id
}

// links are the _links of an object; up is the object that it belongs to.
func (q *query) links(base string, id any, up string) object {
	href := func(path string) []object { return []object{{{"href", q.address(path)}}} }
	links := object{{"self", href(fmt.Sprintf("%s/%v", base, id))}, {"collection", href(base)}}
	if up != "" {
		links = append(links, member{"up", href(up)})
	}
	return object{{"_links", links}}
}

func (q *query) linksBelow(base string, parent int, name string, id int) object {
	up := base + "/" + strconv.Itoa(parent)
	return q.links(up+"/"+name, id, up)
}

// translated is an error in the site's language.
func (s *Sim) translated(problem *apiError) *apiError {
	if s.options.Translate == nil {
		return problem
	}
	own := *problem
	own.message = s.options.Translate(own.message)
	return &own
}

func writeJSON(w http.ResponseWriter, problem *apiError) {
	w.Header().Set("Content-Type", "application/json; charset=UTF-8")
	w.WriteHeader(problem.status)
	w.Write(appendJSON(nil, problem.body()))
}

func writeHTML(w http.ResponseWriter, status int, title string) {
	w.Header().Set("Content-Type", "text/html; charset=UTF-8")
	w.WriteHeader(status)
	fmt.Fprintf(w, "<!DOCTYPE html>\n<html lang=\"en-US\"><head><title>%s</title></head>\n<body><h1>%[1]s</h1></body></html>\n", title)
}
