package magento_test

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/magento"
	"github.com/galleria-graph/galleria/sources/magento/magentosim"
)

func ordersShop(t *testing.T, n int) *shop {
	s := newShop(t)
	for i := range n {
		s.putOrder(makeOrder(i))
	}
	return s
}

// TestEveryRequestHasASize: without one, all rows come.
func TestEveryRequestHasASize(t *testing.T) {
	s := ordersShop(t, 9)
	s.before = func(_ http.ResponseWriter, r *http.Request) bool {
		q := r.URL.Query()
		if strings.Contains(r.URL.Path, "/store/") || strings.Contains(r.URL.Path, "/stockItems/") {
			return false
		}
		if size := q.Get("searchCriteria[pageSize]"); size == "" || q.Get("searchCriteria[sortOrders][0][field]") == "" && q.Get("fields") == "" {
			t.Errorf("%s has no size or no order", r.URL)
		}
		return false
	}
	source := s.open()
	if got := listed(t, commerce.Orders, source.Orders, sources.Query{First: 4, Want: commerce.Orders.AllGroups()}); len(got) != 9 {
		t.Errorf("%d orders", len(got))
	}
	if err := source.Check(t.Context()); err != nil {
		t.Error(err)
	}
}

// TestRepeatedRows: rows come twice, and the last page comes for ever.
func TestRepeatedRows(t *testing.T) {
	s := ordersShop(t, 9)
	s.AddFault(magentosim.Fault{Kind: magentosim.FaultUnstableSort})
	s.spoil = func(_ string, items []any) []any {
		return slices.Concat(items[:min(1, len(items))], items)
	}
	c := s.open().Orders
	for _, sort := range append(c.Traits().Sorts, sources.Sort{}) {
		got := listed(t, commerce.Orders, c, sources.Query{First: 3, Sort: sort})
		slices.Sort(got)
		if len(got) != 9 || len(slices.Compact(got)) != 9 {
			t.Errorf("%+v: %v", sort, got)
		}
	}
}

// TestListThatIgnoresFilters ends instead of going round.
func TestListThatIgnoresFilters(t *testing.T) {
	s := ordersShop(t, 3)
	s.before = func(_ http.ResponseWriter, r *http.Request) bool {
		r.URL.RawQuery = url.Values{
			"searchCriteria[pageSize]": {r.URL.Query().Get("searchCriteria[pageSize]")}, "searchCriteria[currentPage]": {"1"},
		}.Encode()
		return false
	}
	c := s.open().Orders
	if got := listed(t, commerce.Orders, c, sources.Query{First: 1}); len(got) > 3 {
		t.Errorf("%v", got)
	}
	found, err := c.Get(t.Context(), []commerce.ID{key("1002")}, 0)
	if err != nil || len(found) > 1 {
		t.Errorf("found %v, error %v", found, err)
	}
}

// TestTrimmedAnswerThatIsEmpty is asked for whole, from then on, too.
func TestTrimmedAnswerThatIsEmpty(t *testing.T) {
	s := ordersShop(t, 4)
	s.AddFault(magentosim.Fault{Kind: magentosim.FaultEmptyItems, Path: "/V1/orders"})
	c := s.open().Orders
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
	s := ordersShop(t, 30)
	c := s.open().Orders
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

// TestTextsAreComparedAgain: the database knows no case, and a pattern has signs.
func TestTextsAreComparedAgain(t *testing.T) {
	s := newShop(t)
	for i, sku := range []string{"tea-1", "TEA-2", "a,b", "A,C", "50%", "50_"} {
		v := makeVariant(i)
		v.SKU = commerce.Text(sku)
		s.putVariant(v)
	}
	c := s.open().Variants
	pages, err := c.Find(t.Context(), "sku", []string{"TEA-1", "TEA-2", "a,b", "a,c"}, sources.Query{First: 5})
	if err != nil {
		t.Fatal(err)
	}
	for sku, want := range map[string]string{"TEA-1": "", "TEA-2": "1002", "a,b": "1003", "a,c": ""} {
		if items := pages[sku].Items; (want == "") != (len(items) == 0) || want != "" && items[0].Node.ID.Key != want {
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
	s := newShop(t)
	o := makeOrder(0)
	o.PlacedAt = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	s.putOrder(o)
	c := s.open().Orders
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
	s := newShop(t)
	var values []commerce.Value
	for i := range 60 {
		v := makeVariant(i)
		v.SKU = commerce.Text(fmt.Sprintf("%s-%02d", strings.Repeat("ü", 60), 59-i))
		values = append(values, commerce.String(string(v.SKU)))
		s.putVariant(v)
	}
	c := s.open().Variants
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

// TestOlderStock: a shop without inventory sources has one quantity a product.
func TestOlderStock(t *testing.T) {
	s := newShop(t, func(o *magentosim.Options) { o.NoSources = true })
	item := makeItem(1)
	item.SKU = "a/b c"
	s.putItem(item)
	must[magentosim.SourceItem](t)(s.PutSourceItem(magentosim.SourceItem{SKU: "a/b c", Quantity: decimal.RequireFromString("3.5")}))
	source := s.open()
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
	err = s.open(func(c *magento.Config) { c.SalableStock = 1 }).Check(t.Context())
	if sources.KindOf(err) != sources.KindInvalid {
		t.Errorf("salable quantities without sources: %v", err)
	}
}

// TestStock reads what lies at each source, and what can be sold where it is asked for.
func TestStock(t *testing.T) {
	s := newShop(t)
	item := makeItem(1)
	item.SKU = "Tea,1"
	item.Tracked = true
	s.putItem(item)
	codes := []string{"default"}
	for i := range 310 { // more than a page
		code := fmt.Sprintf("s%03d", i)
		codes = append(codes, code)
		must[magentosim.Source](t)(s.PutSource(magentosim.Source{Code: code, Name: code}))
		must[magentosim.SourceItem](t)(s.PutSourceItem(magentosim.SourceItem{SKU: "tea,1", SourceCode: code, Quantity: decimal.RequireFromString("2.5")}))
	}
	must[magentosim.Stock](t)(s.PutStock(magentosim.Stock{ID: 4, Name: "All", Sources: codes[:3]}))
	if err := s.PutReservation(4, "Tea,1", decimal.NewFromInt(-5)); err != nil {
		t.Fatal(err)
	}
	source := s.open(func(c *magento.Config) { c.SalableStock = 4 })
	found, err := source.InventoryItems.Get(t.Context(), []commerce.ID{item.ID}, commerce.InventoryLevels)
	if err != nil {
		t.Fatal(err)
	}
	levels := found[item.ID].Levels
	if len(levels) != 312 || *levels[5].Quantity(commerce.InventoryQuantityNameOnHand) != 2 || levels[0].Quantity(commerce.InventoryQuantityNameAvailable) != nil {
		t.Errorf("%d levels, the first %+v", len(levels), levels[0])
	}
	if *found[item.ID].Available() != 3 { // 3 and twice 2.5, less 5
		t.Errorf("%d can be sold", *found[item.ID].Available())
	}
	if n := s.paths()["/V1/inventory/source-items"]; n != 2 {
		t.Errorf("%d requests for the levels, want 2", n)
	}
}

// TestConfigurable: the choices are variants of their product and no products,
// also when the list leaves out which they are.
func TestConfigurable(t *testing.T) {
	for _, bare := range []bool{false, true} {
		s := newShop(t, func(o *magentosim.Options) { o.BareProductLists = bare })
		parent, child := key("1001"), key("1002")
		must[magentosim.ProductAttribute](t)(s.PutAttribute(magentosim.ProductAttribute{ID: 93, Code: "color", Label: "Color", Options: []magentosim.AttributeOption{{ID: 52, Label: "Blue"}}}))
		must[magentosim.Product](t)(s.PutProduct(magentosim.Product{
			ID: 1002, SKU: "Tee-S", Name: "Tee S", Price: decimal.RequireFromString("9.5"), Visibility: 1, Attributes: []magentosim.Attribute{{Code: "color", Value: "52"}},
		}))
		must[magentosim.Product](t)(s.PutProduct(magentosim.Product{
			ID: 1001, SKU: "Tee", Name: "Tee", TypeID: "configurable", Children: []string{"Tee-S", "gone"},
			Options: []magentosim.ConfigurableOption{{AttributeID: 93, Label: "Color", Values: []int64{52, 53}}},
		}))
		source := s.open()
		page, err := source.Products.Query(t.Context(), sources.Query{First: 5, Want: commerce.ProductContent | commerce.ProductWithVariants})
		if err != nil || len(page.Items) != 1 {
			t.Fatalf("%d products, error %v", len(page.Items), err)
		}
		got := page.Items[0].Node
		if len(got.Options) != 1 || got.Options[0].Name != "Color" || fmt.Sprint(got.Options[0].Values) != "[Blue 53]" {
			t.Errorf("options %+v", got.Options)
		}
		if len(got.Variants) != 1 || got.Variants[0].ProductID != parent || fmt.Sprint(got.Variants[0].Options) != "[{Color Blue}]" || got.Variants[0].Price.String() != "9.50 GBP" {
			t.Fatalf("variants %+v", got.Variants)
		}
		pages, err := source.Variants.Find(t.Context(), "product", []string{parent.String(), name + ":77"}, sources.Query{First: 5})
		if err != nil || len(pages[parent.String()].Items) != 1 || pages[parent.String()].Items[0].Node.ID != child {
			t.Errorf("found %+v, error %v", pages, err)
		}
		alone, err := source.Variants.Get(t.Context(), []commerce.ID{child, parent}, 0)
		if err != nil || len(alone) != 1 {
			t.Errorf("alone %+v, error %v", alone, err)
		}
	}
}

// broken makes the rows with these ids of a list's answers what is not promised.
func (s *shop) broken(path, id, field string, value any, ids ...string) {
	s.spoil = func(at string, items []any) []any {
		for _, item := range items {
			row := item.(object)
			if at == path && slices.Contains(ids, fmt.Sprint(row[id])) {
				row[field] = value
			}
		}
		return items
	}
}

// TestBrokenRow is named beside the others, and does not end a listing.
func TestBrokenRow(t *testing.T) {
	s := ordersShop(t, 6)
	s.broken("/V1/orders", "entity_id", "base_currency_code", "pounds", "1002", "1003", "1004")
	c := s.open().Orders
	page, err := c.Query(t.Context(), sources.Query{First: 6})
	if err != nil || len(page.Items) != 3 || len(page.Missing) != 1 {
		t.Errorf("%d items, missing %v, error %v", len(page.Items), page.Missing, err)
	}
	if got := listed(t, commerce.Orders, c, sources.Query{First: 1}); fmt.Sprint(got) != "[1001 1005 1006]" {
		t.Errorf("one by one: %v", got)
	}
	_, err = c.Get(t.Context(), []commerce.ID{key("1001"), key("1002")}, 0)
	var partial *sources.Partial
	if !errors.As(err, &partial) {
		t.Errorf("error %v, want a partial one", err)
	}
}

// TestBrokenDocument spoils its own order alone.
func TestBrokenDocument(t *testing.T) {
	for field, value := range map[string]any{"state": object{"x": 1}, "base_grand_total": "much"} {
		s := ordersShop(t, 9)
		s.broken("/V1/creditmemos", "order_id", field, value, "1008")
		c := s.open().Orders
		q := sources.Query{First: 5, Want: commerce.OrderRefunds}
		if got := listed(t, commerce.Orders, c, q); len(got) != 8 || slices.Contains(got, "1008") {
			t.Errorf("%s: listed %v", field, got)
		}
		found, err := c.Get(t.Context(), []commerce.ID{key("1001"), key("1008")}, q.Want)
		var partial *sources.Partial
		if !errors.As(err, &partial) || len(found) != 1 {
			t.Errorf("%s: found %v, error %v", field, found, err)
		}
	}
}

// TestOrdersBySKU: lines are another list, and of a part of a bundle no line.
func TestOrdersBySKU(t *testing.T) {
	s := newShop(t)
	one, tea := decimal.NewFromInt(1), magentosim.OrderItem{SKU: "tea", Name: "Tea", Price: magentosim.Same("1")}
	want := []string{}
	for i := range 400 { // more lines than one page of them
		item := magentosim.OrderItem{SKU: "mug", Name: "Mug", Price: magentosim.Same("4")}
		if i%7 == 3 {
			item = magentosim.OrderItem{SKU: "set", Name: "Set", ProductType: "bundle", Price: magentosim.Same("9"), Children: []magentosim.OrderItem{
				{SKU: "mug", Name: "Mug", Qty: one}, {SKU: "part", Name: "Part", Qty: one},
			}}
		} else {
			want = append(want, strconv.Itoa(i+1))
		}
		must[magentosim.Order](t)(s.PutOrder(magentosim.Order{
			EntityID: int64(i + 1), CustomerEmail: "a@example.com", Items: []magentosim.OrderItem{item, tea, tea, tea},
			CreatedAt: time.Date(2026, 3, 1, 12, 0, (i*37)%400, 0, time.UTC),
		}))
	}
	c := s.open().Orders
	where := []sources.Predicate{{Field: "sku", Op: sources.Eq, Values: []commerce.Value{commerce.String("mug")}}}
	for _, q := range []sources.Query{
		{First: 100, Where: where}, {First: 33, Where: where},
		{First: 100, Where: where, Sort: sources.Sort{Field: "placedAt"}}, {First: 50, Where: where, Sort: sources.Sort{Field: "placedAt", Desc: true}},
	} {
		got := listed(t, commerce.Orders, c, q)
		if q.Sort.Field == "" && !slices.IsSortedFunc(got, func(a, b string) int { return int(number(a) - number(b)) }) {
			t.Errorf("not in order: %v", got)
		}
		if fmt.Sprint(sorted(got)) != fmt.Sprint(sorted(want)) {
			t.Errorf("%+v: %d orders, want %d", q.Sort, len(got), len(want))
		}
	}
	if n := s.paths()["/V1/orders/items"]; n < 12 {
		t.Errorf("%d requests for lines: they fit one page", n)
	}
	// so many that they cannot be named before they are sorted
	where[0].Values = append(where[0].Values, commerce.String("tea"))
	if got := listed(t, commerce.Orders, c, sources.Query{First: 100, Where: where, Sort: sources.Sort{Field: "placedAt"}}); len(got) != 400 {
		t.Errorf("%d orders of 400", len(got))
	}
	// a page of lines names fewer orders than a page of orders has
	if got := listed(t, commerce.Orders, c, sources.Query{First: 100, Where: where}); len(got) != 400 || len(slices.Compact(got)) != 400 {
		t.Errorf("in their own order %d orders of 400", len(got))
	}
	s.paths()
	part := []sources.Predicate{{Field: "sku", Op: sources.Eq, Values: []commerce.Value{commerce.String("part")}}}
	if got := listed(t, commerce.Orders, c, sources.Query{First: 10, Where: part}); len(got) != 0 || s.paths()["/V1/orders"] != 0 {
		t.Errorf("a part of a bundle is the line of %v", got)
	}
	pages, err := c.Find(t.Context(), "sku", []string{"mug", "MUG", "set", "none"}, sources.Query{First: 3})
	if err != nil || len(pages["mug"].Items) != 3 || !pages["mug"].HasNext || len(pages["set"].Items) != 3 || len(pages["MUG"].Items)+len(pages["none"].Items) != 0 {
		t.Errorf("%+v, error %v", pages, err)
	}
	if l := pages["set"].Items[0].Node.LineItems; len(l) != 4 || l[0].SKU != "set" || l[0].Quantity.Ordered != 1 {
		t.Errorf("lines of a bundle %+v", l)
	}
	if got := s.paths(); got["/V1/orders/items"] > 8 {
		t.Errorf("asked %v", got)
	}
}
