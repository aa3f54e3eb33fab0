package magentosim_test

import (
	"net/http"
	"sync"
	"testing"
	"time"

	"github.com/galleria-graph/galleria/sources/magento/magentosim"
)

func merchant(t *testing.T) *fixture {
	f := start(t, magentosim.Options{})
	seedCatalog(t, f.Sim)
	must[magentosim.Order](t)(f.PlaceOrder(tee()))
	f.now = epoch.Add(time.Hour)
	return f
}

func TestOrderToItsEnd(t *testing.T) {
	f := merchant(t)
	salable := func(want string) {
		t.Helper()
		f.want(f.get("/rest/V1/inventory/get-product-salable-quantity/TEE-M/2"), want)
	}
	salable("10")
	f.want(f.get("/rest/V1/transactions/1"), "authorization", "txn_type")
	open := must[magentosim.Invoice](t)(f.Invoice(magentosim.Invoice{OrderID: 1, State: magentosim.InvoiceOpen}))
	f.want(f.get("/rest/V1/orders/1"), "84.43", "total_due")
	f.ok(f.Capture(open.EntityID))
	if f.Capture(open.EntityID) == nil {
		t.Error("an invoice is captured twice")
	}
	order := f.get("/rest/V1/orders/1")
	f.want(order, "0", "total_due")
	f.want(order, "pi_1-capture", "payment", "last_trans_id")
	f.want(order, "84.43", "payment", "base_amount_paid_online")
	f.want(order, "2026-09-01 13:00:00", "updated_at")
	shipped := must[magentosim.Shipment](t)(f.Ship(magentosim.Shipment{OrderID: 1, SourceCode: "east"}))
	f.ok(f.AddTrack(shipped.EntityID, magentosim.Track{TrackNumber: "1Z", CarrierCode: "ups"}))
	f.want(f.get("/rest/V1/shipment/1"), "ups", "tracks", 0, "title")
	f.want(f.get("/rest/V1/shipment/1"), "east", "extension_attributes", "source_code")
	salable("10")
	f.want(f.get(search("/rest/V1/inventory/source-items", []string{"0 sku eq TEE-M", "1 source_code eq east"})), "5", "items", 0, "quantity")
	f.want(f.get("/rest/V1/orders/1"), "complete", "state")
	must[magentosim.Creditmemo](t)(f.Refund(magentosim.Creditmemo{OrderID: 1, InvoiceID: 1, Everything: true}))
	order = f.get("/rest/V1/orders/1")
	f.want(order, "closed", "state")
	f.want(order, "84.43", "total_online_refunded")
	f.want(order, "pi_1-refund", "payment", "last_trans_id")
	refund := f.get(search("/rest/V1/transactions", []string{"0 order_id eq 1", "1 txn_type eq refund"}))
	f.want(refund, "pi_1-capture", "items", 0, "parent_txn_id")
	f.want(refund, "2", "items", 0, "parent_id")
	if _, err := f.Refund(magentosim.Creditmemo{OrderID: 1, Everything: true}); err == nil {
		t.Error("an order is refunded twice")
	}
	f.ok(f.DeleteOrder(1))
	f.fail("/rest/V1/orders/1", http.StatusNotFound)
	for _, list := range []string{"orders", "orders/items", "invoices", "shipments", "creditmemos", "transactions"} {
		f.want(f.get(search("/rest/V1/"+list, nil)), "0", "total_count")
	}
}

func TestCancelAndHold(t *testing.T) {
	f := merchant(t)
	f.ok(f.Hold(1))
	order := f.get("/rest/V1/orders/1")
	f.want(order, "holded", "status")
	f.want(order, "pending", "hold_before_status")
	if _, err := f.Pay(1); err == nil || f.Cancel(1) == nil || f.Hold(1) == nil {
		t.Error("a held order goes on")
	}
	f.ok(f.Unhold(1))
	f.ok(f.Comment(1, magentosim.StatusHistory{Comment: "late", Status: "pending_late"}))
	f.want(f.get("/rest/V1/orders/1"), "pending_late", "status")
	f.ok(f.Cancel(1))
	order = f.get("/rest/V1/orders/1")
	f.want(order, "canceled", "state")
	f.want(order, "84.43", "total_canceled")
	f.want(order, "2", "items", 0, "qty_canceled")
	f.want(order, "pi_1-void", "payment", "last_trans_id")
	f.want(f.get("/rest/V1/inventory/get-product-salable-quantity/TEE-M/2"), "12")
	if f.Cancel(1) == nil || f.Unhold(1) == nil {
		t.Error("a canceled order goes on")
	}
	if _, err := f.Ship(magentosim.Shipment{OrderID: 1}); err == nil {
		t.Error("a canceled order is shipped")
	}
	f.ok(f.SetState(1, "odd", "very_odd"))
	f.want(f.get("/rest/V1/orders/1"), "odd", "state")
}

// TestOfflinePayment has no gateway and leaves no transactions.
func TestOfflinePayment(t *testing.T) {
	f := start(t, magentosim.Options{})
	o := tee()
	o.Payment = magentosim.Payment{}
	o.CustomerID = 0
	must[magentosim.Order](t)(f.PlaceOrder(o))
	must[magentosim.Invoice](t)(f.Pay(1))
	must[magentosim.Creditmemo](t)(f.Refund(magentosim.Creditmemo{OrderID: 1, InvoiceID: 1, AdjustmentPositive: money("3")}))
	order := f.get("/rest/V1/orders/1")
	f.want(order, "checkmo", "payment", "method")
	f.want(order, "1", "customer_is_guest")
	f.want(order, "3", "total_offline_refunded")
	f.want(f.get(search("/rest/V1/transactions", nil)), "0", "total_count")
}

// TestSellers reads and changes at the same time.
func TestSellers(t *testing.T) {
	f := merchant(t)
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			for range 20 {
				placed, err := f.PlaceOrder(tee())
				if err != nil {
					t.Error(err)
					return
				}
				if _, err := f.Pay(placed.EntityID); err != nil {
					t.Error(err)
				}
			}
		})
		group.Go(func() {
			for range 20 {
				if w := f.do(f.request(search("/rest/V1/orders", nil, "searchCriteria[pageSize]=3"))); w.Code != http.StatusOK {
					t.Errorf("status %d", w.Code)
				}
			}
		})
	}
	group.Wait()
	f.want(f.get(search("/rest/V1/orders", []string{"0 state eq processing"}, "fields=total_count")), "80", "total_count")
}
