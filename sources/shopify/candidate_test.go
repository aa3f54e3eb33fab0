package shopify_test

import (
	"errors"
	"io/fs"
	"os"
	"testing"
	"time"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/shopify/shopifysim"
	"github.com/galleria-graph/galleria/sources/shopify/shopifysim/shopifyspec"
)

// The connector's documents, and the simulator's answers, are those of the
// version after its own as well.
func TestReleaseCandidate(t *testing.T) {
	const name = "specs/shopify/admin_2026-10-rc.full-no-descriptions.graphql"
	sdl, err := os.ReadFile(must[string](t)(shopifyspec.SharedPath(name)))
	if errors.Is(err, fs.ErrNotExist) {
		t.Skipf("skipped: no schema at %s (set GALLERIA_SHARED to the folder that holds specs/)", name)
	}
	if err != nil {
		t.Fatal(err)
	}
	options := generous()
	options.Bucket, options.BulkTime = shopifysim.Bucket{Capacity: 2000, RestoreRate: 1e6}, time.Millisecond
	s := openJudged(t, options, must[*shopifyspec.Spec](t)(shopifyspec.Parse(name, string(sdl))))
	putCustomer(t, s, makeCustomer(0))
	putOrder(t, s, makeOrder(0))
	putProduct(t, s, makeProduct(0))
	putItem(t, s, makeItem(0))
	if err := s.Check(t.Context()); err != nil {
		t.Error(err)
	}
	everySet(t, commerce.Customers, s.Customers)
	everySet(t, commerce.Orders, s.Orders)
	everySet(t, commerce.Orders, s.Orders, anyState...)
	everySet(t, commerce.Products, s.Products)
	everySet(t, commerce.ProductVariants, s.Variants)
	everySet(t, commerce.InventoryItems, s.InventoryItems)
	everySet(t, commerce.Locations, s.Locations)
	for range 1000 {
		must[shopifysim.Customer](t)(s.PutCustomer(shopifysim.Customer{}))
	}
	if found := listed(t, commerce.Customers, s.Exports.Customers(t.Context(), sources.Query{Want: commerce.CustomerContact}), func(c *commerce.Customer) *commerce.Origin { return &c.Origin }); len(found) < 1000 {
		t.Errorf("%d customers were exported", len(found))
	}
}
