// Package upstream is the system behind the benchmark: customers, orders,
// payments and stock as REST with batch endpoints, written down beforehand so
// that answering costs little.
//
//	GET /customers?ids=1,2 | ?limit=50&after=2
//	GET /payments?ids=1,2  | ?limit=50&after=2
//	GET /inventory?ids=1,2 | ?skus=A,B | ?limit=50&after=2&skus=A,B
//	GET /orders?ids=1,2    | ?limit=50&after=9&email=…&customer=1,2&from=…&before=…&include=lines,transactions
//	GET /stats
//
// Lists are sorted by id, orders newest first. A condition may be given several
// times: all must hold. An element of a list is percent-encoded by itself.
package upstream

import (
	"cmp"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// Server answers for the data. It is an http.Handler.
type Server struct {
	mux   *http.ServeMux
	delay time.Duration

	customers table
	payments  table
	items     table
	orders    orders

	requests atomic.Int64
	bytes    atomic.Int64
}

// Stats is what the upstream has answered so far.
type Stats struct {
	Requests int64 `json:"requests"`
	Bytes    int64 `json:"bytes"`
}

// New returns a server of the data that waits for the delay before each answer.
func New(d *Data, delay time.Duration) *Server {
	s := &Server{mux: http.NewServeMux(), delay: delay}
	for _, c := range d.Customers {
		s.customers.add(c.ID, "", encodeCustomer(c))
	}
	for _, p := range d.Payments {
		s.payments.add(p.ID, "", encodePayment(p))
	}
	for _, i := range d.Items {
		s.items.add(i.ID, i.SKU, encodeItem(i))
	}
	s.customers.sort()
	s.payments.sort()
	s.items.sort()
	s.orders.fill(d.Orders)
	s.mux.HandleFunc("GET /customers", s.counted(s.customers.serve))
	s.mux.HandleFunc("GET /payments", s.counted(s.payments.serve))
	s.mux.HandleFunc("GET /inventory", s.counted(s.items.serve))
	s.mux.HandleFunc("GET /orders", s.counted(s.orders.serve))
	s.mux.HandleFunc("GET /stats", s.serveStats)
	return s
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.mux.ServeHTTP(w, r) }

// Stats returns what was answered so far.
func (s *Server) Stats() Stats { return Stats{Requests: s.requests.Load(), Bytes: s.bytes.Load()} }

func (s *Server) serveStats(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(s.Stats()) // who asked has gone
}

// question is what was asked; bad when it makes no sense.
type question struct {
	url.Values
	bad bool
}

var buffers = sync.Pool{New: func() any { return new([]byte) }}

func (s *Server) counted(answer func(q *question, out []byte) []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		s.requests.Add(1)
		if s.delay > 0 {
			time.Sleep(s.delay)
		}
		buf := buffers.Get().(*[]byte)
		defer buffers.Put(buf)
		q := question{Values: values(r.URL.RawQuery)}
		*buf = answer(&q, (*buf)[:0])
		if q.bad {
			http.Error(w, "bad request", http.StatusBadRequest)
			return
		}
		s.bytes.Add(int64(len(*buf)))
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Content-Length", strconv.Itoa(len(*buf)))
		_, _ = w.Write(*buf)
	}
}

// values splits a query and leaves its values as they are written.
func values(raw string) url.Values {
	out := url.Values{}
	for pair := range strings.SplitSeq(raw, "&") {
		if key, value, ok := strings.Cut(pair, "="); ok {
			out[key] = append(out[key], value)
		}
	}
	return out
}

// list returns the elements of a list.
func (q *question) list(raw string) []string {
	out := strings.Split(raw, ",")
	for i, v := range out {
		if strings.ContainsAny(v, "%+") {
			text, err := url.QueryUnescape(v)
			if err != nil {
				q.bad = true
			}
			out[i] = text
		}
	}
	return out
}

func (q *question) id(raw string) int64 {
	n, err := strconv.ParseInt(raw, 10, 64)
	if err != nil {
		q.bad = true
	}
	return n
}

// limit is the most rows of a page; the upstream gives up to 250.
func (q *question) limit() int {
	const most = 250
	raw := q.Get("limit")
	n, err := strconv.Atoi(raw)
	if err != nil || n < 1 || n > most {
		q.bad = true
		return 1
	}
	return n
}

// table is the rows of a kind, in the order of their ids.
type table struct {
	rows  []row
	byID  map[int64]int
	bySKU map[string]int
}

type row struct {
	id   int64
	sku  string
	text []byte
}

func (t *table) add(id int64, sku string, text []byte) { t.rows = append(t.rows, row{id, sku, text}) }

func (t *table) sort() {
	slices.SortFunc(t.rows, func(a, b row) int { return cmp.Compare(a.id, b.id) })
	t.byID, t.bySKU = make(map[int64]int, len(t.rows)), map[string]int{}
	for i, r := range t.rows {
		t.byID[r.id] = i
		if r.sku != "" {
			t.bySKU[r.sku] = i
		}
	}
}

func (t *table) serve(q *question, out []byte) []byte {
	out = append(out, `{"rows":[`...)
	start := len(out)
	add := func(i int) {
		if len(out) > start {
			out = append(out, ',')
		}
		out = append(out, t.rows[i].text...)
	}
	more := false
	switch {
	case q.Has("ids"):
		for _, raw := range q.list(q.Get("ids")) {
			if i, ok := t.byID[q.id(raw)]; ok {
				add(i)
			}
		}
	case q.Has("limit"):
		more = t.page(q, add)
	case q.Has("skus"):
		for _, sku := range q.list(q.Get("skus")) {
			if i, ok := t.bySKU[sku]; ok {
				add(i)
			}
		}
	default:
		q.bad = true
	}
	return closed(out, more)
}

// page adds the rows behind the given one, and reports whether there are more.
func (t *table) page(q *question, add func(int)) bool {
	limit, after := q.limit(), int64(0)
	if q.Has("after") {
		after = q.id(q.Get("after"))
	}
	var skus [][]string
	for _, raw := range q.Values["skus"] {
		skus = append(skus, q.list(raw))
	}
	from, _ := slices.BinarySearchFunc(t.rows, after+1, func(r row, id int64) int { return cmp.Compare(r.id, id) })
	for i := from; i < len(t.rows); i++ {
		if !all(skus, func(some []string) bool { return slices.Contains(some, t.rows[i].sku) }) {
			continue
		}
		if limit == 0 {
			return true
		}
		limit--
		add(i)
	}
	return false
}

func all[T any](conditions []T, holds func(T) bool) bool {
	return !slices.ContainsFunc(conditions, func(c T) bool { return !holds(c) })
}

func closed(out []byte, more bool) []byte {
	out = append(out, `],"more":`...)
	return append(strconv.AppendBool(out, more), '}')
}
