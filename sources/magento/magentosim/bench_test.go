package magentosim_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/galleria-graph/galleria/sources/magento/magentosim"
)

// BenchmarkOrders reads pages of 100 orders out of 20,000.
func BenchmarkOrders(b *testing.B) {
	sim := magentosim.New(magentosim.Options{Clock: func() time.Time { return epoch }})
	for i := range 20_000 {
		o := tee()
		o.CustomerEmail, o.CreatedAt = fmt.Sprintf("c%d@shop.example", i%1500), epoch.Add(-time.Duration(i)*time.Minute)
		must[magentosim.Order](b)(sim.PutOrder(o))
	}
	f := &fixture{Sim: sim}
	size := "searchCriteria[pageSize]=100"
	for name, target := range map[string]string{
		"page":        search("/rest/V1/orders", []string{"0 entity_id gt 5000"}, size, "searchCriteria[sortOrders][0][field]=entity_id", "searchCriteria[sortOrders][0][direction]=ASC"),
		"by email":    search("/rest/V1/orders", []string{"0 customer_email eq c7@shop.example"}, size),
		"by total":    search("/rest/V1/orders", nil, size, "searchCriteria[sortOrders][0][field]=grand_total"),
		"rare column": search("/rest/V1/orders", []string{"0 coupon_code notnull"}, size),
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if w := f.do(f.request(target)); w.Code != 200 {
					b.Fatal(w.Code)
				}
			}
		})
	}
}
