package magento_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources/magento/magentosim"
)

// TestHolds: a state or a status says that an order is not worked on.
func TestHolds(t *testing.T) {
	s := newShop(t)
	for i, words := range [][2]string{
		{"processing", "processing"}, {"holded", "holded"}, {"payment_review", "payment_review"}, {"payment_review", "fraud"}, {"processing", "fraud"}, {"new", "label"},
	} {
		must[magentosim.Order](t)(s.PutOrder(magentosim.Order{
			EntityID: int64(i + 1), State: words[0], Status: words[1], CustomerEmail: "a@example.com", Items: []magentosim.OrderItem{{SKU: "mug", Name: "Mug"}},
		}))
	}
	want := []string{"", "OTHER holded state LOSSY", "REVIEW payment_review state EXACT", "HIGH_RISK_OF_FRAUD fraud status EXACT", "HIGH_RISK_OF_FRAUD fraud status EXACT", ""}
	var ids []commerce.ID
	for i := range want {
		ids = append(ids, key(fmt.Sprint(i+1)))
	}
	found, err := s.open().Orders.Get(t.Context(), ids, commerce.OrderHolds)
	if err != nil {
		t.Fatal(err)
	}
	for i, id := range ids {
		got := ""
		for _, h := range found[id].HeldFor {
			info := h.ReasonInfo()
			got += fmt.Sprint(info.Value, " ", info.Raw, " ", info.RawField, " ", info.Mapping)
		}
		if got != want[i] {
			t.Errorf("order %d is held for %q, want %q", i+1, got, want[i])
		}
	}
}

// TestComments are those with a text, oldest first.
func TestComments(t *testing.T) {
	s := newShop(t)
	at := time.Date(2026, 7, 20, 14, 32, 10, 0, time.UTC)
	must[magentosim.Order](t)(s.PutOrder(magentosim.Order{
		EntityID: 3, CustomerEmail: "a@example.com", Items: []magentosim.OrderItem{{SKU: "mug", Name: "Mug"}}, PickupLocation: "store_1", CouponCodes: []string{"A", "B"},
		Histories: []magentosim.StatusHistory{
			{Comment: "second", CreatedAt: at.Add(time.Hour), VisibleOnFront: true}, {Comment: "first", CreatedAt: at}, {Status: "processing", CreatedAt: at},
			{Comment: "third", CreatedAt: at.Add(time.Hour)},
		},
	}))
	c := s.open().Orders
	found, err := c.Get(t.Context(), []commerce.ID{key("3")}, commerce.OrderComments|commerce.OrderAttributes)
	if err != nil {
		t.Fatal(err)
	}
	got := ""
	for _, c := range found[key("3")].Comments {
		got += fmt.Sprintf("%s %s %t, ", c.Message, c.CreatedAt.Format(time.TimeOnly), *c.CustomerVisible)
	}
	if want := "first 14:32:10 false, second 15:32:10 true, third 15:32:10 false, "; got != want {
		t.Errorf("comments %q, want %q", got, want)
	}
	const want = `extension_attributes.coupon_codes:LIST=["A","B"] extension_attributes.pickup_location_code:TEXT="store_1"`
	if got := described(found[key("3")].Attributes); got != want {
		t.Errorf("attributes %s, want %s", got, want)
	}
	bare, err := c.Get(t.Context(), []commerce.ID{key("3")}, 0)
	if o := bare[key("3")]; err != nil || o.Comments != nil || o.Attributes != nil {
		t.Errorf("unasked %+v, error %v", o, err)
	}
}

// TestCustomerAttributes: nothing says what they are, but for what extensions keep.
func TestCustomerAttributes(t *testing.T) {
	s := newShop(t)
	s.putCustomer(makeCustomer(0))
	found, err := s.open().Customers.Get(t.Context(), []commerce.ID{key("1001")}, commerce.CustomerAttributes)
	if err != nil {
		t.Fatal(err)
	}
	const want = `loyalty_tier:UNKNOWN="gold" extension_attributes.is_subscribed:BOOLEAN=true`
	if got := described(found[key("1001")].Attributes); got != want {
		t.Errorf("attributes %s, want %s", got, want)
	}
}

// TestReferences are the gateway's own: Magento's suffixes are cut off.
func TestReferences(t *testing.T) {
	for txn, want := range map[string]string{
		"308236095-capture": "308236095", "pi_3": "pi_3", "9-authorize": "9", "7-capture-refund": "7", "6-capture-refund-void": "6", "-capture": "-capture", "a-b": "a-b",
	} {
		more := fmt.Sprintf(`,"payment":{"entity_id":4,"last_trans_id":%q,"base_amount_paid":60}`, txn)
		source := answering(t, map[string]string{"/V1/orders": items(orderText(more))})
		found, err := source.Orders.Get(t.Context(), []commerce.ID{key("3")}, commerce.OrderTransactions)
		if err != nil || string(found[key("3")].Transactions[0].PaymentReference) != want {
			t.Errorf("%s: %+v, error %v", txn, found[key("3")], err)
		}
	}
}
