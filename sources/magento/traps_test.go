package magento_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/magento"
	"github.com/galleria-graph/galleria/sources/sourcetest"
)

func key(k string) commerce.ID { return commerce.ID{Source: name, Key: k} }

// paths counts what was asked for, and forgets it.
func (s *shop) paths() map[string]int {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := map[string]int{}
	for _, r := range s.asked {
		out[strings.TrimPrefix(r.URL.EscapedPath(), "/rest/all")]++
	}
	s.asked = nil
	return out
}

func ordersShop(n int) *shop {
	s := newShop()
	for i := range n {
		s.put("/V1/orders", orderEntry(makeOrder(i)))
	}
	return s
}

func listed(t *testing.T, c sources.Collection[commerce.Order], q sources.Query) []string {
	t.Helper()
	var out []string
	for {
		page, err := c.Query(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		for _, item := range page.Items {
			out = append(out, item.Node.ID.Key)
		}
		if !page.HasNext {
			return out
		}
		q.After = page.End.Cursor()
	}
}

// TestEveryRequestHasASize: without one, all rows come.
func TestEveryRequestHasASize(t *testing.T) {
	s := ordersShop(9)
	s.before = func(_ http.ResponseWriter, r *http.Request) bool {
		q := r.URL.Query()
		if strings.Contains(r.URL.Path, "/store/") {
			return false
		}
		if size := q.Get("searchCriteria[pageSize]"); size == "" || q.Get("searchCriteria[sortOrders][0][field]") == "" && q.Get("fields") == "" {
			t.Errorf("%s has no size or no order", r.URL)
		}
		if len(r.URL.String()) > 8000 {
			t.Errorf("an address of %d bytes", len(r.URL.String()))
		}
		return false
	}
	source := s.open(t)
	if got := listed(t, source.Orders, sources.Query{First: 4, Want: commerce.Orders.AllGroups()}); len(got) != 9 {
		t.Errorf("%d orders", len(got))
	}
	if err := source.Check(t.Context()); err != nil {
		t.Error(err)
	}
}

// TestRepeatedRows: rows come twice, and the last page comes for ever.
func TestRepeatedRows(t *testing.T) {
	s := ordersShop(9)
	s.before = func(w http.ResponseWriter, r *http.Request) bool {
		if !strings.HasSuffix(r.URL.Path, "/orders") {
			return false
		}
		answer := s.lists["/V1/orders"].search(r.URL.Query())
		items := answer["items"].([]object)
		if len(items) == 0 { // the last page once more
			items = []object{orderEntry(makeOrder(8)).body}
		}
		size, _ := strconv.Atoi(r.URL.Query().Get("searchCriteria[pageSize]"))
		answer["items"] = slices.Concat(items[:1], items)[:min(size, len(items)+1)]
		answer["total_count"] = 7 // and wrong
		writeJSON(w, answer)
		return true
	}
	c := s.open(t).Orders
	for _, sort := range append(c.Traits().Sorts, sources.Sort{}) {
		got := listed(t, c, sources.Query{First: 3, Sort: sort})
		slices.Sort(got)
		if len(got) != 9 || len(slices.Compact(got)) != 9 {
			t.Errorf("%+v: %v", sort, got)
		}
	}
}

// TestListThatIgnoresFilters ends instead of going round.
func TestListThatIgnoresFilters(t *testing.T) {
	s := ordersShop(3)
	s.before = func(w http.ResponseWriter, r *http.Request) bool {
		q := url.Values{"searchCriteria[pageSize]": {r.URL.Query().Get("searchCriteria[pageSize]")}, "searchCriteria[currentPage]": {"1"}}
		if l := s.lists[strings.TrimPrefix(r.URL.Path, "/rest/all")]; l != nil {
			writeJSON(w, l.search(q))
			return true
		}
		return false
	}
	c := s.open(t).Orders
	if got := listed(t, c, sources.Query{First: 1}); len(got) > 3 {
		t.Errorf("%v", got)
	}
	found, err := c.Get(t.Context(), []commerce.ID{key("1002")}, 0)
	if err != nil || len(found) > 1 {
		t.Errorf("found %v, error %v", found, err)
	}
}

// TestTrimmedAnswerThatIsEmpty is asked for whole, from then on, too.
func TestTrimmedAnswerThatIsEmpty(t *testing.T) {
	s := ordersShop(4)
	s.before = func(w http.ResponseWriter, r *http.Request) bool {
		if r.URL.Query().Get("fields") == "" {
			return false
		}
		_, _ = io.WriteString(w, `{"items":[],"total_count":4}`)
		return true
	}
	c := s.open(t).Orders
	for round, want := range []int{2, 1} {
		if page, err := c.Query(t.Context(), sources.Query{First: 10}); err != nil || len(page.Items) != 4 {
			t.Fatalf("%d items, error %v", len(page.Items), err)
		}
		if n := s.paths()["/V1/orders"]; n != want {
			t.Errorf("round %d: %d requests, want %d", round, n, want)
		}
	}
}

// TestOneRequestAKind: what belongs to the orders of a page is one list each.
func TestOneRequestAKind(t *testing.T) {
	s := ordersShop(30)
	c := s.open(t).Orders
	if _, err := c.Query(t.Context(), sources.Query{First: 20, Want: commerce.Orders.AllGroups()}); err != nil {
		t.Fatal(err)
	}
	want := map[string]int{"/V1/orders": 1, "/V1/transactions": 1, "/V1/invoices": 1, "/V1/creditmemos": 1, "/V1/shipments": 1}
	if got := s.paths(); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("asked %v, want %v", got, want)
	}
	if _, err := c.Find(t.Context(), "email", []string{"customer.1@example.com", "customer.2@example.com", "nobody@x.y"}, sources.Query{First: 5}); err != nil {
		t.Fatal(err)
	}
	if got := s.paths(); got["/V1/orders"] != 1 {
		t.Errorf("a lookup of three addresses asked %v", got)
	}
}

// TestTextsAreComparedAgain: the database knows neither case nor accents.
func TestTextsAreComparedAgain(t *testing.T) {
	s := newShop()
	for i, sku := range []string{"tea-1", "TEA-1", "a,b", "A,B", "50%", "50_"} {
		v := makeVariant(i)
		v.SKU = commerce.Text(sku)
		s.put("/V1/products", variantEntry(v))
	}
	c := s.open(t).Variants
	pages, err := c.Find(t.Context(), "sku", []string{"TEA-1", "a,b"}, sources.Query{First: 5})
	if err != nil {
		t.Fatal(err)
	}
	for sku, want := range map[string]string{"TEA-1": "1002", "a,b": "1003"} {
		if items := pages[sku].Items; len(items) != 1 || items[0].Node.ID.Key != want {
			t.Errorf("%s finds %d items", sku, len(items))
		}
	}
	prefix := sources.Predicate{Field: "sku", Op: sources.Prefix, Values: []commerce.Value{commerce.String("50%")}}
	if page, err := c.Query(t.Context(), sources.Query{First: 5, Where: []sources.Predicate{prefix}}); err != nil || len(page.Items) != 1 {
		t.Errorf("prefix finds %d, error %v", len(page.Items), err)
	}
}

// TestTimesAreSeconds in UTC without a zone.
func TestTimesAreSeconds(t *testing.T) {
	s := newShop()
	o := makeOrder(0)
	o.PlacedAt = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	s.put("/V1/orders", orderEntry(o))
	c := s.open(t).Orders
	for _, tc := range []struct {
		from, to string
		want     int
	}{
		{"2026-03-01T12:00:00.5Z", "", 0}, {"2026-03-01T11:59:59.5Z", "", 1}, {"", "2026-03-01T12:00:00.5Z", 1},
		{"", "2026-03-01T11:59:59.5Z", 0}, {"2026-03-01T14:00:00+02:00", "2026-03-01T12:00:00Z", 1}, {"1801-01-01T00:00:00Z", "", 1}, {"", "1801-01-01T00:00:00Z", 0},
	} {
		p := sources.Predicate{Field: "placedAt", Op: sources.Range}
		for text, bound := range map[string]**sources.Bound{tc.from: &p.From, tc.to: &p.To} {
			if v, err := sources.ParseValue(commerce.Instant, text); err == nil {
				*bound = &sources.Bound{Value: v}
			}
		}
		page, err := c.Query(t.Context(), sources.Query{First: 1, Where: []sources.Predicate{p}})
		if err != nil || len(page.Items) != tc.want {
			t.Errorf("%s to %s: %d orders, error %v", tc.from, tc.to, len(page.Items), err)
		}
	}
}

// TestManyValues fit no address and are divided, in one order.
func TestManyValues(t *testing.T) {
	s := newShop()
	var values []commerce.Value
	for i := range 60 {
		v := makeVariant(i)
		v.SKU = commerce.Text(fmt.Sprintf("%s-%02d", strings.Repeat("ü", 60), 59-i))
		values = append(values, commerce.String(string(v.SKU)))
		s.put("/V1/products", variantEntry(v))
	}
	s.before = func(_ http.ResponseWriter, r *http.Request) bool {
		if n := len(r.URL.String()); n > 8000 {
			t.Errorf("an address of %d bytes", n)
		}
		return false
	}
	c := s.open(t).Variants
	where := []sources.Predicate{{Field: "sku", Op: sources.Eq, Values: values}}
	var got []string
	for q := (sources.Query{First: 7, Where: where}); ; {
		page, err := c.Query(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		for _, item := range page.Items {
			got = append(got, item.Node.ID.Key)
		}
		if !page.HasNext {
			break
		}
		q.After = page.End.Cursor()
	}
	if len(got) != 60 || !slices.IsSorted(got) {
		t.Errorf("%v", got)
	}
}

// TestFailures says what each answer means, and quotes none of it.
func TestFailures(t *testing.T) {
	page := "<!doctype html><title>" + sourcetest.Secret
	told := func(message string) string {
		raw, _ := json.Marshal(object{"message": message, "parameters": object{"resources": sourcetest.Secret}})
		return string(raw)
	}
	const lacks = "The consumer isn't authorized to access %resources."
	for _, tc := range []struct {
		status int
		body   string
		kind   sources.ErrorKind
		says   string
		wait   time.Duration
	}{
		{401, told(lacks), sources.KindDenied, "Magento_Sales::sales", 0},
		{403, told(lacks), sources.KindDenied, "Magento_Sales::sales", 0},
		{401, told("%1 " + sourcetest.Secret), sources.KindDenied, "as Bearer", 0},
		{401, page, sources.KindDenied, "asks for a login", 0},
		{403, page, sources.KindUnavailable, "firewall", 3 * time.Second},
		{429, page, sources.KindLimited, "limit", 3 * time.Second},
		{429, `{"message":"Too Many Requests","trace":null}`, sources.KindLimited, "limit", 3 * time.Second},
		{503, page, sources.KindUnavailable, "maintenance", 3 * time.Second},
		{500, told("boom"), sources.KindUnavailable, "500", 3 * time.Second},
		{404, told("Request does not match any route."), sources.KindInvalid, "check the URL", 0},
		{404, page, sources.KindInvalid, "no REST API", 0},
		{400, told("The value of '%1' is wrong"), sources.KindInternal, "does not accept", 0},
		{200, page, sources.KindMalformed, "web page", 0},
		{200, `[]`, sources.KindMalformed, "no list", 0},
		{200, `{"message":"x"}`, sources.KindMalformed, "no list", 0},
		{302, "", sources.KindMalformed, "redirects", 0},
	} {
		s := newShop()
		s.before = func(w http.ResponseWriter, _ *http.Request) bool {
			if strings.HasPrefix(tc.body, "<") {
				w.Header().Set("Content-Type", "text/html; charset=utf-8")
			}
			w.Header().Set("Retry-After", "3")
			w.WriteHeader(tc.status)
			_, _ = io.WriteString(w, tc.body)
			return true
		}
		_, err := s.open(t).Orders.Query(t.Context(), sources.Query{First: 1})
		var e *sources.Error
		if !errors.As(err, &e) || e.Kind != tc.kind || !strings.Contains(e.Reason, tc.says) || e.RetryAfter != tc.wait {
			t.Errorf("%d %.60q: %v", tc.status, tc.body, err)
		} else if strings.Contains(err.Error(), sourcetest.Secret) {
			t.Errorf("%d quotes the answer", tc.status)
		}
	}
}

// TestCheckNamesWhatIsMissing in words of its own.
func TestCheckNamesWhatIsMissing(t *testing.T) {
	s := newShop()
	s.before = func(w http.ResponseWriter, r *http.Request) bool {
		if !strings.Contains(r.URL.Path, "/transactions") && !strings.Contains(r.URL.Path, "/customers") && !strings.Contains(r.URL.Path, "/store/") {
			return false
		}
		w.WriteHeader(http.StatusUnauthorized)
		writeJSON(w, object{"message": "The consumer isn't authorized to access %resources.", "parameters": object{"resources": sourcetest.Secret}})
		return true
	}
	err := s.open(t).Check(t.Context())
	for _, right := range []string{"transactions (Magento_Sales::sales)", "Magento_Customer::customer", "store views (Stores)"} {
		if sources.KindOf(err) != sources.KindDenied || !strings.Contains(err.Error(), right) || strings.Contains(err.Error(), sourcetest.Secret) {
			t.Errorf("error %v, want one that names %s", err, right)
		}
	}
}

// TestOlderStock: a shop without inventory sources has one quantity a product.
func TestOlderStock(t *testing.T) {
	s := newShop()
	item := makeItem(1)
	item.SKU = "a/b c"
	s.put("/V1/products", itemEntry(item))
	delete(s.lists, "/V1/inventory/sources")
	delete(s.lists, "/V1/inventory/source-items")
	s.plain["/V1/stockItems/a%2Fb%20c"] = object{"item_id": 1, "qty": jsonNumber("3.5000"), "stock_id": 1}
	source := s.open(t)
	if err := source.Check(t.Context()); err != nil {
		t.Error(err)
	}
	found, err := source.InventoryItems.Get(t.Context(), []commerce.ID{item.ID}, commerce.InventoryLevels)
	if err != nil || len(found[item.ID].Levels) != 1 || *found[item.ID].Available() != 3 {
		t.Fatalf("found %+v, error %v", found[item.ID], err)
	}
	at := found[item.ID].Levels[0].LocationID
	where, err := source.Locations.Get(t.Context(), []commerce.ID{at}, 0)
	if err != nil || where[at] == nil || !where[at].IsActive {
		t.Errorf("its place is %v, error %v", where, err)
	}
	err = s.open(t, func(c *magento.Config) { c.SalableStock = 1 }).Check(t.Context())
	if sources.KindOf(err) != sources.KindInvalid {
		t.Errorf("salable quantities without sources: %v", err)
	}
}

// TestStock reads what lies at each source, and what can be sold where it is asked for.
func TestStock(t *testing.T) {
	s := newShop()
	item := makeItem(1)
	item.SKU = "Tea,1"
	s.put("/V1/products", itemEntry(item))
	for i := range 310 { // more than a page
		code := fmt.Sprintf("s%03d", i)
		body := object{"sku": "tea,1", "source_code": code, "quantity": jsonNumber("2.0"), "status": 1}
		s.put("/V1/inventory/source-items", entry{columnsOf(body, map[string]string{"key": code}), body})
	}
	s.plain["/V1/inventory/get-product-salable-quantity/Tea%2C1/4"] = jsonNumber("-7")
	source := s.open(t, func(c *magento.Config) { c.SalableStock = 4 })
	found, err := source.InventoryItems.Get(t.Context(), []commerce.ID{item.ID}, commerce.InventoryLevels)
	if err != nil {
		t.Fatal(err)
	}
	levels := found[item.ID].Levels
	if len(levels) != 311 || *levels[0].Quantity(commerce.InventoryQuantityNameOnHand) != 2 || levels[0].Quantity(commerce.InventoryQuantityNameAvailable) != nil {
		t.Errorf("%d levels, the first %+v", len(levels), levels[0])
	}
	if *found[item.ID].Available() != -7 {
		t.Errorf("%d can be sold", *found[item.ID].Available())
	}
}

// TestConfigurable: the choices are variants of their product and no products,
// also when the list leaves out which they are.
func TestConfigurable(t *testing.T) {
	for _, bare := range []bool{false, true} {
		s := newShop()
		parent, child := makeProduct(0), makeProduct(1)
		links := object{
			"configurable_product_links":   []int{id(child.ID.Key), 999},
			"configurable_product_options": []object{{"attribute_id": "93", "label": "Color", "position": 0, "values": []object{{"value_index": 52}, {"value_index": 53}}}},
		}
		p := productEntry(parent)
		p.body["type_id"], p.columns["type_id"], p.body["price"] = "configurable", "configurable", 0
		p.body["extension_attributes"] = links
		if bare {
			p.body["extension_attributes"] = []any{}
			s.plain["/V1/products/P-1001"] = object{"id": 1001, "sku": "P-1001", "extension_attributes": links}
		}
		c := productEntry(child)
		c.body["visibility"], c.columns["visibility"] = 1, "1"
		c.body["custom_attributes"] = []object{{"attribute_code": "color", "value": "52"}}
		s.put("/V1/products", p)
		s.put("/V1/products", c)
		s.put("/V1/products/attributes", entry{map[string]string{"attribute_id": "93"}, object{
			"attribute_id": 93, "attribute_code": "color", "options": []object{{"label": " ", "value": ""}, {"label": "Blue", "value": "52"}},
		}})
		source := s.open(t)
		page, err := source.Products.Query(t.Context(), sources.Query{First: 5, Want: commerce.Products.AllGroups()})
		if err != nil || len(page.Items) != 1 {
			t.Fatalf("%d products, error %v", len(page.Items), err)
		}
		got := page.Items[0].Node
		if len(got.Options) != 1 || got.Options[0].Name != "Color" || fmt.Sprint(got.Options[0].Values) != "[Blue 53]" {
			t.Errorf("options %+v", got.Options)
		}
		if len(got.Variants) != 1 || got.Variants[0].ProductID != parent.ID || fmt.Sprint(got.Variants[0].Options) != "[{Color Blue}]" || got.Variants[0].Price.String() != "9.50 GBP" {
			t.Fatalf("variants %+v", got.Variants)
		}
		pages, err := source.Variants.Find(t.Context(), "product", []string{parent.ID.String(), name + ":77"}, sources.Query{First: 5})
		if err != nil || len(pages[parent.ID.String()].Items) != 1 || pages[parent.ID.String()].Items[0].Node.ID != child.ID {
			t.Errorf("found %+v, error %v", pages, err)
		}
		alone, err := source.Variants.Get(t.Context(), []commerce.ID{child.ID, parent.ID}, 0)
		if err != nil || len(alone) != 1 || !alone[child.ID].ProductID.IsZero() {
			t.Errorf("alone %+v, error %v", alone, err)
		}
	}
}

// TestBrokenRow is named beside the others.
func TestBrokenRow(t *testing.T) {
	s := ordersShop(3)
	s.lists["/V1/orders"].entries[1].body["base_currency_code"] = "pounds"
	c := s.open(t).Orders
	page, err := c.Query(t.Context(), sources.Query{First: 5})
	if err != nil || len(page.Items) != 2 || len(page.Missing) != 1 {
		t.Errorf("%d items, missing %v, error %v", len(page.Items), page.Missing, err)
	}
	_, err = c.Get(t.Context(), []commerce.ID{key("1001"), key("1002")}, 0)
	var partial *sources.Partial
	if !errors.As(err, &partial) {
		t.Errorf("error %v, want a partial one", err)
	}
}
