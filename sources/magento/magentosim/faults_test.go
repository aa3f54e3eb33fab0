package magentosim_test

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/galleria-graph/galleria/sources/magento/magentosim"
)

func TestFaults(t *testing.T) {
	for _, test := range []struct {
		fault  magentosim.Fault
		status int
		media  string
		retry  string
		json   bool
	}{
		{magentosim.Fault{Kind: magentosim.FaultForbidden}, 403, "text/html", "", false},
		{magentosim.Fault{Kind: magentosim.FaultTooMany, RetryAfter: 1500 * time.Millisecond}, 429, "text/html", "2", false},
		{magentosim.Fault{Kind: magentosim.FaultBackpressure}, 429, "application/json", "", true},
		{magentosim.Fault{Kind: magentosim.FaultUnavailable, RetryAfter: time.Minute}, 503, "text/html", "60", false},
		{magentosim.Fault{Kind: magentosim.FaultInsufficient, RetryAfter: time.Minute, RetryDate: true}, 508, "text/html", epoch.Add(time.Minute).Format(http.TimeFormat), false},
		{magentosim.Fault{Kind: magentosim.FaultLogin}, 401, "text/html", "", false},
		{magentosim.Fault{Kind: magentosim.FaultNotices}, 200, "application/json", "", false},
		{magentosim.Fault{Kind: magentosim.FaultInternal}, 500, "application/json", "", true},
		{magentosim.Fault{Kind: magentosim.FaultMalformed}, 200, "application/json", "", false},
		{magentosim.Fault{Kind: magentosim.FaultTruncated}, 200, "application/json", "", false},
		{magentosim.Fault{Kind: magentosim.FaultOversized, Size: 1 << 17}, 200, "application/json", "", true},
	} {
		t.Run(string(test.fault.Kind), func(t *testing.T) {
			f := start(t, magentosim.Options{})
			seedOrders(t, f.Sim)
			test.fault.Path, test.fault.Count = "/V1/orders", 1
			f.AddFault(test.fault)
			f.get("/rest/V1/store/websites")
			w := f.do(f.request("/rest/default/V1/orders/1"))
			if w.Code != test.status || !strings.HasPrefix(w.Header().Get("Content-Type"), test.media) || w.Header().Get("Retry-After") != test.retry || json.Valid(w.Body.Bytes()) != test.json {
				t.Errorf("status %d, header %v, %d bytes", w.Code, w.Header(), w.Body.Len())
			}
			f.get("/rest/default/V1/orders/1")
		})
	}
}

func TestSpoiltSearches(t *testing.T) {
	f := start(t, magentosim.Options{})
	seedOrders(t, f.Sim)
	f.AddFault(magentosim.Fault{Kind: magentosim.FaultWrongTotal, Add: 5, Count: 1})
	f.want(f.get(search("/rest/V1/orders", nil)), "15", "total_count")
	f.AddFault(magentosim.Fault{Kind: magentosim.FaultEmptyItems})
	answer := f.get(search("/rest/V1/orders", nil, "fields=items[entity_id],total_count"))
	if column(answer, "entity_id") != "" {
		t.Error("items are there")
	}
	f.want(answer, "10", "total_count")
	if column(f.get(search("/rest/V1/orders", nil)), "entity_id") == "" {
		t.Error("items are missing without fields")
	}
	f.ClearFaults()
	f.AddFault(magentosim.Fault{Kind: magentosim.FaultUnstableSort})
	orders := map[string]bool{}
	for range 8 {
		got := column(f.get(search("/rest/V1/orders", nil, "searchCriteria[sortOrders][0][field]=status", "searchCriteria[sortOrders][0][direction]=ASC")), "entity_id")
		orders[got] = true
		if ids := strings.Fields(got); len(ids) != 10 || slices.Contains(ids[:5], "2") {
			t.Errorf("order %s", got)
		}
		if got := column(f.get(search("/rest/V1/orders", nil, "searchCriteria[sortOrders][0][field]=entity_id", "searchCriteria[sortOrders][0][direction]=ASC")), "entity_id"); got != "1 2 3 4 5 6 7 8 9 10" {
			t.Errorf("sorted by id: %s", got)
		}
	}
	if len(orders) < 2 {
		t.Error("the order of equal rows is stable")
	}
}

func TestShareOfFaults(t *testing.T) {
	outcome := func() (codes []int) {
		f := start(t, magentosim.Options{Seed: 7})
		f.AddFault(magentosim.Fault{Kind: magentosim.FaultUnavailable, Rate: 0.5})
		for range 40 {
			codes = append(codes, f.do(f.request("/rest/V1/store/websites")).Code)
		}
		return codes
	}
	first := outcome()
	if !slices.Contains(first, 200) || !slices.Contains(first, 503) || !slices.Equal(first, outcome()) {
		t.Errorf("codes %v", first)
	}
}

func TestSlowAnswers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := start(t, magentosim.Options{})
		f.SetLatency(time.Minute)
		begun := time.Now()
		if w := f.do(f.request("/rest/V1/store/websites")); w.Code != http.StatusOK || time.Since(begun) != time.Minute {
			t.Errorf("status %d after %s", w.Code, time.Since(begun))
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if w := f.do(f.request("/rest/V1/store/websites").WithContext(ctx)); w.Body.Len() != 0 {
			t.Error("an answer to nobody")
		}
		f.SetLatency(0)
		f.AddFault(magentosim.Fault{Kind: magentosim.FaultHang})
		ctx, cancel = context.WithTimeout(t.Context(), time.Hour)
		defer cancel()
		if w := f.do(f.request("/rest/V1/store/websites").WithContext(ctx)); w.Body.Len() != 0 {
			t.Error("an answer from who hangs")
		}
	})
}

func TestReset(t *testing.T) {
	f := start(t, magentosim.Options{})
	f.AddFault(magentosim.Fault{Kind: magentosim.FaultReset})
	server := httptest.NewUnstartedServer(f.Sim)
	server.Config.ErrorLog = nil
	server.Start()
	defer server.Close()
	response, err := server.Client().Get(server.URL + "/rest/V1/store/websites")
	if err == nil {
		io.Copy(io.Discard, response.Body) //nolint:errcheck // it is about the error before
		response.Body.Close()
		t.Errorf("status %d", response.StatusCode)
	}
	if f.Requests() == 0 {
		t.Error("no requests are counted")
	}
}

func TestRecorder(t *testing.T) {
	var seen []string
	f := start(t, magentosim.Options{Recorder: func(r *http.Request) { seen = append(seen, r.URL.Path) }})
	f.do(f.request("/rest/V1/store/websites"))
	if !slices.Equal(seen, []string{"/rest/V1/store/websites"}) {
		t.Errorf("seen %v", seen)
	}
}
