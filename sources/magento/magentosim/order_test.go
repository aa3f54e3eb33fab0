package magentosim_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/galleria-graph/galleria/sources/magento/magentosim"
	"github.com/galleria-graph/galleria/sources/magento/magentosim/magentospec"
)

// sameShape says where an official example has a key that ours lacks, or a
// value of another kind.
func sameShape(t *testing.T, path string, example, ours any) {
	t.Helper()
	switch example := example.(type) {
	case object:
		members, ok := ours.(object)
		if !ok {
			t.Errorf("%s: want an object, got %v", path, ours)
			return
		}
		for _, name := range slices.Sorted(maps.Keys(example)) {
			value, there := members[name]
			if !there {
				t.Errorf("%s.%s is missing", path, name)
				continue
			}
			sameShape(t, path+"."+name, example[name], value)
		}
	case []any:
		list, ok := ours.([]any)
		if !ok {
			t.Errorf("%s: want a list, got %v", path, ours)
			return
		}
		if len(example) > 0 && len(list) > 0 {
			sameShape(t, path+"[0]", example[0], list[0])
		}
	default:
		if got, want := fmt.Sprintf("%T", ours), fmt.Sprintf("%T", example); got != want && ours != nil && example != nil {
			t.Errorf("%s is a %s, want a %s", path, got, want)
		}
	}
}

func example(t *testing.T, name string) any {
	t.Helper()
	return decode(t, strings.NewReader(string(magentospec.Example(t, name))))
}

// without takes keys out that the simulation does not have.
func without(value any, names ...string) any {
	switch value := value.(type) {
	case object:
		for _, name := range names {
			delete(value, name)
		}
		for _, member := range value {
			without(member, names...)
		}
	case []any:
		for _, member := range value {
			without(member, names...)
		}
	}
	return value
}

func TestOrderIsLikeTheExample(t *testing.T) {
	f := start(t, magentosim.Options{})
	o := must[magentosim.Order](t)(f.PutOrder(tee()))
	sameShape(t, "order", without(example(t, "order_get.json"), "applied_rule_ids"), f.get(fmt.Sprintf("/rest/V1/orders/%d", o.EntityID)))
	must[magentosim.Invoice](t)(f.PutInvoice(magentosim.Invoice{OrderID: o.EntityID}))
	sameShape(t, "invoice", example(t, "invoice_get.json"), f.get("/rest/V1/invoices/1"))
	fields := example(t, "orders_search_fields_filtered.json")
	sameShape(t, "search", fields, f.get(search("/rest/V1/orders", nil, "fields=items[entity_id,increment_id]")))
}

func TestTotals(t *testing.T) {
	f := start(t, magentosim.Options{Stores: []magentosim.StoreView{
		{ID: 1, Code: "default", Name: "English", BaseCurrency: "EUR"}, {ID: 2, Code: "ch", Name: "Schweiz", BaseCurrency: "EUR", DisplayCurrency: "CHF"},
	}})
	o := tee()
	o.StoreID, o.Rate = 2, dec("0.9")
	o.Shipping = magentosim.Both("4.5", "5")
	for i := range o.Items {
		o.Items[i].Price.Base = dec("100")
	}
	f.get("/rest/ch/V1/store/storeViews")
	stored := must[magentosim.Order](t)(f.PutOrder(o))
	answer := f.get("/rest/V1/orders/1")
	for name, want := range map[string]string{
		"increment_id": "2000000001", "subtotal": "80.5", "base_subtotal": "300", "discount_amount": "-4.4", "tax_amount": "3.33", "shipping_amount": "4.5",
		"base_shipping_amount": "5", "grand_total": "83.93", "base_grand_total": "303.93", "total_due": "83.93", "base_currency_code": "EUR", "order_currency_code": "CHF",
		"base_to_order_rate": "0.9", "total_item_count": "2", "total_qty_ordered": "3", "weight": "2", "state": "new", "status": "pending", "created_at": "2026-09-01 12:00:00",
		"store_name": "Main Website\nMain Website Store\nSchweiz",
	} {
		f.want(answer, want, name)
	}
	for _, absent := range []string{"total_paid", "total_refunded", "total_canceled", "coupon_code"} {
		if _, there := answer.(object)[absent]; there {
			t.Errorf("%s is there", absent)
		}
	}
	f.want(answer, "TEE-M", "items", 1, "sku")
	f.want(answer, "0", "items", 1, "price")
	f.want(answer, json.Number(fmt.Sprint(stored.Items[0].ItemID)).String(), "items", 1, "parent_item_id")
	f.want(answer, "configurable", "items", 1, "parent_item", "product_type")
	f.want(answer, "93", "items", 0, "product_option", "extension_attributes", "configurable_item_options", 0, "option_id")
	f.want(answer, "", "payment", "additional_information", 1)
	if attributes, ok := at(answer, "payment", "extension_attributes").([]any); !ok || len(attributes) != 0 {
		t.Error("payment.extension_attributes is not []")
	}
	if body := f.do(f.request("/rest/V1/store/storeConfigs")).Body.String(); !strings.Contains(body, `https:\/\/magento.example\/`) {
		t.Errorf("slashes are not escaped: %s", body)
	}
}

// TestDocuments walks an order from a part of an invoice to its end.
func TestDocuments(t *testing.T) {
	f := start(t, magentosim.Options{})
	o := must[magentosim.Order](t)(f.PutOrder(tee()))
	line := o.Items[0].ItemID
	state := func(want string) {
		t.Helper()
		f.want(f.get("/rest/V1/orders/1"), want, "state")
	}
	must[magentosim.Invoice](t)(f.PutInvoice(magentosim.Invoice{OrderID: 1, Items: []magentosim.DocumentItem{{OrderItemID: line, Qty: qty(1)}}, TransactionID: "pi_1-capture", CreatedAt: at12(1)}))
	state("processing")
	must[magentosim.Shipment](t)(f.PutShipment(magentosim.Shipment{OrderID: 1, Tracks: []magentosim.Track{{TrackNumber: "1Z", CarrierCode: "ups", Title: "UPS"}}, CreatedAt: at12(2)}))
	state("processing")
	must[magentosim.Invoice](t)(f.PutInvoice(magentosim.Invoice{OrderID: 1, CreatedAt: at12(3), Comments: []magentosim.Comment{{Comment: "rest"}}}))
	state("complete")
	first, second := f.get("/rest/V1/invoices/1"), f.get("/rest/V1/invoices/2")
	f.want(first, "1", "total_qty")
	f.want(first, "26.47", "grand_total") // 22 − 2.20 + 1.67 + 5 of shipping
	f.want(second, "1.66", "tax_amount")  // what rounding has left
	f.want(second, "0", "shipping_amount")
	order := f.get("/rest/V1/orders/1")
	f.want(order, "0", "total_due")
	f.want(order, "84.43", "total_paid")
	f.want(order, "2026-09-04 12:00:00", "updated_at")
	f.want(order, "2", "items", 0, "qty_invoiced")
	f.want(order, "2", "items", 1, "qty_shipped")
	shipment := f.get("/rest/V1/shipment/1")
	f.want(shipment, "1Z", "tracks", 0, "track_number")
	f.want(shipment, "default", "extension_attributes", "source_code")
	if rows := at(shipment, "items").([]any); len(rows) != 2 {
		t.Errorf("%d rows are shipped", len(rows))
	}
	must[magentosim.Creditmemo](t)(f.PutCreditmemo(magentosim.Creditmemo{OrderID: 1, InvoiceID: 1, Items: []magentosim.DocumentItem{{OrderItemID: line, Qty: qty(1)}}, AdjustmentNegative: money("1"), TransactionID: "pi_1-refund", CreatedAt: at12(4)}))
	memo := f.get("/rest/V1/creditmemo/1")
	f.want(memo, "20.47", "grand_total")
	f.want(memo, "-1", "adjustment")
	f.want(memo, "-2.2", "discount_amount")
	order = f.get("/rest/V1/orders/1")
	f.want(order, "20.47", "total_refunded")
	f.want(order, "20.47", "total_online_refunded")
	f.want(order, "complete", "state")
	f.want(f.get("/rest/V1/invoices/1"), "20.47", "base_total_refunded")
	if _, err := f.PutCreditmemo(magentosim.Creditmemo{OrderID: 1, AdjustmentPositive: money("64")}); err == nil {
		t.Error("more than was paid goes back")
	}
	must[magentosim.Creditmemo](t)(f.PutCreditmemo(magentosim.Creditmemo{OrderID: 1, Everything: true, AdjustmentPositive: money("1")}))
	state("closed")
	f.want(f.get("/rest/V1/orders/1"), "84.43", "total_refunded")
	for _, list := range []string{"orders", "orders/items", "invoices", "shipments", "creditmemos"} {
		if items := at(f.get(search("/rest/V1/"+list, nil)), "items").([]any); len(items) == 0 {
			t.Errorf("no %s", list)
		}
	}
	f.want(f.get(search("/rest/V1/creditmemos", []string{"0 order_id eq 1", "1 grand_total lt 21"})), "1", "total_count")
	f.want(f.get("/rest/V1/orders/items/2"), "TEE-M", "sku")
	f.want(f.get("/rest/V1/orders/1/statuses"), "closed")
}

func TestTransactions(t *testing.T) {
	f := start(t, magentosim.Options{})
	must[magentosim.Order](t)(f.PutOrder(tee()))
	for _, transaction := range []magentosim.Transaction{
		{OrderID: 1, Type: "authorization", TxnID: "pi_1", AdditionalInformation: []string{"ok"}}, {OrderID: 1, Type: "capture", TxnID: "pi_1-capture", ParentTxnID: "pi_1", Closed: true},
	} {
		must[magentosim.Transaction](t)(f.PutTransaction(transaction))
	}
	answer := f.get(search("/rest/V1/transactions", []string{"0 order_id in 1,2"}))
	f.want(answer, "pi_1-capture", "items", 0, "child_transactions", 0, "txn_id")
	f.want(answer, "1", "items", 1, "parent_id")
	f.want(f.get("/rest/V1/transactions/2"), "pi_1", "parent_txn_id")
}

func TestComments(t *testing.T) {
	f := start(t, magentosim.Options{})
	o := tee()
	o.Histories = []magentosim.StatusHistory{{Comment: "Called.", CustomerNotified: true}, {Comment: "Zoë 🎁"}}
	must[magentosim.Order](t)(f.PutOrder(o))
	answer := f.get("/rest/V1/orders/1/comments")
	sameShape(t, "comments", example(t, "order_comments.json"), answer)
	f.want(answer, "Zoë 🎁", "items", 0, "comment")
	if body := f.do(f.request("/rest/V1/orders/1/comments")).Body.String(); !strings.Contains(body, `Zo\u00eb \ud83c\udf81`) {
		t.Errorf("letters are not escaped: %s", body)
	}
}

func TestUnknownWords(t *testing.T) {
	f := start(t, magentosim.Options{})
	o := tee()
	o.State, o.Status = "awaiting_pickup", "awaiting_pickup_late"
	must[magentosim.Order](t)(f.PutOrder(o))
	f.want(f.get(search("/rest/V1/orders", []string{"0 status eq awaiting_pickup_late"})), "awaiting_pickup", "items", 0, "state")
}

func TestSeededEnds(t *testing.T) {
	f := start(t, magentosim.Options{})
	for _, state := range []string{"canceled", "holded"} {
		o := tee()
		o.State = state
		must[magentosim.Order](t)(f.PutOrder(o))
	}
	canceled := f.get("/rest/V1/orders/1")
	f.want(canceled, "84.43", "total_canceled")
	f.want(canceled, "1", "items", 2, "qty_canceled")
	f.want(f.get("/rest/V1/orders/2"), "new", "hold_before_state")
	f.ok(f.Unhold(2))
	f.want(f.get("/rest/V1/orders/2"), "pending", "status")
}

func TestRefusedSeeds(t *testing.T) {
	f := start(t, magentosim.Options{})
	for what, o := range map[string]magentosim.Order{"no address": {Items: tee().Items}, "no items": {CustomerEmail: "a@b.c"}, "no store": {StoreID: 9, CustomerEmail: "a@b.c", Items: tee().Items}} {
		if _, err := f.PutOrder(o); err == nil {
			t.Errorf("%s: the order is taken", what)
		}
	}
	if _, err := f.PutInvoice(magentosim.Invoice{OrderID: 9}); err == nil {
		t.Error("an invoice without order is taken")
	}
	must[magentosim.Order](t)(f.PutOrder(tee()))
	if _, err := f.PutShipment(magentosim.Shipment{OrderID: 1, Items: []magentosim.DocumentItem{{OrderItemID: 1, Qty: qty(3)}}}); err == nil {
		t.Error("more is shipped than was ordered")
	}
	if _, err := f.PutTransaction(magentosim.Transaction{OrderID: 1}); err == nil {
		t.Error("a transaction without id is taken")
	}
}
