package magento_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/magento/magentosim/magentospec"
)

// example is one of Adobe's payloads and how it is read.
type example struct {
	file string
	// rows says that the file is the answer of a list; else it is one entity.
	rows bool
	path string
	also map[string]string // what other lists answer
	// inside puts a part of an entity where it stands in one.
	inside func(part any) object
	read   func(context.Context, *sources.Source) (any, error)
}

func one[T any](of func(*sources.Source) sources.Collection[T], id string, want commerce.Groups) func(context.Context, *sources.Source) (any, error) {
	return func(ctx context.Context, s *sources.Source) (any, error) {
		found, err := of(s).Get(ctx, []commerce.ID{key(id)}, want)
		if err == nil && len(found) != 1 {
			err = fmt.Errorf("%d entities", len(found))
		}
		return found[key(id)], err
	}
}

func theOrder(id string) func(context.Context, *sources.Source) (any, error) {
	return one(func(s *sources.Source) sources.Collection[commerce.Order] { return s.Orders }, id, commerce.Orders.AllGroups())
}

func theCustomer(id string) func(context.Context, *sources.Source) (any, error) {
	return one(func(s *sources.Source) sources.Collection[commerce.Customer] { return s.Customers }, id, commerce.Customers.AllGroups())
}

// theProduct is a product with its variant, and the stock record beside it.
func theProduct(id string) func(context.Context, *sources.Source) (any, error) {
	product := one(func(s *sources.Source) sources.Collection[commerce.Product] { return s.Products }, id, commerce.Products.AllGroups())
	variant := func(ctx context.Context, s *sources.Source) (any, error) {
		return s.Variants.Get(ctx, []commerce.ID{key(id)}, commerce.ProductVariants.AllGroups())
	}
	return func(ctx context.Context, s *sources.Source) (any, error) {
		p, err := product(ctx, s)
		if err != nil {
			return nil, err
		}
		v, err := variant(ctx, s)
		return []any{p, fmt.Sprint(len(v.(map[commerce.ID]*commerce.ProductVariant))), v.(map[commerce.ID]*commerce.ProductVariant)[key(id)]}, err
	}
}

const attributesRead = `{"items":[{"attribute_id":1,"attribute_code":"color","frontend_input":"text","backend_type":"varchar"}],"total_count":1}`

var examples = []example{
	{file: "order_get.json", path: "/V1/orders", read: theOrder("3")},
	{file: "order_get_msi_tutorial.json", path: "/V1/invoices", read: theOrder("3")}, // it is an invoice
	{file: "customer_get.json", path: "/V1/customers/search", read: theCustomer("2")},
	{file: "customer_with_addresses.json", path: "/V1/customers/search", read: theCustomer("2")},
	{file: "product_simple.json", path: "/V1/products", also: map[string]string{"/V1/products/attributes": attributesRead}, read: theProduct("2079")},
	{file: "product_configurable.json", path: "/V1/products", also: map[string]string{"/V1/products/attributes": attributesRead}, read: theProduct("2078")},
	{file: "product_bundle.json", path: "/V1/products", also: map[string]string{"/V1/products/attributes": attributesRead}, read: theProduct("25")},
	{file: "invoice_get.json", path: "/V1/invoices", read: theOrder("3")},
	{
		file: "product_media.json", path: "/V1/products", also: map[string]string{"/V1/products/attributes": attributesRead}, read: theProduct("1"),
		inside: func(part any) object {
			return object{"id": 1, "sku": "x", "created_at": "2026-01-02 03:04:05", "updated_at": "2026-01-02 03:04:05", "visibility": 4, "media_gallery_entries": part}
		},
	},
	{file: "order_comments.json", path: "/V1/orders", read: theOrder("3"), inside: func(part any) object {
		var order object
		_ = json.Unmarshal([]byte(orderText("")), &order)
		order["status_histories"] = part.(object)["items"]
		return order
	}},
	{file: "sources_search.json", rows: true, path: "/V1/inventory/sources", read: func(ctx context.Context, s *sources.Source) (any, error) {
		page, err := s.Locations.Query(ctx, sources.Query{First: 9})
		var out []any
		for _, item := range page.Items {
			out = append(out, item.Node)
		}
		return append(out, len(page.Missing)), err
	}},
	{
		file: "source_items_search.json", rows: true, path: "/V1/inventory/source-items",
		read: one(func(s *sources.Source) sources.Collection[commerce.InventoryItem] { return s.InventoryItems }, "7", commerce.InventoryLevels),
	},
}

// exampleServer answers lists with texts that can be exchanged.
type exampleServer struct {
	source *sources.Source
	texts  map[string]string
}

func serveExamples(t *testing.T) *exampleServer {
	e := &exampleServer{}
	s := newShop(t)
	s.before = func(w http.ResponseWriter, r *http.Request) bool {
		text, ok := e.texts[pathOf(r)]
		if ok {
			_, _ = io.WriteString(w, text)
		}
		return ok
	}
	e.source = s.open()
	return e
}

// write writes all that a value holds, what is not exported, too. When it was
// read is left out.
func write(b *strings.Builder, v reflect.Value) {
	switch {
	case !v.IsValid(), v.Type() == reflect.TypeFor[*commerce.Reading]():
	case v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface:
		write(b, v.Elem())
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			write(b, v.Field(i))
		}
		b.WriteByte(';')
	case v.Kind() == reflect.Slice:
		for i := range v.Len() {
			write(b, v.Index(i))
		}
		b.WriteByte(';')
	default:
		fmt.Fprint(b, v, ",")
	}
}

// dump is all that is read of a payload, in one text; or that it is refused.
func (e *exampleServer) dump(t *testing.T, x *example, payload any) string {
	t.Helper()
	raw, err := json.Marshal(payload)
	if err != nil {
		t.Fatal(err)
	}
	text := string(raw)
	if !x.rows {
		text = items(text)
	}
	e.texts = map[string]string{x.path: text}
	maps.Copy(e.texts, x.also)
	switch x.path {
	case "/V1/invoices":
		e.texts["/V1/orders"] = items(strings.Replace(orderText(`,"items":[{"item_id":3,"qty_ordered":1,"base_price":1,"base_row_total":1}]`), `"method":"x"`, `"method":"x","entity_id":1`, 1))
		e.texts["/V1/transactions"] = items(
			`{"transaction_id":1,"order_id":3,"txn_id":"T1","txn_type":"capture","created_at":"2026-01-02 03:04:05"}`,
			`{"transaction_id":2,"order_id":3,"txn_id":"T2","txn_type":"capture","created_at":"2026-01-02 03:04:05"}`)
	case "/V1/inventory/source-items":
		e.texts["/V1/products"] = items(`{"id":7,"sku":"new_product2","type_id":"simple","created_at":"2026-01-02 03:04:05","updated_at":"2026-01-02 03:04:05"}`)
	}
	got, err := x.read(t.Context(), e.source)
	if err != nil {
		return "refused: " + err.Error()
	}
	var b strings.Builder
	write(&b, reflect.ValueOf(got))
	return b.String()
}

// others returns values that stand for something else, of the same type where there is one.
func others(v any) []any {
	switch v := v.(type) {
	case json.Number:
		return []any{json.Number("7"), json.Number("0"), json.Number("1")}
	case bool:
		return []any{!v}
	case string:
		if at, err := time.Parse(time.DateTime, v); err == nil {
			return []any{at.Add(time.Hour).Format(time.DateTime)}
		}
		return []any{v + "1", "7", ""}
	}
	return []any{"x", json.Number("7"), true}
}

// leaves calls f for every value that holds no others, with its path and a way to exchange it.
func leaves(path string, v any, set func(any), f func(path string, v any, set func(any))) {
	switch v := v.(type) {
	case object:
		for _, name := range slices.Sorted(maps.Keys(v)) {
			leaves(strings.TrimPrefix(path+"."+name, "."), v[name], func(other any) { v[name] = other }, f)
		}
	case []any:
		for i := range v {
			leaves(path+"[]", v[i], func(other any) { v[i] = other }, f)
		}
	default:
		f(path, v, set)
	}
}

// noKind are the examples that are no payload of a kind, and why.
var noKind = map[string]string{
	"_sources.json":             "says where the examples are from",
	"are_products_salable.json": "salable or not: quantities are read",
	"stocks_search.json":        "a stock is named by its number in the configuration",
	"async_accepted.json":       "of writing", "bulk_accepted.json": "of writing", "bulk_status.json": "of writing",
	"invoice_refund.request.json": "of writing", "order_comment.request.json": "of writing", "order_ship.request.json": "of writing",
	"error.json": "an error: TestFailures",
	"io_event_sales_order_save_commit_after.json": "an event, not an answer",
	"orders_search_fields_filtered.json":          "trimmed to two fields, which are no order",
}

func TestEveryExampleIsRead(t *testing.T) {
	for _, file := range magentospec.Examples(t) {
		read := slices.ContainsFunc(examples, func(x example) bool { return x.file == file })
		if _, none := noKind[file]; read == none {
			t.Errorf("%s is read: %t, is no payload: %t", file, read, none)
		}
	}
}

// TestExamplesLoseNothingUnsaid exchanges every value of Adobe's examples for
// another one: what is read must change with it, or the table says why not.
func TestExamplesLoseNothingUnsaid(t *testing.T) {
	magentospec.Load(t)
	server := serveExamples(t)
	needed := map[string]bool{}
	for i := range examples {
		x := &examples[i]
		var payload any
		in := json.NewDecoder(strings.NewReader(string(magentospec.Example(t, x.file))))
		in.UseNumber()
		if err := in.Decode(&payload); err != nil {
			t.Fatal(err)
		}
		if x.inside != nil {
			payload = x.inside(payload)
		}
		if x.path == "/V1/invoices" {
			payload.(object)["transaction_id"] = "T1"
		}
		whole := server.dump(t, x, payload)
		if strings.HasPrefix(whole, "refused") {
			t.Errorf("%s: %s", x.file, whole)
			continue
		}
		carried := map[string]bool{}
		leaves("", payload, nil, func(path string, v any, set func(any)) {
			if carried[path] {
				return
			}
			tries := others(v)
			if pattern, _ := left(x.path, path); pattern != "" {
				tries = tries[:1]
			}
			for _, other := range tries {
				if !carried[path] {
					set(other)
					carried[path] = server.dump(t, x, payload) != whole
				}
			}
			set(v)
		})
		for _, path := range slices.Sorted(maps.Keys(carried)) {
			pattern, reason := left(x.path, path)
			switch {
			case carried[path]:
			case reason == "":
				t.Errorf("%s: nothing is read of %s, and nothing says why", x.file, path)
			default:
				needed[pattern] = true
			}
		}
	}
	for _, l := range losses {
		for _, pattern := range l.paths {
			if !needed[pattern] {
				t.Errorf("%s is said to be left out, and is in no example or read", pattern)
			}
		}
	}
}
