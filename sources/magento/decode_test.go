package magento_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/magento"
	"github.com/galleria-graph/galleria/sources/magento/magentosim/magentospec"
)

func items(rows ...string) string {
	return `{"items":[` + strings.Join(rows, ",") + `],"search_criteria":{},"total_count":` + fmt.Sprint(len(rows)) + `}`
}

// TestExamples reads what Adobe's documents print.
func TestExamples(t *testing.T) {
	magentospec.Load(t)
	example := func(name string) string { return string(magentospec.Example(t, name)) }
	source := answering(t, map[string]string{
		"/V1/orders":                 items(example("order_get.json")),
		"/V1/customers/search":       items(example("customer_with_addresses.json")),
		"/V1/products":               items(example("product_simple.json")),
		"/V1/inventory/sources":      example("sources_search.json"),
		"/V1/inventory/source-items": strings.ReplaceAll(example("source_items_search.json"), "new_product2", "ms-champ-s"),
	})
	all := commerce.Orders.AllGroups()
	orders, err := source.Orders.Get(t.Context(), []commerce.ID{key("3")}, all)
	o := orders[key("3")]
	if err != nil || o == nil {
		t.Fatalf("order: %v", err)
	}
	if o.Name != "000000003" || o.Total.Shop.String() != "165.00 USD" || o.Subtotal.Shop.String() != "160.00 USD" || o.Customer.ID != key("3") || o.Email != "jdoe@example.com" ||
		o.ShippingAddress.ProvinceCode != "NY" || o.BillingAddress.Address1 != "123 Oak Ave" || o.StatusValue() != commerce.OrderStatusOpen || o.Status.Raw != "new" ||
		o.PaymentStatusValue() != commerce.OrderPaymentStatusPending || o.FulfillmentStatusValue() != commerce.OrderFulfillmentStatusUnfulfilled ||
		o.ShippingLines[0].Title != "Best Way - Table Rate" || o.ShippingLines[0].Code != "tablerate_bestway" || o.Channel != "Main Website / Main Website Store" {
		t.Errorf("order %+v", o)
	}
	if l := o.LineItems; len(l) != 1 || l[0].SKU != "WS12-M-Orange" || l[0].Total.Shop.String() != "22.00 USD" || !*l[0].RequiresShipping || *l[0].Quantity.Remaining != 1 {
		t.Errorf("lines %+v", l)
	}
	customers, err := source.Customers.Get(t.Context(), []commerce.ID{key("2")}, commerce.Customers.AllGroups())
	if c := customers[key("2")]; err != nil || c.DisplayName() != "Jane Doe" || c.Phone != "516-555-1111" || c.DefaultAddress.Province != "New York" || c.StateValue() != commerce.CustomerStateEnabled {
		t.Errorf("customer %+v, error %v", c, err)
	}
	products, err := source.Products.Get(t.Context(), []commerce.ID{key("2079")}, commerce.Products.AllGroups())
	if p := products[key("2079")]; err != nil || p.Handle != "champ-tee-small" || p.DescriptionHTML == "" || len(p.Variants) != 0 {
		t.Errorf("product %+v, error %v", p, err)
	}
	stock, err := source.InventoryItems.Get(t.Context(), []commerce.ID{key("2079")}, commerce.InventoryLevels)
	if i := stock[key("2079")]; err != nil || !i.Tracked || len(i.Levels) != 2 || *i.Levels[1].Quantity(commerce.InventoryQuantityNameOnHand) != 250 {
		t.Errorf("stock %+v, error %v", i, err)
	}
	page, err := source.Locations.Query(t.Context(), sources.Query{First: 5})
	if err != nil || len(page.Items) != 3 || page.Items[0].Node.Address.Phone != "(314) 555-1234" || page.Items[0].Node.Address.City != "St. Louis" {
		t.Errorf("places %+v, error %v", page.Items, err)
	}
}

func orderText(more string) string {
	return `{"entity_id":"3","increment_id":"3","created_at":"2026-01-02 03:04:05","updated_at":"2026-01-02 03:04:05","base_currency_code":"USD",` +
		`"base_grand_total":100.0,"extension_attributes":[],"payment":{"method":"x","additional_information":{}},"items":[],"billing_address":null` + more + `}`
}

func readOrder(t *testing.T, more string) *commerce.Order {
	t.Helper()
	source := answering(t, map[string]string{"/V1/orders": items(orderText(more))})
	found, err := source.Orders.Get(t.Context(), []commerce.ID{key("3")}, 0)
	if err != nil || found[key("3")] == nil {
		t.Fatalf("%s: found %v, error %v", more, found, err)
	}
	return found[key("3")]
}

// TestStates maps every state of an order, by the amounts where they tell more.
func TestStates(t *testing.T) {
	for more, want := range map[string]string{
		`,"state":"new","status":"pending"`: "OPEN PENDING UNFULFILLED",
		`,"state":"pending_payment"`:        "PENDING PENDING UNFULFILLED",
		`,"state":"payment_review","status":"fraud","payment":{"base_amount_authorized":100}`:    "PENDING PENDING UNFULFILLED",
		`,"state":"processing","payment":{"base_amount_authorized":"100.0000"}`:                  "OPEN AUTHORIZED UNFULFILLED",
		`,"state":"processing","payment":{"base_amount_authorized":40}`:                          "OPEN PARTIALLY_AUTHORIZED UNFULFILLED",
		`,"state":"processing","base_total_paid":40`:                                             "OPEN PARTIALLY_PAID UNFULFILLED",
		`,"state":"processing","base_total_paid":99.99999999999999`:                              "OPEN PAID UNFULFILLED",
		`,"state":"complete","base_total_paid":100.5`:                                            "COMPLETED OVERPAID UNFULFILLED",
		`,"state":"closed","base_total_paid":100,"base_total_refunded":100`:                      "COMPLETED REFUNDED UNFULFILLED",
		`,"state":"complete","base_total_paid":100,"total_refunded":1,"base_total_refunded":0.1`: "COMPLETED PARTIALLY_REFUNDED UNFULFILLED",
		`,"state":"canceled","payment":{"base_amount_authorized":100}`:                           "CANCELLED VOIDED UNFULFILLED",
		`,"state":"holded"`:                   "OPEN PENDING ON_HOLD",
		`,"state":"new","base_grand_total":0`: "OPEN NOT_REQUIRED UNFULFILLED",
		`,"state":"galactic"`:                 "UNKNOWN PENDING UNFULFILLED",
		``:                                    "UNKNOWN PENDING UNFULFILLED",
		`,"state":"new","items":[{"item_id":1,"is_virtual":1}]`:                                                                                             "OPEN PENDING NOT_REQUIRED",
		`,"items":[{"item_id":1,"qty_ordered":3,"qty_shipped":1}]`:                                                                                          "UNKNOWN PENDING PARTIALLY_FULFILLED",
		`,"items":[{"item_id":1,"qty_ordered":1.5,"qty_shipped":"2"}]`:                                                                                      "UNKNOWN PENDING FULFILLED",
		`,"items":[{"item_id":1,"qty_ordered":2},{"parent_item_id":1}]`:                                                                                     "UNKNOWN PENDING UNFULFILLED",
		`,"items":[{"item_id":1,"qty_ordered":1,"qty_shipped":0,"product_type":"bundle"},{"item_id":2,"parent_item_id":1,"qty_ordered":2,"qty_shipped":2}]`: "UNKNOWN PENDING FULFILLED",
	} {
		o := readOrder(t, more)
		if got := fmt.Sprint(o.StatusValue(), " ", o.PaymentStatusValue(), " ", o.FulfillmentStatusValue()); got != want {
			t.Errorf("%s is %s, want %s", more, got, want)
		}
	}
}

// TestAmountsAreExact: they were floats on their way, and never are here.
func TestAmountsAreExact(t *testing.T) {
	for written, want := range map[string]string{
		"0.1": "0.10 USD", "0.10000000000000001": "0.10 USD", "1e2": "100.00 USD", "-414.9500": "-414.95 USD", "19.9575": "19.9575 USD", `"7"`: "7.00 USD",
	} {
		if got := readOrder(t, `,"base_grand_total":`+written).Total.Shop.String(); got != want {
			t.Errorf("%s is %s, want %s", written, got, want)
		}
	}
	for _, written := range []string{"1e999", `"x"`, "null", "[]", `"` + strings.Repeat("1", 70) + `"`} {
		source := answering(t, map[string]string{"/V1/orders": items(orderText(`,"base_grand_total":` + written))})
		if _, err := source.Orders.Get(t.Context(), []commerce.ID{key("3")}, 0); sources.KindOf(err) != sources.KindMalformed {
			t.Errorf("%s: error %v", written, err)
		}
	}
}

// TestEveryStateOfADocument is mapped, and an unknown one kept.
func TestEveryStateOfADocument(t *testing.T) {
	for state, want := range map[string]commerce.RefundStatus{"1": "PENDING", "2": "SUCCEEDED", "3": "CANCELLED", "9": "UNKNOWN"} {
		memo := `{"entity_id":1,"order_id":3,"state":` + state + `,"base_grand_total":5,"created_at":"2026-01-02 03:04:05","items":[],"comments":null}`
		source := answering(t, map[string]string{"/V1/orders": items(orderText("")), "/V1/creditmemos": items(memo)})
		found, err := source.Orders.Get(t.Context(), []commerce.ID{key("3")}, commerce.OrderRefunds)
		if err != nil {
			t.Fatal(err)
		}
		if r := found[key("3")].Refunds[0]; r.StatusValue() != want || string(r.Status.Raw) != state {
			t.Errorf("state %s is %+v", state, r.Status)
		}
	}
	for word, want := range map[string]commerce.TransactionKind{"authorization": "AUTHORIZATION", "capture": "CAPTURE", "refund": "REFUND", "void": "VOID", "order": "UNKNOWN"} {
		txn := `{"transaction_id":1,"order_id":3,"txn_id":"9-authorize","parent_txn_id":"8-capture","txn_type":"` + word + `","created_at":"2026-01-02 03:04:05"}`
		more := `,"payment":{"base_amount_ordered":100,"base_amount_authorized":100,"base_amount_paid":100,"base_amount_refunded":100}`
		source := answering(t, map[string]string{"/V1/orders": items(orderText(more)), "/V1/transactions": items(txn)})
		found, err := source.Orders.Get(t.Context(), []commerce.ID{key("3")}, commerce.OrderTransactions)
		if err != nil {
			t.Fatal(err)
		}
		got := found[key("3")].Transactions[0]
		reference := commerce.Text("9")
		if word == "refund" || word == "void" {
			reference = "8"
		}
		if got.KindValue() != want || string(got.Kind.Raw) != word || got.Amount.String() != "100.00 USD" || got.PaymentReference != reference {
			t.Errorf("%s is %+v", word, got)
		}
	}
}

// TestPaymentWithoutTransactions is told of by the payment itself.
func TestPaymentWithoutTransactions(t *testing.T) {
	more := `,"payment":{"entity_id":4,"method":"stripe_payments","last_trans_id":"pi_3-capture","base_amount_paid":60}`
	source := answering(t, map[string]string{"/V1/orders": items(orderText(more))})
	found, err := source.Orders.Get(t.Context(), []commerce.ID{key("3")}, commerce.OrderTransactions)
	if err != nil {
		t.Fatal(err)
	}
	if got := found[key("3")].Transactions; len(got) != 1 || got[0].PaymentReference != "pi_3" || got[0].Amount.String() != "60.00 USD" || got[0].Gateway != "stripe_payments" {
		t.Errorf("%+v", got)
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(items(orderText(`,"state":"new"`)))
	f.Add(`{"items":[{"id":1,"confirmation":null,"region":[],"street":["a",null],"addresses":{}},[],null,7],"total_count":"2"}`)
	f.Add(`{"items":[{"custom_attributes":[{"attribute_code":"a","value":["1",[2],{}]}],"extension_attributes":{"configurable_product_links":{"1":2}}}]}`)
	if dir := os.Getenv("GALLERIA_SHARED"); dir != "" {
		files, _ := filepath.Glob(filepath.Join(dir, "specs", "magento", "examples", "*.json")) // the pattern is a good one
		for _, file := range files {
			if raw, err := os.ReadFile(file); err == nil {
				f.Add(`{"items":[` + string(raw) + `]}`)
			}
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		for kind, decode := range magento.Decoders {
			if n := decode([]byte(text)); n > 0 && !json.Valid([]byte(text)) && strings.ToValidUTF8(text, "") == text {
				t.Errorf("%s: %d rows are read of what is no JSON", kind, n)
			}
		}
	})
}
