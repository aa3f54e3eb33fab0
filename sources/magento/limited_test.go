package magento_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/magento/magentosim"
)

// all returns all that a source holds, in one text.
func all(t *testing.T, s *sources.Source) string {
	t.Helper()
	var b strings.Builder
	add := func(v any) { write(&b, reflect.ValueOf(v)) }
	orders, err := s.Orders.Query(t.Context(), sources.Query{First: 100, Want: commerce.Orders.AllGroups()})
	if err != nil {
		t.Fatal(err)
	}
	for _, item := range orders.Items {
		add(item.Node)
	}
	where := []sources.Predicate{{Field: "sku", Op: sources.Eq, Values: []commerce.Value{commerce.String("85123A")}}}
	for _, sort := range []sources.Sort{{}, {Field: "placedAt", Desc: true}} {
		add(listed(t, commerce.Orders, s.Orders, sources.Query{First: 5, Where: where, Sort: sort}))
	}
	var ids, places []commerce.ID
	for i := range 20 { // as many as a lookup of stock records may have
		ids, places = append(ids, key(fmt.Sprint(1001+i))), append(places, makeLocation(i).ID)
	}
	items, err := s.InventoryItems.Get(t.Context(), ids, commerce.InventoryLevels)
	if err != nil {
		t.Fatal(err)
	}
	at, err := s.Locations.Get(t.Context(), places, 0)
	if err != nil {
		t.Fatal(err)
	}
	for i := range ids {
		add(items[ids[i]])
		add(at[places[i]])
	}
	return b.String()
}

// TestLimitedPages: a shop that gives few rows in a page is read in more of them.
func TestLimitedPages(t *testing.T) {
	var texts []string
	for _, most := range []int{0, 300, 7} {
		s := newShop(t, func(o *magentosim.Options) { o.InputLimits, o.MaxPageSize = most > 0, most })
		for i := range 23 {
			s.putOrder(makeOrder(i))
			s.putItem(makeItem(i))
			s.putLocation(makeLocation(i))
		}
		for i := range 9 {
			must[magentosim.SourceItem](t)(s.PutSourceItem(magentosim.SourceItem{SKU: "SKU-000", SourceCode: makeLocation(i).ID.Key, Quantity: decimal.NewFromInt(1)}))
		}
		source := s.open()
		texts = append(texts, all(t, source))
		s.paths()
		if _, err := source.Orders.Get(t.Context(), []commerce.ID{key("1001")}, 0); err != nil || s.paths()["/V1/orders"] != 1 {
			t.Errorf("the limit of %d is not remembered, error %v", most, err)
		}
	}
	if texts[1] != texts[0] || texts[2] != texts[0] || len(texts[0]) < 10_000 {
		t.Errorf("the shops differ: %d, %d and %d bytes", len(texts[0]), len(texts[1]), len(texts[2]))
	}
}
