package woocommercesim_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/galleria-graph/galleria/sources/woocommerce/woocommercesim"
)

// write sends a body, which must be one of the documents unless the answer is
// an error, and holds the answer against them.
func (f *fixture) write(method, path, body string, status int) any {
	f.t.Helper()
	r := httptest.NewRequest(method, "/wp-json/wc/v3/"+path, strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json; charset=utf-8")
	r.SetBasicAuth("ck_sim", "cs_sim")
	if f.spec != nil && status < http.StatusBadRequest {
		if err := f.spec.CheckRequest(r); err != nil {
			f.t.Error(err)
		}
	}
	response, answer := f.do(r)
	if response.StatusCode != status {
		f.t.Fatalf("%s %s %s: %d, want %d: %v", method, path, body, response.StatusCode, status, answer)
	}
	return answer
}

// refuse wants an error of that code.
func (f *fixture) refuse(method, path, body string, status int, code string) {
	f.t.Helper()
	f.shows(f.write(method, path, body, status), object{"code": code, "data.status": status})
}

func TestWritingAnOrder(t *testing.T) {
	f := start(t, woocommercesim.Options{})
	shelf(f)
	f.now = after(1)
	made := f.write(http.MethodPost, "orders", `{"customer_id":7,"payment_method":"stripe","set_paid":true,"billing":{"first_name":"Ann","city":"Ulm"},"currency":"EUR",
		"line_items":[{"product_id":10,"quantity":1},{"product_id":20,"variation_id":21,"quantity":1,"total":"9.00","subtotal":"9.50"}],
		"shipping_lines":[{"method_id":"flat_rate","method_title":"Post","total":"4.00"}],"fee_lines":[{"name":"Wrapping","total":"1.50"}],"meta_data":[{"key":"gift","value":{"to":"Bob"}}]}`, http.StatusCreated)
	f.shows(made, object{
		"status": "processing", "created_via": "rest-api", "total": "19.50", "discount_total": "0.50", "currency": "EUR", "customer_id": 7, "billing.city": "Ulm",
		"date_paid_gmt": "2026-09-01T13:00:00", "line_items.0.name": "Cup", "line_items.0.total": "5.00", "line_items.1.total": "9.00", "meta_data.0.value.to": "Bob",
		"shipping_lines.0.method_title": "Post", "fee_lines.0.total": "1.50",
	})
	f.shows(f.get("products/10"), object{"stock_quantity": 2})
	path := fmt.Sprintf("orders/%v", at(made, "id"))
	line, gift := at(made, "line_items.0.id"), at(made, "meta_data.0.id")
	f.now = after(2)
	f.shows(f.write(http.MethodPut, path, fmt.Sprintf(`{"billing":{"phone":"1"},"line_items":[{"id":%v,"quantity":0}],"meta_data":[{"id":%v,"value":"none"}],"customer_note":"Ring"}`, line, gift), http.StatusOK), object{
		"billing.city": "Ulm", "billing.phone": "1", "line_items.0.sku": "SHIRT-M", "line_items.1": nil, "meta_data.0.value": "none", "customer_note": "Ring",
		"status": "processing", "date_modified_gmt": "2026-09-01T14:00:00", "total": "14.50",
	})
	f.shows(f.write(http.MethodPut, path, `{"status":"completed"}`, http.StatusOK), object{"status": "completed", "date_completed_gmt": "2026-09-01T14:00:00"})
	f.shows(f.get(path+"/notes"), object{"0.note": "Order status changed from Processing to Completed."})

	f.refuse(http.MethodPut, "orders/999", `{}`, http.StatusBadRequest, "woocommerce_rest_shop_order_invalid_id")
	f.refuse(http.MethodPut, path, `{"status":"paid"}`, http.StatusBadRequest, "rest_invalid_param")
	f.refuse(http.MethodPut, path, `{"customer_id":"Ann"}`, http.StatusBadRequest, "rest_invalid_param")
	f.refuse(http.MethodPut, path, `{"customer_id":99}`, http.StatusBadRequest, "woocommerce_rest_invalid_customer_id")
	f.refuse(http.MethodPut, path, `{"line_items":[{"id":99999}]}`, http.StatusBadRequest, "woocommerce_rest_invalid_item_id")
	f.refuse(http.MethodPost, "orders", `{"line_items":[{"product_id":99999}]}`, http.StatusBadRequest, "woocommerce_rest_required_product_reference")
	f.refuse(http.MethodPost, "orders", `{"status"`, http.StatusBadRequest, "rest_invalid_json")
	f.refuse(http.MethodDelete, "orders", ``, http.StatusNotFound, "rest_no_route")
	f.refuse(http.MethodPost, "customers", `{}`, http.StatusNotFound, "rest_no_route")
	f.shows(f.get(path), object{"status": "completed", "customer_id": 7})
}

func TestDeletingAnOrder(t *testing.T) {
	f := start(t, woocommercesim.Options{})
	f.order(example())
	f.shows(f.write(http.MethodDelete, "orders/727", ``, http.StatusOK), object{"id": 727, "status": "trash"})
	f.lists(map[string]string{"orders": "", "orders?status=trash": "727"})
	f.refuse(http.MethodDelete, "orders/727", ``, http.StatusGone, "woocommerce_rest_already_trashed")
	f.shows(f.write(http.MethodDelete, "orders/727?force=true", ``, http.StatusOK), object{"id": 727})
	f.refuse(http.MethodDelete, "orders/727?force=true", ``, http.StatusNotFound, "woocommerce_rest_shop_order_invalid_id")
}

func TestWritingRefunds(t *testing.T) {
	f := start(t, woocommercesim.Options{})
	shelf(f)
	o := example()
	o.PaymentMethod = "stripe"
	f.order(o)
	f.refuse(http.MethodPost, "orders/727/refunds", `{"amount":"5.00"}`, http.StatusInternalServerError, "woocommerce_rest_cannot_create_order_refund")
	f.PutGateway(woocommercesim.Gateway{ID: "stripe", Title: "Card", Supports: []string{"products", "refunds"}})
	f.shows(f.write(http.MethodPost, "orders/727/refunds", `{"amount":"5.00","reason":"late"}`, http.StatusCreated), object{"amount": "5.00", "reason": "late", "refunded_payment": true, "parent_id": 727})
	f.shows(f.write(http.MethodPost, "orders/727/refunds", `{"api_refund":false,"line_items":[{"id":315,"quantity":1,"refund_total":3.00}]}`, http.StatusCreated), object{
		"amount": "3.00", "refunded_payment": false, "line_items.0.quantity": -1, "line_items.0.total": "-3.00",
	})
	f.shows(f.get("orders/727"), object{"refunds.0.total": "-3.00", "refunds.1.total": "-5.00"})
	f.refuse(http.MethodPost, "orders/727/refunds", `{"amount":"500","api_refund":false}`, http.StatusInternalServerError, "woocommerce_rest_cannot_create_order_refund")
	f.refuse(http.MethodPost, "orders/999/refunds", `{"amount":"5"}`, http.StatusNotFound, "woocommerce_rest_invalid_order_id")
	f.refuse(http.MethodPost, "orders/727/refunds", `{"amount":"much"}`, http.StatusBadRequest, "rest_invalid_param")
	f.shows(f.write(http.MethodPost, "orders/727/notes", `{"note":"Sorry","customer_note":true}`, http.StatusCreated), object{"note": "Sorry", "customer_note": true, "author": "system"})
	f.shows(f.write(http.MethodPost, "orders/727/notes", `{"note":"Mine","added_by_user":true}`, http.StatusCreated), object{"author": "admin", "customer_note": false})
	f.refuse(http.MethodPost, "orders/999/notes", `{"note":"Sorry"}`, http.StatusNotFound, "woocommerce_rest_shop_order_invalid_id")
}

func TestWritingTheCatalogue(t *testing.T) {
	f := start(t, woocommercesim.Options{})
	shelf(f)
	f.now = after(3)
	f.shows(f.write(http.MethodPut, "products/10", `{"regular_price":"6","stock_quantity":9,"name":"Mug","meta_data":[{"key":"a","value":1}]}`, http.StatusOK), object{
		"name": "Mug", "price": "6", "stock_quantity": 9, "sku": "CUP", "meta_data.0.value": 1, "date_modified_gmt": "2026-09-01T15:00:00",
	})
	f.shows(f.write(http.MethodPut, "products/10", `{"meta_data":[{"key":"a","value":null}]}`, http.StatusOK), object{"meta_data.0": nil})
	f.shows(f.write(http.MethodPut, "products/20/variations/21", `{"sale_price":"8","status":"private"}`, http.StatusOK), object{"price": "8", "on_sale": true, "status": "private"})
	f.refuse(http.MethodPut, "products/10", `{"sku":"SHIRT-M"}`, http.StatusBadRequest, "product_invalid_sku")
	f.refuse(http.MethodPut, "products/11", `{}`, http.StatusBadRequest, "woocommerce_rest_product_invalid_id")
	f.refuse(http.MethodPut, "products/10/variations/21", `{}`, http.StatusBadRequest, "woocommerce_rest_product_variation_invalid_id")
	f.refuse(http.MethodPut, "products/10", `{"status":"sold","stock_quantity":"many"}`, http.StatusBadRequest, "rest_invalid_param")
	f.customer(woocommercesim.Customer{ID: 8, Email: "bob@example.com"})
	f.shows(f.write(http.MethodPut, "customers/7", `{"first_name":"Ann","shipping":{"country":"DE"}}`, http.StatusOK), object{"first_name": "Ann", "shipping.country": "DE", "email": "ann@example.com"})
	f.refuse(http.MethodPut, "customers/7", `{"email":"BOB@example.com"}`, http.StatusBadRequest, "registration-error-email-exists")
	f.refuse(http.MethodPut, "customers/7", `{"email":"bob"}`, http.StatusBadRequest, "rest_invalid_param")
	f.refuse(http.MethodPut, "customers/9", `{}`, http.StatusBadRequest, "woocommerce_rest_invalid_id")
}

func TestWritingWebhooks(t *testing.T) {
	f := start(t, woocommercesim.Options{})
	f.shows(f.write(http.MethodPost, "webhooks", `{"name":"Orders","topic":"order.updated","delivery_url":"https://example.com/hook","secret":"s"}`, http.StatusCreated), object{
		"id": 1, "status": "active", "resource": "order", "event": "updated", "secret": nil,
	})
	f.shows(f.write(http.MethodPut, "webhooks/1", `{"status":"paused"}`, http.StatusOK), object{"status": "paused", "name": "Orders"})
	f.refuse(http.MethodPost, "webhooks", `{"topic":"refund.created","delivery_url":"https://example.com/hook"}`, http.StatusBadRequest, "woocommerce_rest_shop_webhook_invalid_topic")
	f.refuse(http.MethodPost, "webhooks", `{"topic":"order.created","delivery_url":"ftp://example.com"}`, http.StatusBadRequest, "woocommerce_rest_shop_webhook_invalid_delivery_url")
	f.refuse(http.MethodDelete, "webhooks/1", ``, http.StatusNotImplemented, "woocommerce_rest_trash_not_supported")
	f.write(http.MethodDelete, "webhooks/1?force=true", ``, http.StatusOK)
	f.refuse(http.MethodPut, "webhooks/1", `{}`, http.StatusBadRequest, "woocommerce_rest_shop_webhook_invalid_id")
}

func TestBatches(t *testing.T) {
	f := start(t, woocommercesim.Options{})
	f.order(example())
	f.order(woocommercesim.Order{ID: 800})
	f.shows(f.write(http.MethodPost, "orders/batch", `{"create":[{"customer_note":"one"}],"update":[{"id":727,"status":"completed"},{"id":999,"status":"completed"}],"delete":[800]}`, http.StatusOK), object{
		"create.0.customer_note": "one", "update.0.status": "completed", "update.1.id": 999, "update.1.error.code": "woocommerce_rest_shop_order_invalid_id",
		"update.1.error.data.status": 400, "delete.0.id": 800,
	})
	f.lists(map[string]string{"orders?orderby=id&order=asc": "727 801"})
	f.shows(f.write(http.MethodPost, "products/batch", `{"create":[{"name":"Cup","sku":"C"},{"name":"Other","sku":"C"}],"delete":[1]}`, http.StatusOK), object{
		"create.0.slug": "cup", "create.1.error.code": "product_invalid_sku", "delete.0.error.code": "rest_no_route",
	})
	f.shows(f.write(http.MethodPost, "customers/batch", `{"create":[{"email":"ann@example.com","first_name":"Ann"}]}`, http.StatusOK), object{"create.0.username": "ann", "create.0.role": "customer"})
	many, err := json.Marshal(object{"delete": make([]int, 101)})
	if err != nil {
		t.Fatal(err)
	}
	f.refuse(http.MethodPost, "orders/batch", string(many), http.StatusRequestEntityTooLarge, "woocommerce_rest_request_entity_too_large")
	f.refuse(http.MethodGet, "orders/batch", ``, http.StatusNotFound, "rest_no_route")
}

// FuzzWrite writes anything: the answer is one of the API, and the shop can be
// read afterwards.
func FuzzWrite(f *testing.F) {
	for _, body := range []string{
		`{}`, `null`, `[]`, `{"status":"trash"}`, `{"line_items":[{"id":315,"quantity":-1e9}],"set_paid":"yes"}`, `{"meta_data":[{"id":1,"value":null},{"key":"","value":[]}]}`,
		`{"billing":{"city":7}}`, `{"amount":"1e400"}`, `{"create":[{}],"update":[{"id":727}],"delete":[727,-1]}`, `{"regular_price":5,"stock_quantity":1e99}`,
	} {
		for _, path := range []string{"orders", "orders/727", "orders/727/refunds", "orders/727/notes", "products/93", "customers/1", "orders/batch", "products/batch", "webhooks"} {
			f.Add(http.MethodPost, path, body)
			f.Add(http.MethodPut, path, body)
		}
	}
	f.Fuzz(func(t *testing.T, method, path, body string) {
		if method != http.MethodPost && method != http.MethodPut && method != http.MethodDelete {
			return
		}
		sim := woocommercesim.New(woocommercesim.Options{})
		if _, err := sim.PutOrder(example()); err != nil {
			t.Fatal(err)
		}
		if _, err := sim.PutProduct(woocommercesim.Product{ID: 93, Name: "Cup"}); err != nil {
			t.Fatal(err)
		}
		r := httptest.NewRequest(method, "/", strings.NewReader(body))
		r.URL.Path = "/wp-json/wc/v3/" + path
		r.Header.Set("Content-Type", "application/json")
		for _, r := range []*http.Request{r, request("/wp-json/wc/v3/orders"), request("/wp-json/wc/v3/products")} {
			r.SetBasicAuth("ck_sim", "cs_sim")
			w := httptest.NewRecorder()
			sim.ServeHTTP(w, r)
			if !json.Valid(w.Body.Bytes()) || w.Code >= 500 && w.Code != http.StatusNotImplemented && !strings.Contains(w.Body.String(), "cannot_create_order_refund") {
				t.Fatalf("%s %s %s: %d %s", method, path, body, w.Code, w.Body)
			}
		}
	})
}
