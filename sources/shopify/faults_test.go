package shopify_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/shopify/shopifysim/shopifyspec"
)

const secret = "hunter2"

func coded(code string) string {
	return `{"data":null,"errors":[{"message":"` + secret + `","extensions":{"code":"` + code + `"}}]}`
}

func TestAnswersMeanKinds(t *testing.T) {
	for name, row := range map[string]struct {
		status int
		body   string
		want   sources.ErrorKind
		reason string
	}{
		"unauthorized":       {401, `{"errors":"` + secret + `"}`, sources.KindDenied, "access token"},
		"frozen":             {402, secret, sources.KindDenied, "bill"},
		"forbidden":          {403, secret, sources.KindDenied, "scope"},
		"no such shop":       {404, "<html>" + secret, sources.KindDenied, "domain"},
		"locked":             {423, secret, sources.KindDenied, "locked"},
		"rejected":           {430, secret, sources.KindDenied, "security"},
		"too many":           {429, secret, sources.KindLimited, ""},
		"maintenance":        {503, "<html>" + secret, sources.KindUnavailable, ""},
		"redirect":           {301, secret, sources.KindMalformed, "redirect"},
		"page":               {200, "<!DOCTYPE html>" + secret, sources.KindMalformed, "web page"},
		"empty":              {200, "", sources.KindMalformed, ""},
		"garbage behind":     {200, `{"data":{"l0":null}} ` + secret, sources.KindMalformed, ""},
		"neither":            {200, `{}`, sources.KindMalformed, "neither"},
		"data null":          {200, `{"data":{"l0":null}}`, sources.KindMalformed, ""},
		"errors is text":     {200, `{"errors":"` + secret + `"}`, sources.KindMalformed, ""},
		"no edges":           {200, `{"data":{"l0":{"pageInfo":{"hasNextPage":false,"hasPreviousPage":false}}}}`, sources.KindMalformed, ""},
		"edges null":         {200, `{"data":{"l0":{"edges":null,"pageInfo":{"hasNextPage":false,"hasPreviousPage":false}}}}`, sources.KindMalformed, ""},
		"no cursor":          {200, `{"data":{"l0":{"edges":[{"cursor":null,"node":{}}],"pageInfo":{"hasNextPage":false,"hasPreviousPage":false}}}}`, sources.KindMalformed, "cursor"},
		"goes on for ever":   {200, `{"data":{"l0":{"edges":[],"pageInfo":{"hasNextPage":true,"hasPreviousPage":false}}}}`, sources.KindMalformed, ""},
		"throttled":          {200, coded("THROTTLED"), sources.KindLimited, "budget"},
		"too dear":           {200, coded("MAX_COST_EXCEEDED"), sources.KindInternal, "points"},
		"denied":             {200, coded("ACCESS_DENIED"), sources.KindDenied, "scope"},
		"inactive":           {200, coded("SHOP_INACTIVE"), sources.KindDenied, "not active"},
		"internal":           {200, coded("INTERNAL_SERVER_ERROR"), sources.KindUnavailable, ""},
		"no code":            {200, coded(""), sources.KindUnavailable, ""},
		"bad cursor":         {200, coded("BAD_REQUEST"), sources.KindInvalid, "cursor"},
		"unknown field":      {200, coded("undefinedField"), sources.KindInternal, "version"},
		"upstream timed out": {200, coded("TIMEOUT"), sources.KindTimeout, ""},
	} {
		source := openDirect(t, says(row.status, row.body))
		_, err := source.Customers.Query(t.Context(), sources.Query{First: 1})
		var e *sources.Error
		if !errors.As(err, &e) || e.Kind != row.want || !strings.Contains(e.Reason, row.reason) || e.Source != sourceName {
			t.Errorf("%s: got %v, want %v with %q", name, err, row.want, row.reason)
		}
		if err != nil && strings.Contains(err.Error(), secret) {
			t.Errorf("%s: the error quotes the upstream: %v", name, err)
		}
	}
}

// The official example of a throttled answer: 100 points are missing at 50 a second.
func TestThrottledExample(t *testing.T) {
	path, err := shopifyspec.SharedPath("specs/shopify/examples/graphql/throttled.json")
	if err != nil {
		t.Fatal(err)
	}
	body, err := os.ReadFile(path)
	if err != nil {
		t.Skip("the official examples are not here")
	}
	_, err = openDirect(t, says(200, string(body))).Orders.Query(t.Context(), sources.Query{First: 1})
	var e *sources.Error
	if !errors.As(err, &e) || e.Kind != sources.KindLimited || e.RetryAfter.Round(100*time.Millisecond) != 2*time.Second {
		t.Errorf("got %+v, want limited for 2 s", err)
	}
}

const customer = `{"id":"gid://shopify/Customer/1","createdAt":"2026-01-01T00:00:00Z","updatedAt":"2026-01-01T00:00:00Z","firstName":"Ada","defaultEmailAddress":null}`

func nodes(list ...string) string { return `"data":{"nodes":[` + strings.Join(list, ",") + `]}` }

// One bad entity does not spoil the others, and is never filled with zeros.
func TestOneEntityIsBad(t *testing.T) {
	broken := func(old, with string) string { return strings.Replace(customer, old, with, 1) }
	second := strings.ReplaceAll(customer, "Customer/1", "Customer/2")
	for name, row := range map[string]struct {
		answer string
		kind   sources.ErrorKind
		found  int
	}{
		"null where never":    {"{" + nodes(broken(`"2026-01-01T00:00:00Z"`, `null`), second) + "}", sources.KindMalformed, 1},
		"missing":             {"{" + nodes(broken(`"createdAt":"2026-01-01T00:00:00Z",`, ``), second) + "}", sources.KindMalformed, 1},
		"no time":             {"{" + nodes(broken(`"2026-01-01T00:00:00Z"`, `"secret"`), second) + "}", sources.KindMalformed, 1},
		"another type":        {"{" + nodes(broken(`"Ada"`, `123.5`), second) + "}", sources.KindMalformed, 1},
		"not an object":       {"{" + nodes(`"hunter2"`, second) + "}", sources.KindMalformed, 1},
		"missing, with error": {`{"errors":[{"path":["nodes",0],"extensions":{"code":"INTERNAL_SERVER_ERROR"}}],` + nodes("null", second) + "}", sources.KindUnavailable, 1},
		"field denied":        {`{"errors":[{"path":["nodes",0,"defaultEmailAddress"],"extensions":{"code":"ACCESS_DENIED"}}],` + nodes(customer, second) + "}", sources.KindDenied, 2},
		"field failed":        {`{"errors":[{"path":["nodes",0,"defaultEmailAddress"],"extensions":{"code":"INTERNAL_SERVER_ERROR"}}],` + nodes(customer, second) + "}", sources.KindUnavailable, 1},
		"all well":            {"{" + nodes(customer, second) + "}", sources.KindInternal, 2},
		"gone":                {"{" + nodes("null", second) + "}", sources.KindInternal, 1},
	} {
		source := openDirect(t, says(200, row.answer))
		ids := []commerce.ID{{Source: sourceName, Key: gid("Customer", "1")}, {Source: sourceName, Key: gid("Customer", "2")}}
		found, err := source.Customers.Get(t.Context(), ids, 0)
		var partial *sources.Partial
		well := row.kind == sources.KindInternal
		if len(found) != row.found || well != (err == nil) || !well && (!errors.As(err, &partial) || sources.KindOf(err) != row.kind) {
			t.Errorf("%s: found %d, error %v", name, len(found), err)
		}
		if err != nil && strings.Contains(err.Error(), secret) {
			t.Errorf("%s: the error quotes the upstream: %v", name, err)
		}
	}
}

func TestBadEntityInAList(t *testing.T) {
	page := `{"data":{"l0":{"edges":[{"cursor":"a","node":{}},{"cursor":"b","node":` + customer + `}],"pageInfo":{"hasNextPage":false,"hasPreviousPage":false}}}}`
	got, err := openDirect(t, says(200, page)).Customers.Query(t.Context(), sources.Query{First: 5})
	if err != nil || len(got.Items) != 1 || len(got.Missing) != 1 || sources.KindOf(got.Missing[0]) != sources.KindMalformed {
		t.Errorf("got %+v, error %v; want one item and one missing", got, err)
	}
}

// An inner list that cannot be read to its end takes its entity with it.
func TestInnerListIsNeverCut(t *testing.T) {
	item := `{"id":"gid://shopify/InventoryItem/1","sku":null,"tracked":true,"createdAt":"2026-01-01T00:00:00Z","updatedAt":"2026-01-01T00:00:00Z","inventoryLevels":{"nodes":[],"pageInfo":{"hasNextPage":true,"endCursor":"x"}}}`
	for name, second := range map[string]string{
		"failed":         coded("INTERNAL_SERVER_ERROR"),
		"gone":           `{"data":{"l0":null,"l1":{}}}`,
		"same again":     `{"data":{"l0":{"list":{"nodes":[],"pageInfo":{"hasNextPage":true,"endCursor":"x"}}}}}`,
		"without cursor": `{"data":{"l0":{"list":{"nodes":[],"pageInfo":{"hasNextPage":true,"endCursor":null}}}}}`,
		"no list":        `{"data":{"l0":{}}}`,
	} {
		var calls atomic.Int32
		source := openDirect(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			body := "{" + nodes(item) + "}"
			if calls.Add(1) > 1 {
				body = second
			}
			says(200, body)(w, r)
		}))
		found, err := source.InventoryItems.Get(t.Context(), []commerce.ID{{Source: sourceName, Key: gid("InventoryItem", "1")}}, commerce.InventoryLevels)
		if err == nil || len(found) != 0 || calls.Load() != 2 {
			t.Errorf("%s: found %v, error %v after %d calls", name, found, err, calls.Load())
		}
	}
}

// A call whose price is known and cannot fit is not sent until it can.
func TestBudgetIsKept(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		calls := 0
		body := "{" + nodes(customer) + `,"extensions":{"cost":{"requestedQueryCost":400,"actualQueryCost":400,"throttleStatus":{"maximumAvailable":1000,"currentlyAvailable":100,"restoreRate":50}}}}`
		source := openDirect(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			calls++
			says(200, body)(w, r)
		}))
		get := func() error {
			ctx, cancel := context.WithTimeout(t.Context(), 2*time.Second)
			defer cancel()
			_, err := source.Customers.Get(ctx, []commerce.ID{{Source: sourceName, Key: gid("Customer", "1")}}, 0)
			return err
		}
		if err := get(); err != nil {
			t.Fatal(err)
		}
		err := get()
		var e *sources.Error
		if !errors.As(err, &e) || e.Kind != sources.KindLimited || e.RetryAfter.Round(time.Second) != 6*time.Second || calls != 1 {
			t.Fatalf("got %v after %d calls, want limited for 6 s after one", err, calls)
		}
		time.Sleep(e.RetryAfter)
		if err := get(); err != nil || calls != 2 {
			t.Errorf("after the wait: %v, %d calls", err, calls)
		}
	})
}

// A request that proves too dear is asked for in parts.
func TestTooDearIsDivided(t *testing.T) {
	options := generous()
	options.MaxQueryCost = 100
	s := openShop(t, options)
	for i := range 60 {
		putCustomer(t, s, makeCustomer(i))
	}
	page, err := s.Customers.Query(t.Context(), sources.Query{First: 60})
	if err != nil || len(page.Items) == 0 {
		t.Errorf("list: %d items, error %v", len(page.Items), err)
	}
	var ids []commerce.ID
	for i := range 60 {
		ids = append(ids, makeCustomer(i).ID)
	}
	if found, err := s.Customers.Get(t.Context(), ids, commerce.Customers.AllGroups()); err != nil || len(found) != 60 {
		t.Errorf("get: found %d of 60, error %v", len(found), err)
	}
}

func TestCheck(t *testing.T) {
	const app = `"shop":{"myshopifyDomain":"x"},"publicApiVersions":[{"handle":"2026-07","supported":true},{"handle":"hunter2","supported":true}]`
	scopes := func(handles string) string {
		return `{"data":{` + app + `,"currentAppInstallation":{"accessScopes":[` + handles + `]}}}`
	}
	all := scopes(`{"handle":"read_customers"},{"handle":"write_orders"},{"handle":"read_products"},{"handle":"write_inventory"},{"handle":"read_locations"}`)
	for name, row := range map[string]struct {
		answer http.HandlerFunc
		kind   sources.ErrorKind
		want   string
	}{
		"well":         {says(200, all), 0, ""},
		"wrong token":  {says(401, "{}"), sources.KindDenied, "access token"},
		"lacks scopes": {says(200, scopes(`{"handle":"read_orders"}`)), sources.KindDenied, "read_customers, read_products, read_inventory, read_locations"},
		"not a shop":   {says(404, "<html>"), sources.KindDenied, "domain"},
		"web page":     {says(200, "<html>"), sources.KindMalformed, "web page"},
		"old version":  {says(200, strings.Replace(all, `"supported":true`, `"supported":false`, 1)), sources.KindInvalid, "version 2026-07"},
		"other version": {func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("X-Shopify-API-Version", "2025-10")
			says(200, all)(w, r)
		}, sources.KindInvalid, "2026-07"},
	} {
		err := openDirect(t, row.answer).Check(t.Context())
		if row.want == "" {
			if err != nil {
				t.Errorf("%s: %v", name, err)
			}
			continue
		}
		var e *sources.Error
		if !errors.As(err, &e) || e.Kind != row.kind || !strings.Contains(e.Reason, row.want) || strings.Contains(e.Reason, secret) {
			t.Errorf("%s: got %v, want %v with %q", name, err, row.kind, row.want)
		}
	}
	s := openShop(t, generous())
	if err := s.Check(t.Context()); err != nil {
		t.Errorf("the simulated shop: %v", err)
	}
	server := httptest.NewServer(s.Sim)
	defer server.Close()
	if err := openAt(t, server.URL, "wrong").Check(t.Context()); sources.KindOf(err) != sources.KindDenied {
		t.Errorf("a wrong token: %v", err)
	}
}
