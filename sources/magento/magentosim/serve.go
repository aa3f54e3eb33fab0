package magentosim

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// maxURI is how long an address may be before the web server refuses it.
const maxURI = 8190

// call is one request on its way to an answer.
type call struct {
	sim    *Sim
	number int64
	query  *node
	view   *view
	fault  Fault
	// values are the variable parts of the path in their order.
	values []string
}

// ServeHTTP answers one request of the REST API.
func (s *Sim) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	number := s.requests.Add(1)
	s.options.Recorder(r)
	storeCode, path, ours := splitPath(r.URL.EscapedPath())
	if !s.faults.wait(r.Context()) {
		return
	}
	if len(r.URL.RequestURI()) > maxURI {
		writeHTML(w, http.StatusRequestURITooLong, "414 Request-URI Too Large")
		return
	}
	fault, failing := s.faults.choose(path)
	if failing && s.fail(w, r, fault) {
		return
	}
	c := &call{sim: s, number: number, query: parseQuery(r.URL.RawQuery), fault: fault}
	answer, problem := any(nil), noRoute()
	if ours {
		answer, problem = c.answer(r, storeCode, path)
	}
	if problem != nil {
		writeJSON(w, problem.status, marshal(problem.body(s.options.DeveloperMode)))
		return
	}
	body := marshal(trim(c.query, answer))
	switch fault.Kind {
	case FaultTruncated:
		body = body[:len(body)/2]
	case FaultNotices:
		body = append([]byte("<br />\n<b>Notice</b>:  Undefined index: weight in <b>/var/www/html/app/code/Item.php</b> on line <b>12</b><br />\n"), body...)
	}
	writeJSON(w, http.StatusOK, body)
}

// splitPath cuts /rest and the store view's code off a path.
func splitPath(escaped string) (storeCode, path string, ours bool) {
	rest, ours := strings.CutPrefix(escaped, "/rest/")
	if !ours {
		return "", escaped, false
	}
	if !strings.HasPrefix(rest, "V1/") {
		storeCode, rest, _ = strings.Cut(rest, "/")
	}
	return storeCode, "/" + strings.TrimRight(rest, "/"), strings.HasPrefix(rest, "V1/")
}

// answer routes and authorizes a request and computes its answer.
func (c *call) answer(r *http.Request, storeCode, path string) (any, *apiError) {
	route, values := c.sim.route(r.Method, path)
	if route == nil || !c.sim.options.knowsStore(storeCode) {
		return nil, noRoute()
	}
	if problem := c.sim.authorize(r, route.right); problem != nil {
		return nil, problem
	}
	if storeCode == "" {
		storeCode = c.sim.options.Stores[0].Code
	}
	c.values = values
	c.view = &view{store: c.sim.store, options: &c.sim.options, storeCode: storeCode}
	c.sim.mu.RLock()
	defer c.sim.mu.RUnlock()
	return route.answer(c)
}

func (o *Options) knowsStore(code string) bool {
	if code == "" || code == "all" || code == "default" {
		return true
	}
	for i := range o.Stores {
		if o.Stores[i].Code == code {
			return true
		}
	}
	return false
}

// integer reads a variable part of the path that must be a number.
func (c *call) integer(name string) (int64, *apiError) {
	number, err := strconv.ParseInt(c.values[0], 10, 64)
	if err != nil {
		return 0, notInteger(name, c.values[0])
	}
	return number, nil
}

// route is a call of the API. A part of its path that begins with a colon is
// variable.
type route struct {
	path   []string
	right  string
	answer func(*call) (any, *apiError)
}

// route finds the route of a path; of two that fit, the first.
func (s *Sim) route(method, path string) (*route, []string) {
	if method != http.MethodGet {
		return nil, nil
	}
	parts := strings.Split(strings.TrimPrefix(path, "/V1/"), "/")
	for i := range s.routes {
		if values, ok := s.routes[i].match(parts); ok {
			return &s.routes[i], values
		}
	}
	return nil, nil
}

func (r *route) match(parts []string) (values []string, ok bool) {
	if len(parts) != len(r.path) {
		return nil, false
	}
	for i, want := range r.path {
		if !strings.HasPrefix(want, ":") {
			if parts[i] != want {
				return nil, false
			}
			continue
		}
		value, err := url.PathUnescape(parts[i])
		if err != nil || value == "" {
			return nil, false
		}
		values = append(values, value)
	}
	return values, true
}

func writeJSON(w http.ResponseWriter, status int, body []byte) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	w.Write(body)
}

func writeHTML(w http.ResponseWriter, status int, title string) {
	w.Header().Set("Content-Type", "text/html")
	w.WriteHeader(status)
	w.Write([]byte("<html>\r\n<head><title>" + title + "</title></head>\r\n<body>\r\n<center><h1>" + title + "</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n"))
}
