package woocommerce_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/galleria-graph/galleria/commerce"
)

// TestOfficialOrder reads the order of the documentation.
func TestOfficialOrder(t *testing.T) {
	s := newShop(t)
	s.lists("/orders", example[object](t, "order_get.json"))
	s.lists("/orders/727/notes", example[[]object](t, "order_notes_list.json")...)
	o := get(t, s.open().Orders, "727", commerce.Orders.AllGroups())
	if o.Name != "727" || o.PlacedAt != time.Date(2017, 3, 22, 19, 28, 2, 0, time.UTC) || o.UpdatedAt != time.Date(2017, 3, 22, 19, 28, 8, 0, time.UTC) {
		t.Errorf("name %q, placed at %v, updated at %v", o.Name, o.PlacedAt, o.UpdatedAt)
	}
	if o.StatusValue() != commerce.OrderStatusOpen || o.PaymentStatusValue() != commerce.OrderPaymentStatusPaid || o.FulfillmentStatusValue() != commerce.OrderFulfillmentStatusUnfulfilled {
		t.Errorf("states %+v", o.StatusInfo())
	}
	amounts := []string{o.Subtotal.Shop.String(), o.TotalShipping.Shop.String(), o.TotalTax.Shop.String(), o.TotalDiscounts.Shop.String(), o.Total.Shop.String(), o.TotalRefunded.Shop.String()}
	if want := []string{"18.00 USD", "10.00 USD", "1.35 USD", "0.00 USD", "29.35 USD", "0.00 USD"}; !slices.Equal(amounts, want) {
		t.Errorf("amounts %v, want %v", amounts, want)
	}
	if !o.Customer.ID.IsZero() || o.Email != "john.doe@example.com" || o.Phone != "(555) 555-5555" || o.Channel != "rest-api" {
		t.Errorf("customer %+v, email %q, phone %q, channel %q", o.Customer, o.Email, o.Phone, o.Channel)
	}
	if a := o.BillingAddress; a == nil || a.City != "San Francisco" || a.ProvinceCode != "CA" || a.Zip != "94103" || a.CountryCode != "US" || a.LastName != "Doe" {
		t.Errorf("billing address %+v", a)
	}
	if len(o.LineItems) != 2 {
		t.Fatalf("%d lines", len(o.LineItems))
	}
	simple, varied := o.LineItems[0], o.LineItems[1]
	if simple.ProductID != idOf("93") || simple.VariantID != idOf("93") || simple.Quantity.Ordered != 2 || simple.UnitPrice.Shop.String() != "3.00 USD" || simple.Total.Shop.String() != "6.00 USD" {
		t.Errorf("simple line %+v", simple)
	}
	if varied.Title != "Ship Your Idea – Color: Black, Size: M Test" || varied.VariantID != idOf("23") || varied.ProductID != idOf("22") || varied.VariantTitle != "black / M Test" || varied.SKU != "Bar3" {
		t.Errorf("line of a variation %+v", varied)
	}
	if len(varied.TaxLines) != 1 || varied.TaxLines[0].Title != "State Tax" || varied.TaxLines[0].Amount.Shop.String() != "0.90 USD" {
		t.Errorf("taxes %+v", varied.TaxLines)
	}
	if len(o.TaxLines) != 1 || o.TaxLines[0].Amount.Shop.String() != "1.35 USD" || len(o.ShippingLines) != 1 || o.ShippingLines[0].Code != "flat_rate" || o.ShippingLines[0].Amount.Shop.String() != "10.00 USD" {
		t.Errorf("taxes %+v, shipping %+v", o.TaxLines, o.ShippingLines)
	}
	if len(o.Comments) != 3 || o.Comments[2].Message != "Order ok!!!" || o.Comments[0].Author != "system" || *o.Comments[0].CustomerVisible ||
		o.Comments[0].CreatedAt != time.Date(2017, 3, 21, 19, 16, 46, 0, time.UTC) {
		t.Errorf("comments %+v", o.Comments)
	}
	if want := []commerce.Attribute{{Key: "_download_permissions_granted", Type: commerce.AttributeTypeUnknown, Value: `"yes"`}}; !slices.Equal(o.Attributes, want) || len(o.HeldFor) != 0 {
		t.Errorf("attributes %+v, held for %+v", o.Attributes, o.HeldFor)
	}
	if len(o.Transactions) != 1 || o.Transactions[0].Gateway != "bacs" || o.Transactions[0].Amount.String() != "29.35 USD" {
		t.Errorf("transactions %+v", o.Transactions)
	}
}

func TestOfficialCustomer(t *testing.T) {
	s := newShop(t)
	s.lists("/customers", example[object](t, "customer_get.json"))
	c := get(t, s.open().Customers, "25", commerce.Customers.AllGroups())
	if c.DisplayName() != "John Doe" || c.Email != "john.doe@example.com" || c.Phone != "(555) 555-5555" || len(c.Addresses) != 2 || c.DefaultAddress.City != "San Francisco" {
		t.Errorf("%+v", c)
	}
	if c.CreatedAt != time.Date(2017, 3, 21, 19, 9, 28, 0, time.UTC) || c.UpdatedAt.IsZero() || c.StateValue() != commerce.CustomerStateEnabled {
		t.Errorf("created %v, updated %v, state %v", c.CreatedAt, c.UpdatedAt, c.StateValue())
	}
	if role := s.requests("/customers")[0].URL.Query().Get("role"); role != "all" {
		t.Errorf("customers of role %q were asked for, want all", role)
	}
}

// TestOfficialProduct reads the variable product with the variations of the documentation.
func TestOfficialProduct(t *testing.T) {
	s := newShop(t)
	p := example[object](t, "product_variable.json")
	p["variations"] = []int{733, 732}
	s.lists("/products", p)
	s.lists("/variations", example[[]object](t, "variations_list.json")...)
	s.routes["/data/currencies/current"] = says(200, `{"code":"USD"}`)
	got := get(t, s.open().Products, "799", commerce.Products.AllGroups())
	if got.Title != "Ship Your Idea" || got.Handle != "ship-your-idea-22" || got.StatusValue() != commerce.ProductStatusActive || got.ProductType != "Clothing" {
		t.Errorf("%+v", got)
	}
	if len(got.Options) != 2 || got.Options[0].Name != "Color" || !slices.Equal(got.Options[0].Values, []string{"Black", "Green"}) || len(got.Media) != 4 {
		t.Errorf("options %+v, %d media", got.Options, len(got.Media))
	}
	if len(got.Variants) != 2 {
		t.Fatalf("%d variants", len(got.Variants))
	}
	v := got.Variants[0]
	if v.ID != idOf("733") || v.ProductID != idOf("799") || v.Title != "Green" || v.Price.String() != "9.00 USD" || v.CompareAtPrice != nil || !v.InventoryItemID.IsZero() {
		t.Errorf("variant %+v", v)
	}
}

// TestOfficialRefunds reads the refunds of the documentation: lines are negative
// and name the line of the order.
func TestOfficialRefunds(t *testing.T) {
	s := newShop(t)
	o := example[object](t, "order_get.json")
	o["refunds"] = []object{{"id": 726, "reason": "", "total": "-10.00"}, {"id": 724, "reason": "broken", "total": "-9.00"}}
	s.lists("/orders", o)
	s.lists("/refunds", example[[]object](t, "refunds_list.json")...)
	s.lists("/orders/727/notes")
	got := get(t, s.open().Orders, "727", commerce.Orders.AllGroups())
	if got.PaymentStatusValue() != commerce.OrderPaymentStatusPartiallyRefunded || got.TotalRefunded.Shop.String() != "19.00 USD" || got.Total.Shop.String() != "29.35 USD" {
		t.Errorf("payment %v, refunded %v", got.PaymentStatus, got.TotalRefunded)
	}
	if len(got.Refunds) != 2 || got.Refunds[1].Amount.String() != "9.00 USD" || got.Refunds[1].CreatedAt != time.Date(2017, 3, 21, 19, 55, 37, 0, time.UTC) {
		t.Fatalf("refunds %+v", got.Refunds)
	}
	if l := got.Refunds[1].Lines; len(l) != 1 || l[0].LineItemID != idOf("311") || l[0].Quantity != 1 || l[0].Amount.String() != "9.00 USD" {
		t.Errorf("lines of the refund %+v", l)
	}
	if len(got.Transactions) != 3 || got.Transactions[2].KindValue() != commerce.TransactionKindRefund || got.Transactions[2].ParentID != got.Transactions[0].ID {
		t.Errorf("transactions %+v", got.Transactions)
	}
}

func TestOfficialFulfillments(t *testing.T) {
	s := newShop(t)
	s.lists("/orders", example[object](t, "order_get.json"))
	s.lists("/orders/727/fulfillments", example[[]object](t, "order_fulfillments_list.json")...)
	got := get(t, s.open().Orders, "727", commerce.OrderFulfillments).Fulfillments
	if len(got) != 1 || got[0].StatusValue() != commerce.FulfillmentStatusSuccess || got[0].UpdatedAt != time.Date(2024, 1, 15, 10, 30, 0, 0, time.UTC) {
		t.Fatalf("%+v", got)
	}
	if len(got[0].Lines) != 1 || got[0].Lines[0] != (commerce.FulfillmentLine{LineItemID: idOf("456"), Quantity: 2}) {
		t.Errorf("lines %+v", got[0].Lines)
	}
	if len(got[0].Tracking) != 1 || got[0].Tracking[0] != (commerce.Tracking{Company: "ups", Number: "1Z999AA1234567890"}) {
		t.Errorf("tracking %+v", got[0].Tracking)
	}
}

// known returns the words that the schema knows for a property.
func known(t *testing.T, resource, property string) []string {
	t.Helper()
	var doc struct {
		Defs map[string]struct {
			Properties map[string]struct {
				Known []string `json:"x-known-values"`
			} `json:"properties"`
		} `json:"$defs"`
	}
	raw, err := os.ReadFile(filepath.Join(specification(t), "wc-v3.schema.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(raw, &doc); err != nil {
		t.Fatal(err)
	}
	words := doc.Defs[resource].Properties[property].Known
	if len(words) == 0 {
		t.Fatalf("%s.%s has no words in the schema", resource, property)
	}
	return words
}

// TestEveryWordIsMapped reads the words from the schema, so that a newer one
// shows what has come.
func TestEveryWordIsMapped(t *testing.T) {
	s := newShop(t)
	source := s.open()
	for _, word := range known(t, "order", "status") {
		s.lists("/orders", orderWith(object{"status": word}))
		found, err := source.Orders.Get(t.Context(), []commerce.ID{idOf("1")}, 0)
		if err != nil {
			t.Fatal(err)
		}
		o := found[idOf("1")]
		if hidden := word == "trash"; hidden != (o == nil) || o != nil && o.StatusValue() == commerce.OrderStatusUnknown {
			t.Errorf("order %q is read as %+v", word, o)
		}
	}
	for _, word := range known(t, "product", "status") {
		s.lists("/products", object{"id": 1, "type": "simple", "status": word})
		if p := get(t, source.Products, "1", 0); p.StatusValue() == commerce.ProductStatusUnknown {
			t.Errorf("product %q is not mapped", word)
		}
	}
	for _, word := range known(t, "order_fulfillment", "status") {
		s.lists("/orders", orderWith(nil))
		s.lists("/orders/1/fulfillments", object{"id": 5, "status": word})
		if f := get(t, source.Orders, "1", commerce.OrderFulfillments).Fulfillments; len(f) != 1 || f[0].StatusValue() == commerce.FulfillmentStatusUnknown {
			t.Errorf("fulfilment %q is not mapped", word)
		}
	}
}

func orderWith(change object) object {
	o := object{
		"id": 1, "number": "1", "status": "processing", "currency": "EUR", "total": "10.00", "total_tax": "0.00", "shipping_total": "0.00",
		"date_created_gmt": "2026-01-02T03:04:05", "date_modified_gmt": "2026-01-02T03:04:05", "date_paid_gmt": "2026-01-02T03:05:00",
		"customer_id": 7, "billing": object{"email": "ada@example.com"}, "refunds": []object{},
	}
	for name, value := range change {
		o[name] = value
	}
	return o
}
