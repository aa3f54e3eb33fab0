package shopify_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/shopspring/decimal"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/shopify/shopifysim"
	"github.com/galleria-graph/galleria/sources/shopify/shopifysim/shopifyspec"
)

// metered counts requests, and what the answers say they cost.
type metered struct {
	http.Handler
	requests int
	points   float64
	files    int
}

func (m *metered) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if strings.HasPrefix(r.URL.Path, "/bulk/") {
		m.files++
		m.Handler.ServeHTTP(w, r)
		return
	}
	recorder := &recorded{ResponseWriter: w}
	m.Handler.ServeHTTP(recorder, r)
	var answer struct {
		Extensions struct {
			Cost struct {
				Actual float64 `json:"actualQueryCost"`
			} `json:"cost"`
		} `json:"extensions"`
	}
	if err := json.Unmarshal(recorder.body.Bytes(), &answer); err == nil {
		m.points += answer.Extensions.Cost.Actual
	}
	m.requests++
}

type recorded struct {
	http.ResponseWriter
	body bytes.Buffer
}

func (r *recorded) Write(b []byte) (int, error) {
	r.body.Write(b)
	return r.ResponseWriter.Write(b)
}

// listed collects what a walk gives, by id, without when it was read.
func listed[T any](t *testing.T, k commerce.Kind[T], walk iter.Seq2[*T, error], origin func(*T) *commerce.Origin) map[commerce.ID]*T {
	t.Helper()
	out := map[commerce.ID]*T{}
	for e, err := range walk {
		if err != nil {
			t.Fatal(err)
		}
		if out[k.ID(e)] != nil {
			t.Fatalf("%v comes twice", k.ID(e))
		}
		*origin(e).Reading = commerce.Reading{} // all parts have the same
		out[k.ID(e)] = e
	}
	return out
}

func orderOrigin(o *commerce.Order) *commerce.Origin { return &o.Origin }

// The export of 5,000 orders with their lines is the same as the walk by pages,
// for a fraction of the points.
func TestExportEqualsTheWalk(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		sim := shopifysim.New(shopifysim.Options{ReadAllOrders: true, Shop: shopifysim.Shop{CurrencyCode: "GBP"}, BulkTime: 20 * time.Second})
		for n := range 5000 {
			o := shopifysim.Order{ID: gid("Order", fmt.Sprint(1+n)), Tags: []string{fmt.Sprint("t", n%7)}}
			for l := range n % 4 {
				o.LineItems = append(o.LineItems, shopifysim.LineItem{
					Title: "Tea", Quantity: 1 + l, OriginalUnitPriceSet: shopifysim.MoneyBag{ShopMoney: shopifysim.Money("2.50", "GBP"), PresentmentMoney: shopifysim.Money("395", "JPY")},
				})
			}
			must[shopifysim.Order](t)(sim.PutOrder(o))
		}
		meter := &metered{Handler: sim}
		source := openDirect(t, meter)
		q := sources.Query{Want: commerce.OrderLines}
		measure := func(export sources.Export[commerce.Order]) (map[commerce.ID]*commerce.Order, metered, time.Duration) {
			*meter = metered{Handler: sim}
			began := time.Now()
			all := listed(t, commerce.Orders, sources.Walk(t.Context(), source.Orders, export, q), orderOrigin)
			return all, *meter, time.Since(began)
		}
		first, bulk, bulkTook := measure(source.Exports.Orders)
		paged, pages, pagesTook := measure(nil)
		t.Logf("by a bulk operation: %d requests and %d file, %.0f points, %v; by pages: %d requests, %.0f points, %v",
			bulk.requests, bulk.files, bulk.points, bulkTook.Round(time.Second), pages.requests, pages.points, pagesTook.Round(time.Second))
		if len(first) != 5000 || len(paged) != 5000 {
			t.Fatalf("the export gives %d orders, the pages %d", len(first), len(paged))
		}
		for id, e := range first {
			if !reflect.DeepEqual(e, paged[id]) {
				t.Fatalf("%v differs:\n%+v\n%+v", id, e, paged[id])
			}
		}
		if bulk.files != 1 || pages.files != 0 || bulk.points > 30 || bulk.requests > 10 || pages.points < 50*bulk.points {
			t.Errorf("%+v against %+v", bulk, pages)
		}
	})
}

// TestExportTellsOfTheWindow: what an app may not see because it is too old is
// told at the end, as it is by pages, unless only new orders were asked for.
func TestExportTellsOfTheWindow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		sim := shopifysim.New(shopifysim.Options{BulkTime: time.Second})
		for range 1100 {
			must[shopifysim.Order](t)(sim.PutOrder(shopifysim.Order{LineItems: []shopifysim.LineItem{{Title: "Tea", Quantity: 1, OriginalUnitPriceSet: shopifysim.SameMoney("2.50", "GBP")}}}))
		}
		must[shopifysim.Order](t)(sim.PutOrder(shopifysim.Order{CreatedAt: time.Now().AddDate(0, 0, -61)}))
		meter := &metered{Handler: sim}
		source := openDirect(t, meter)
		recent := []sources.Predicate{{Field: "placedAt", Op: sources.Range, From: &sources.Bound{Value: commerce.Time(time.Now().AddDate(0, 0, -30))}}}
		for _, where := range [][]sources.Predicate{nil, recent} {
			meter.files = 0
			given, told, afterwards := 0, 0, 0
			for o, err := range source.Exports.Orders(t.Context(), sources.Query{Where: where, Want: commerce.OrderLines}) {
				switch {
				case err == nil:
					given++
					afterwards += told
				case sources.KindOf(err) == sources.KindDenied && strings.Contains(err.Error(), "read_all_orders"):
					told++
				default:
					t.Fatal(o, err)
				}
			}
			if want := 1 - len(where); given != 1100 || told != want || afterwards > 0 || meter.files != 1 {
				t.Errorf("%d orders, told %d times, want %d, with %d orders behind it, of %d files", given, told, want, afterwards, meter.files)
			}
		}
		if err := source.Close(); err != nil {
			t.Error(err)
		}
	})
}

// manyOf fills a shop with enough of each kind for an export.
func manyOf(t testing.TB, s *shopifysim.Sim) {
	t.Helper()
	place := must[shopifysim.Location](t)(s.PutLocation(shopifysim.Location{Name: "North"}))
	for n := range 1100 {
		name := fmt.Sprintf(`O'Brien "%d" \`, n%5)
		customer := must[shopifysim.Customer](t)(s.PutCustomer(shopifysim.Customer{LastName: &name, Addresses: []shopifysim.MailingAddress{{City: &name, CountryCodeV2: "GB"}, {CountryCodeV2: "FR"}}[:n%3]}))
		must[shopifysim.Order](t)(s.PutOrder(shopifysim.Order{CustomerID: customer.ID, LineItems: []shopifysim.LineItem{{Title: name, Quantity: 1, OriginalUnitPriceSet: shopifysim.SameMoney("2.50", "GBP")}}}))
		if n%2 == 0 {
			continue
		}
		product := must[shopifysim.Product](t)(s.PutProduct(shopifysim.Product{Title: name}))
		for i := range 2 {
			v := must[shopifysim.ProductVariant](t)(s.PutVariant(shopifysim.ProductVariant{ProductID: product.ID, Price: decimal.NewFromInt(int64(n + i)), SKU: &name}))
			must[shopifysim.InventoryLevel](t)(s.PutInventoryLevel(shopifysim.InventoryLevel{ItemID: v.InventoryItemID, LocationID: place.ID, Quantities: map[string]int{"available": n}}))
		}
	}
	for range 500 {
		must[shopifysim.Product](t)(s.PutProduct(shopifysim.Product{Title: "Plain", Status: "DRAFT"}))
	}
}

// Every kind is exported as it is paged, and Shopify would take every request for it.
func TestEveryExport(t *testing.T) {
	spec := must[*shopifyspec.Spec](t)(official())
	synctest.Test(t, func(t *testing.T) { everyExport(t, spec) })
}

func everyExport(t *testing.T, spec *shopifyspec.Spec) {
	t.Helper()
	options := generous()
	options.Cost, options.Bucket, options.BulkTime = shopifysim.CostScaled, shopifysim.Bucket{Capacity: 1000, RestoreRate: 1e6}, time.Millisecond
	s := &shop{Sim: shopifysim.New(options)}
	s.Source = openDirect(t, s.judged(t, spec))
	manyOf(t, s.Sim)
	ofKind(t, s, commerce.Customers, s.Customers, s.Exports.Customers, commerce.CustomerContact|commerce.CustomerProfile|commerce.CustomerStatistics, func(e *commerce.Customer) *commerce.Origin { return &e.Origin }, "lastName", `O'Brien "1" \`)
	ofKind(t, s, commerce.Orders, s.Orders, s.Exports.Orders, commerce.OrderLines|commerce.OrderTransactions, orderOrigin, "", "")
	ofKind(t, s, commerce.Products, s.Products, s.Exports.Products, commerce.ProductWithVariants, func(e *commerce.Product) *commerce.Origin { return &e.Origin }, "", "")
	ofKind(t, s, commerce.ProductVariants, s.Variants, s.Exports.Variants, 0, func(e *commerce.ProductVariant) *commerce.Origin { return &e.Origin }, "", "")
	ofKind(t, s, commerce.InventoryItems, s.InventoryItems, s.Exports.InventoryItems, commerce.InventoryLevels, func(e *commerce.InventoryItem) *commerce.Origin { return &e.Origin }, "", "")
	if counts := s.BulkOperations(); counts["COMPLETED"] != 5 {
		t.Errorf("bulk operations: %v, want 5 that completed", counts)
	}
}

func ofKind[T any](t *testing.T, s *shop, k commerce.Kind[T], c sources.Collection[T], export sources.Export[T], want commerce.Groups, origin func(*T) *commerce.Origin, field, value string) {
	t.Helper()
	q := sources.Query{Want: want}
	bulk := listed(t, k, export(t.Context(), q), origin)
	paged := listed(t, k, sources.Walk(t.Context(), c, nil, q), origin)
	if len(bulk) < 1000 || len(bulk) != len(paged) {
		t.Errorf("%s: %d are exported, %d are paged", k.Name, len(bulk), len(paged))
	}
	for id, e := range paged {
		if !reflect.DeepEqual(e, bulk[id]) {
			t.Fatalf("%s %v differs:\n%+v\n%+v", k.Name, id, e, bulk[id])
		}
	}
	if field == "" {
		return
	}
	f, _ := k.Field(field)
	p, err := sources.Equals(f, value)
	if err != nil {
		t.Fatal(err)
	}
	q.Where = []sources.Predicate{p}
	if some := listed(t, k, sources.Walk(t.Context(), c, export, q), origin); len(some) != len(paged)/5 {
		t.Errorf("%s: %d have the %s %s, want %d", k.Name, len(some), field, value, len(paged)/5)
	}
}

// What cannot be exported, or is short, goes by pages; a page alone never asks for anything else.
func TestExportThatDoesNotPay(t *testing.T) {
	options := generous()
	options.Bucket = shopifysim.Bucket{Capacity: 2000, RestoreRate: 1e6}
	s := openShop(t, options)
	for range 30 {
		must[shopifysim.Order](t)(s.PutOrder(shopifysim.Order{}))
	}
	for name, row := range map[string]struct {
		q     sources.Query
		extra int
	}{
		"short":      {sources.Query{}, 1},
		"refunds":    {sources.Query{Want: commerce.OrderRefunds}, 0},
		"all":        {sources.Query{Want: commerce.Orders.AllGroups()}, 0},
		"drafts":     {sources.Query{Where: []sources.Predicate{must[sources.Predicate](t)(sources.Equals(field(t, "status"), "DRAFT"))}}, 0},
		"sorted":     {sources.Query{Sort: sources.Sort{Field: "placedAt"}}, 0},
		"impossible": {sources.Query{Where: []sources.Predicate{must[sources.Predicate](t)(sources.Equals(field(t, "customer"), "south:x"))}}, 0},
	} {
		count := func(export sources.Export[commerce.Order]) (found, requests int) {
			s.since()
			for _, err := range sources.Walk(t.Context(), s.Orders, export, row.q) {
				if err != nil {
					t.Errorf("%s: %v", name, err)
				}
				found++
			}
			return found, len(s.since())
		}
		paged, pages := count(nil)
		walked, requests := count(s.Exports.Orders)
		if walked != paged || requests > pages+row.extra {
			t.Errorf("%s: %d orders by %d requests, by pages %d by %d", name, walked, requests, paged, pages)
		}
	}
	for range 2000 {
		must[shopifysim.Order](t)(s.PutOrder(shopifysim.Order{}))
	}
	s.since()
	if _, err := s.Orders.Query(t.Context(), sources.Query{First: 100}); err != nil {
		t.Error(err)
	}
	for _, sent := range s.since() {
		if strings.Contains(sent.Query, "ulkOperation") || strings.Contains(sent.Query, "ordersCount") {
			t.Errorf("a page asks %s", sent.Query)
		}
	}
	if counts := s.BulkOperations(); len(counts) != 0 {
		t.Errorf("bulk operations: %v", counts)
	}
}

func field(t *testing.T, name string) commerce.Field[commerce.Order] {
	t.Helper()
	f, ok := commerce.Orders.Field(name)
	if !ok {
		t.Fatalf("orders have no field %s", name)
	}
	return f
}

// scripted is a shop of 9,000 customers whose bulk operations answer as told.
type scripted struct {
	run, file  string
	looks      []string // the last one again and again
	looked     int
	fileStatus int
	canceled   int
}

const (
	started   = `{"data":{"bulkOperationRunQuery":{"bulkOperation":{"id":"gid://shopify/BulkOperation/1","status":"CREATED"},"userErrors":[]}}}`
	censusOf  = `{"data":{"shop":{"currencyCode":"GBP"},"count":{"count":9000,"precision":"EXACT"}}}`
	someOrder = `{"id":"gid://shopify/Customer/%d","createdAt":"2026-01-01T00:00:00Z","updatedAt":"2026-01-01T00:00:00Z","firstName":"Ada","lastName":null,"defaultEmailAddress":null,"defaultPhoneNumber":null,"defaultAddress":null}`
	address   = `{"__typename":"MailingAddress","city":"York","__parentId":"gid://shopify/Customer/%d"}`
)

func look(status, code, objects, url string) string {
	return fmt.Sprintf(`{"data":{"node":{"id":"gid://shopify/BulkOperation/1","status":%q,"errorCode":%s,"objectCount":%q,"url":%s}}}`, status, code, objects, url)
}

const fileAt = `"https://storage.example/result?signature=hunter2"`

func (s *scripted) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	switch text := string(body); {
	case r.Method == http.MethodGet:
		if r.Header.Get("X-Shopify-Access-Token") != "" || r.URL.Host != "storage.example" {
			says(http.StatusTeapot, "")(w, r)
			return
		}
		says(max(s.fileStatus, http.StatusOK), s.file)(w, r)
	case strings.Contains(text, "bulkOperationRunQuery"):
		says(200, s.run)(w, r)
	case strings.Contains(text, "bulkOperationCancel"):
		s.canceled++
		says(200, `{"data":{"bulkOperationCancel":{"bulkOperation":{"status":"CANCELING"},"userErrors":[]}}}`)(w, r)
	case strings.Contains(text, "BulkOperation"):
		answer := s.looks[min(s.looked, len(s.looks)-1)]
		s.looked++
		if answer == "" {
			says(503, secret)(w, r)
			return
		}
		says(200, answer)(w, r)
	default:
		says(200, censusOf)(w, r)
	}
}

func TestBulkProtocol(t *testing.T) {
	one, two := fmt.Sprintf(someOrder, 1), fmt.Sprintf(someOrder, 2)
	ofOne, ofTwo := fmt.Sprintf(address, 1), fmt.Sprintf(address, 2)
	running, done := look("RUNNING", "null", "1", "null"), look("COMPLETED", "null", "4", fileAt)
	file := strings.Join([]string{one, ofOne, two, ofTwo}, "\n") + "\n"
	for name, row := range map[string]struct {
		shop     scripted
		found    int
		kind     sources.ErrorKind // of the one error; internal for none
		reason   string
		canceled int
	}{
		"well":                      {scripted{run: started, looks: []string{running, running, done}, file: file}, 2, 0, "", 0},
		"no line feed at the end":   {scripted{run: started, looks: []string{done}, file: strings.TrimSpace(file)}, 2, 0, "", 0},
		"empty lines":               {scripted{run: started, looks: []string{done}, file: strings.ReplaceAll(file, "\n", "\n\n")}, 2, 0, "", 0},
		"nothing found":             {scripted{run: started, looks: []string{look("COMPLETED", "null", "0", "null")}}, 0, 0, "", 0},
		"looks fail for a while":    {scripted{run: started, looks: []string{"", "", "", "", running, "", done}, file: file}, 2, 0, "", 0},
		"no points for a while":     {scripted{run: started, looks: append(slices.Repeat([]string{coded("THROTTLED")}, 12), done), file: file}, 2, 0, "", 0},
		"looks fail for ever":       {scripted{run: started, looks: []string{""}}, 0, sources.KindUnavailable, "", 1},
		"too many":                  {scripted{run: `{"data":{"bulkOperationRunQuery":{"bulkOperation":null,"userErrors":[{"code":"LIMIT_REACHED"}]}}}`}, 0, sources.KindLimited, "as many bulk operations", 0},
		"one before":                {scripted{run: `{"data":{"bulkOperationRunQuery":{"bulkOperation":null,"userErrors":[{"code":"OPERATION_IN_PROGRESS"}]}}}`}, 0, sources.KindLimited, "as many bulk operations", 0},
		"not taken":                 {scripted{run: `{"data":{"bulkOperationRunQuery":{"bulkOperation":null,"userErrors":[{"code":"INVALID"}]}}}`}, 0, sources.KindUnsupported, "does not take", 0},
		"without a code":            {scripted{run: `{"data":{"bulkOperationRunQuery":{"bulkOperation":null,"userErrors":[{"code":null}]}}}`}, 0, sources.KindUnsupported, "does not take", 0},
		"no operation":              {scripted{run: `{"data":{"bulkOperationRunQuery":{"bulkOperation":null,"userErrors":[]}}}`}, 0, sources.KindMalformed, "names no bulk operation", 0},
		"payload null":              {scripted{run: `{"data":{"bulkOperationRunQuery":null},"errors":[{"path":["bulkOperationRunQuery"],"extensions":{"code":"ACCESS_DENIED"}}]}`}, 0, sources.KindDenied, "", 0},
		"another operation":         {scripted{run: started, looks: []string{strings.Replace(done, "BulkOperation/1", "BulkOperation/2", 1)}}, 0, sources.KindMalformed, "not the bulk operation", 1},
		"forgotten":                 {scripted{run: started, looks: []string{`{"data":{"node":null}}`}}, 0, sources.KindMalformed, "", 1},
		"denied":                    {scripted{run: started, looks: []string{look("FAILED", `"ACCESS_DENIED"`, "2", "null")}}, 0, sources.KindDenied, "scope", 0},
		"timed out":                 {scripted{run: started, looks: []string{look("FAILED", `"TIMEOUT"`, "2", "null")}}, 0, sources.KindTimeout, "", 0},
		"internal":                  {scripted{run: started, looks: []string{look("FAILED", `"INTERNAL_SERVER_ERROR"`, "2", "null")}}, 0, sources.KindUnavailable, "", 0},
		"stalled":                   {scripted{run: started, looks: []string{look("CANCELED", "null", "2", "null")}}, 0, sources.KindUnavailable, "gave the bulk operation up", 0},
		"expired":                   {scripted{run: started, looks: []string{look("EXPIRED", "null", "4", "null")}}, 0, sources.KindUnavailable, "expired", 0},
		"new state":                 {scripted{run: started, looks: []string{look("PONDERING", "null", "4", "null")}}, 0, sources.KindUnavailable, "", 0},
		"no count":                  {scripted{run: started, looks: []string{look("COMPLETED", "null", "many", fileAt)}}, 0, sources.KindMalformed, "", 0},
		"over plain http":           {scripted{run: started, looks: []string{look("COMPLETED", "null", "4", `"http://storage.example/result"`)}, file: file}, 0, sources.KindMalformed, "", 0},
		"no address":                {scripted{run: started, looks: []string{look("COMPLETED", "null", "4", `"result"`)}, file: file}, 0, sources.KindMalformed, "", 0},
		"file is gone":              {scripted{run: started, looks: []string{done}, fileStatus: 403, file: secret}, 0, sources.KindUnavailable, "cannot be had any more", 0},
		"file fails":                {scripted{run: started, looks: []string{done}, fileStatus: 500, file: secret}, 0, sources.KindUnavailable, "", 0},
		"a line less":               {scripted{run: started, looks: []string{done}, file: strings.Join([]string{one, ofOne, two}, "\n")}, 1, sources.KindMalformed, "as many lines", 0},
		"cut off":                   {scripted{run: started, looks: []string{done}, file: file[:len(file)-20]}, 1, sources.KindMalformed, "not a JSON object", 0},
		"apart":                     {scripted{run: started, looks: []string{done}, file: strings.Join([]string{one, two, ofOne, ofTwo}, "\n")}, 1, sources.KindMalformed, "does not stand below", 0},
		"orphan":                    {scripted{run: started, looks: []string{done}, file: ofOne}, 0, sources.KindMalformed, "does not stand below", 0},
		"not asked for":             {scripted{run: started, looks: []string{done}, file: one + "\n" + strings.Replace(ofOne, "MailingAddress", "Order", 1)}, 0, sources.KindMalformed, "not asked for", 0},
		"no JSON":                   {scripted{run: started, looks: []string{done}, file: "<html>hunter2"}, 0, sources.KindMalformed, "not a JSON object", 0},
		"a line without end":        {scripted{run: started, looks: []string{done}, file: `{"id":"` + strings.Repeat("x", 9<<20)}, 0, sources.KindMalformed, "cannot be read", 0},
		"one entity is bad":         {scripted{run: started, looks: []string{done}, file: strings.Replace(file, `"Ada"`, `123.5`, 1)}, 1, sources.KindMalformed, "firstName", 0},
		"one part is bad":           {scripted{run: started, looks: []string{done}, file: strings.Replace(file, `"York"`, `[]`, 1)}, 1, sources.KindMalformed, "city", 0},
		"one entity lacks a thing":  {scripted{run: started, looks: []string{done}, file: strings.Replace(file, `"createdAt":"2026-01-01T00:00:00Z",`, ``, 1)}, 1, sources.KindMalformed, "createdAt", 0},
		"the last entity is broken": {scripted{run: started, looks: []string{done}, file: strings.Join([]string{one, ofOne, strings.Replace(two, `"Ada"`, `{}`, 1), ofTwo}, "\n")}, 1, sources.KindMalformed, "firstName", 0},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				source := openDirect(t, &row.shop)
				found, errs := 0, []error(nil)
				for e, err := range source.Exports.Customers(t.Context(), sources.Query{Want: commerce.CustomerContact}) {
					if err != nil {
						errs = append(errs, err)
						continue
					}
					if found++; name == "apart" {
						continue // what is not grouped is noticed by the first line that is out of place
					}
					if len(e.Addresses) != 1 || e.Addresses[0].City != "York" {
						t.Errorf("addresses %+v", e.Addresses)
					}
				}
				if found != row.found || row.shop.canceled != row.canceled || (row.kind == sources.KindInternal) != (len(errs) == 0) {
					t.Errorf("found %d, errors %v, canceled %d times", found, errs, row.shop.canceled)
				}
				if len(errs) > 0 && (len(errs) > 1 || sources.KindOf(errs[0]) != row.kind || !strings.Contains(errs[0].Error(), row.reason) || strings.Contains(errs[0].Error(), secret)) {
					t.Errorf("errors %v, want %v with %q", errs, row.kind, row.reason)
				}
			})
		})
	}
}

// A caller who goes takes the operation along; one who has enough leaves the rest of the file.
func TestBulkIsCanceled(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		shop := &scripted{run: started, looks: []string{look("RUNNING", "null", "1", "null")}}
		source := openDirect(t, shop)
		ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
		defer cancel()
		for _, err := range sources.Walk(ctx, source.Customers, source.Exports.Customers, sources.Query{}) {
			if sources.KindOf(err) != sources.KindTimeout {
				t.Errorf("got %v", err)
			}
		}
		if shop.canceled != 1 || shop.looked < 360 || shop.looked > 370 {
			t.Errorf("canceled %d times after %d looks in an hour", shop.canceled, shop.looked)
		}
	})
	synctest.Test(t, func(t *testing.T) {
		file := fmt.Sprintf(someOrder, 1) + "\n" + fmt.Sprintf(someOrder, 2) + "\n" + fmt.Sprintf(someOrder, 3)
		shop := &scripted{run: started, looks: []string{look("COMPLETED", "null", "3", fileAt)}, file: file}
		found := 0
		for _, err := range openDirect(t, shop).Exports.Customers(t.Context(), sources.Query{}) {
			if err != nil {
				t.Error(err)
			}
			found++
			break
		}
		if found != 1 || shop.canceled != 0 {
			t.Errorf("found %d, canceled %d times", found, shop.canceled)
		}
	})
}

// What goes wrong before the first entity is made good by pages.
func TestBulkFailsAndPagesDo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		options := generous()
		options.Bucket = shopifysim.Bucket{Capacity: 1000, RestoreRate: 1e4}
		sim := shopifysim.New(options)
		for range 1200 {
			must[shopifysim.Customer](t)(sim.PutCustomer(shopifysim.Customer{}))
		}
		source := openDirect(t, sim)
		for _, code := range []string{"", "ACCESS_DENIED", "TIMEOUT", "INTERNAL_SERVER_ERROR", "CANCELED"} {
			sim.SetBulkFailure(shopifysim.BulkFailure{Code: code, Keep: 100})
			found := 0
			for _, err := range sources.Walk(t.Context(), source.Customers, source.Exports.Customers, sources.Query{}) {
				if err != nil {
					t.Fatalf("%s: %v", code, err)
				}
				found++
			}
			if found != 1200 {
				t.Errorf("%s: found %d of 1200", code, found)
			}
		}
		if counts := sim.BulkOperations(); counts["COMPLETED"] != 1 || counts["FAILED"] != 3 || counts["CANCELED"] != 1 {
			t.Errorf("bulk operations: %v", counts)
		}
	})
}
