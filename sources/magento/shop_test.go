package magento_test

import (
	"cmp"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"go.uber.org/goleak"

	"github.com/shopspring/decimal"

	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/magento"
	"github.com/galleria-graph/galleria/sources/magento/magentosim/magentospec"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const (
	name  = "north"
	token = "k8s0v5kx3jt1h4jfg5cbf1bh3z5t3tya"
)

type object = map[string]any

// rows are the entries of one list: what it can be searched by is in the
// columns, which an answer may call otherwise.
type rows struct {
	unique  string // the column that is
	entries []entry
}

type entry struct {
	columns map[string]string
	body    object
}

// shop answers searches as Magento's documents describe them: filters of a
// group are alternatives, text knows no case, and a page past the end is the
// last one once more.
type shop struct {
	mu    sync.Mutex
	lists map[string]*rows
	plain map[string]any // what other paths answer
	asked []*http.Request
	// before can answer in the shop's place.
	before func(w http.ResponseWriter, r *http.Request) bool
}

func newShop() *shop {
	return &shop{lists: map[string]*rows{
		"/V1/orders": {unique: "entity_id"}, "/V1/customers/search": {unique: "entity_id"}, "/V1/products": {unique: "entity_id"},
		"/V1/transactions": {unique: "transaction_id"}, "/V1/invoices": {unique: "entity_id"}, "/V1/creditmemos": {unique: "entity_id"},
		"/V1/shipments": {unique: "entity_id"}, "/V1/inventory/sources": {unique: "source_code"},
		"/V1/inventory/source-items": {unique: "key"}, "/V1/products/attributes": {unique: "attribute_id"},
	}, plain: map[string]any{"/V1/store/storeConfigs": []object{{
		"id": 1, "code": "default", "base_currency_code": "GBP", "weight_unit": "kgs", "secure_base_media_url": "https://shop.example.com/media/",
	}}}}
}

func (s *shop) put(path string, e entry) {
	s.mu.Lock()
	defer s.mu.Unlock()
	l := s.lists[path]
	l.entries = slices.DeleteFunc(l.entries, func(other entry) bool { return other.columns[l.unique] == e.columns[l.unique] })
	l.entries = append(l.entries, e)
}

func (s *shop) remove(path, key string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	l := s.lists[path]
	l.entries = slices.DeleteFunc(l.entries, func(other entry) bool { return other.columns[l.unique] == key })
}

func (s *shop) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked = append(s.asked, r)
	w.Header().Set("Content-Type", "application/json")
	if s.before != nil && s.before(w, r) {
		return
	}
	path := strings.TrimPrefix(r.URL.EscapedPath(), "/rest/all")
	if l, ok := s.lists[path]; ok {
		writeJSON(w, l.search(r.URL.Query()))
	} else if answer, ok := s.plain[path]; ok {
		writeJSON(w, answer)
	} else {
		w.WriteHeader(http.StatusNotFound)
		writeJSON(w, object{"message": "Request does not match any route."})
	}
}

func writeJSON(w http.ResponseWriter, v any) {
	if err := json.NewEncoder(w).Encode(v); err != nil {
		panic(err)
	}
}

var filterName = regexp.MustCompile(`^searchCriteria\[filterGroups\]\[(\d+)\]\[filters\]\[(\d+)\]\[field\]$`)

func (l *rows) search(q url.Values) object {
	filters := filtersOf(q)
	found := slices.DeleteFunc(slices.Clone(l.entries), func(e entry) bool { return !e.fits(filters) })
	slices.SortStableFunc(found, func(a, b entry) int {
		for i := 0; ; i++ {
			at := "searchCriteria[sortOrders][" + strconv.Itoa(i) + "]"
			field := q.Get(at + "[field]")
			if field == "" {
				return 0
			}
			if d := compare(a.columns[field], b.columns[field]); d != 0 {
				if q.Get(at+"[direction]") == "ASC" {
					return d
				}
				return -d
			}
		}
	})
	total := len(found)
	size, _ := strconv.Atoi(q.Get("searchCriteria[pageSize]"))
	page, _ := strconv.Atoi(q.Get("searchCriteria[currentPage]"))
	if last := max(1, (total+size-1)/max(1, size)); page > last {
		page = last
	}
	if size > 0 {
		found = found[min(total, (page-1)*size):min(total, page*size)]
	}
	items := make([]object, len(found))
	for i, e := range found {
		items[i] = e.body
	}
	return object{"items": items, "search_criteria": object{}, "total_count": total}
}

type condition struct{ group, field, condition, value string }

func filtersOf(q url.Values) []condition {
	var out []condition
	for name := range q {
		if m := filterName.FindStringSubmatch(name); m != nil {
			at := strings.TrimSuffix(name, "[field]")
			out = append(out, condition{m[1], q.Get(name), q.Get(at + "[conditionType]"), q.Get(at + "[value]")})
		}
	}
	return out
}

func (e entry) fits(filters []condition) bool {
	groups := map[string]bool{}
	for _, f := range filters {
		value, there := e.columns[f.field]
		groups[f.group] = groups[f.group] || fits(f.condition, value, there, f.value)
	}
	for _, ok := range groups {
		if !ok {
			return false
		}
	}
	return true
}

func fits(condition, value string, there bool, against string) bool {
	if condition == "null" {
		return !there
	}
	d := compare(value, against)
	in := slices.ContainsFunc(strings.Split(against, ","), func(v string) bool { return compare(value, v) == 0 })
	switch {
	case !there:
		return false
	case condition == "eq":
		return d == 0
	case condition == "neq":
		return d != 0
	case condition == "in":
		return in
	case condition == "nin":
		return !in
	case condition == "gt":
		return d > 0
	case condition == "gteq":
		return d >= 0
	case condition == "lt":
		return d < 0
	case condition == "lteq":
		return d <= 0
	case condition == "like":
		pattern := "(?is)^" + strings.NewReplacer("%", ".*", "_", ".").Replace(regexp.QuoteMeta(against)) + "$"
		return regexp.MustCompile(pattern).MatchString(value)
	}
	panic("condition " + condition)
}

func compare(a, b string) int {
	x, err := decimal.NewFromString(a)
	y, fails := decimal.NewFromString(b)
	if err == nil && fails == nil {
		return x.Cmp(y)
	}
	return cmp.Compare(strings.ToLower(a), strings.ToLower(b))
}

// open returns the source that reads the shop.
func (s *shop) open(t testing.TB, change ...func(*magento.Config)) *sources.Source {
	t.Helper()
	spec := magentospec.Find(t)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if spec != nil {
			if err := spec.CheckRequest(r); err != nil {
				t.Errorf("Magento would refuse the request: %v", err)
			}
		}
		s.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	return openAt(t, server.URL, change...)
}

func openAt(t testing.TB, address string, change ...func(*magento.Config)) *sources.Source {
	t.Helper()
	cfg := magento.Config{Name: name, URL: address, AccessToken: token}
	for _, f := range change {
		f(&cfg)
	}
	source, err := magento.Open(cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = source.Close() })
	return source
}
