package magentosim_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"github.com/galleria-graph/galleria/sources/magento/magentosim"
)

var (
	money = magentosim.Same
	qty   = decimal.NewFromInt
	dec   = decimal.RequireFromString
)

var jane = magentosim.Name{First: "Jane", Last: "Doe"}

func home() magentosim.Address {
	return magentosim.Address{
		Name: jane, Street: []string{"123 Oak Ave"}, City: "Purchase", Postcode: "10577", CountryID: "US", Phone: "512-555-1111",
		Region: magentosim.Region{ID: 43, Code: "NY", Name: "New York"},
	}
}

// tee is an order of two shirts of one configurable product and a bag.
func tee() magentosim.Order {
	return magentosim.Order{
		CustomerID: 3, CustomerEmail: "jdoe@example.com", CustomerName: jane, BillingAddress: home(),
		Shipping: money("5"), Payment: magentosim.Payment{Method: "stripe_payments", LastTransID: "pi_1", Authorized: true, AdditionalInformation: []string{"Credit Card", ""}},
		Items: []magentosim.OrderItem{
			{ProductID: 100, SKU: "TEE-M", Name: "Tee", Qty: qty(2), Price: money("22"), Tax: money("3.33"), Discount: money("4.4"), Weight: dec("0.5"),
				Options:  []magentosim.ItemOption{{AttributeID: 93, Value: 52}},
				Children: []magentosim.OrderItem{{ProductID: 101, SKU: "TEE-M", Name: "Tee-M", Weight: dec("0.5")}}},
			{ProductID: 200, SKU: "BAG", Name: "Bag", Qty: qty(1), Price: money("36.5"), Weight: dec("1")},
		},
	}
}

// seedOrders puts ten orders a day apart, of three customers and two states.
func seedOrders(t testing.TB, s *magentosim.Sim) {
	t.Helper()
	for i := 1; i <= 10; i++ {
		o := tee()
		o.CustomerID = int64(i % 3)
		o.CustomerEmail = fmt.Sprintf("c%d@Shop.example", i%3)
		o.CreatedAt = epoch.AddDate(0, 0, -i)
		o.Items[1].Price = money(fmt.Sprintf("%d.5", i*10))
		if i%2 == 0 {
			o.State = "processing"
		}
		must[magentosim.Order](t)(s.PutOrder(o))
	}
}

func at12(day int) time.Time { return epoch.AddDate(0, 0, day) }
