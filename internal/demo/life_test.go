package demo_test

import (
	"context"
	"database/sql"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"reflect"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/galleria-graph/galleria/internal/demo"
	"github.com/galleria-graph/galleria/internal/merchant"
)

// alive runs a test over systems without servers, in a bubble of its own time.
// It is two o'clock at night, when the least happens.
func alive(t *testing.T, test func(*testing.T, *demo.Inside)) {
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(2 * time.Hour)
		in, err := demo.OpenInside(t.Context(), 7, dir)
		if err != nil {
			t.Fatal(err)
		}
		test(t, in)
		if err := in.Close(); err != nil {
			t.Error(err)
		}
	})
}

// count returns the number of a query.
func count(t *testing.T, db *sql.DB, query string, values ...any) int {
	t.Helper()
	n := 0
	if err := db.QueryRowContext(t.Context(), query, values...).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// events returns the types of what happened at the gateway, the youngest first.
func events(t *testing.T, gateway http.Handler) []string {
	t.Helper()
	request := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/v1/events?limit=100", nil)
	request.Header.Set("Authorization", "Bearer rk_demo_pay")
	answer := httptest.NewRecorder()
	gateway.ServeHTTP(answer, request)
	var list struct{ Data []struct{ ID, Type string } }
	if err := json.Unmarshal(answer.Body.Bytes(), &list); err != nil || answer.Code != http.StatusOK {
		t.Fatalf("list events: %d, %v", answer.Code, err)
	}
	var kinds []string
	for _, event := range list.Data {
		kinds = append(kinds, event.ID+" "+event.Type)
	}
	return kinds
}

// placed counts the orders by store.
func placed(t *testing.T, in *demo.Inside) (n [4]int) {
	t.Helper()
	for store := range n {
		n[store] = in.Placed(t, store)
	}
	return n
}

func TestEveryKindOfThingChangesWithinTenSeconds(t *testing.T) {
	alive(t, func(t *testing.T, in *demo.Inside) {
		began := time.Now()
		before := slices.Clone(in.Merchant().Orders)
		in.Live(t.Context())
		for window := range 3 {
			from := time.Now()
			orders := placed(t, in)
			happened := len(events(t, in.Gateway()))
			time.Sleep(10 * time.Second)
			synctest.Wait()
			if placed(t, in) == orders {
				t.Errorf("window %d: no new order", window)
			}
			if count(t, in.CRM(), "SELECT COUNT(*) FROM contacts WHERE changed_at > ?", from.Unix()) == 0 {
				t.Errorf("window %d: no customer changed", window)
			}
			if count(t, in.Warehouse(), "SELECT COUNT(*) FROM articles WHERE changed_at > ?", from.Unix()) == 0 {
				t.Errorf("window %d: no stock changed", window)
			}
			if len(events(t, in.Gateway())) == happened {
				t.Errorf("window %d: no payment changed", window)
			}
		}
		changes, err := in.Stop()
		if least, most := 30, 60; err != nil || changes < least || changes > most {
			t.Errorf("%d changes in %v, want %d to %d: %v", changes, time.Since(began), least, most, err)
		}
		if !reflect.DeepEqual(before, in.Merchant().Orders) {
			t.Error("the merchant was changed")
		}
	})
}

func TestLifeFollowsFromTheSeed(t *testing.T) {
	type trace struct {
		Changes int
		Placed  [4]int
		Events  []string
		Stock   int
	}
	var traces []trace
	for range 2 {
		alive(t, func(t *testing.T, in *demo.Inside) {
			in.Live(t.Context())
			time.Sleep(time.Minute)
			changes, err := in.Stop()
			if err != nil {
				t.Fatal(err)
			}
			traces = append(traces, trace{
				changes, placed(t, in), events(t, in.Gateway()),
				count(t, in.Warehouse(), "SELECT SUM(available * article_id + on_hand * 7) FROM stock"),
			})
		})
	}
	if !reflect.DeepEqual(traces[0], traces[1]) {
		t.Errorf("two lives of one seed:\n%+v\n%+v", traces[0], traces[1])
	}
}

func TestAnHourOfLifeLeavesTheSystemsConsistent(t *testing.T) {
	alive(t, func(t *testing.T, in *demo.Inside) {
		before := placed(t, in)
		in.Live(t.Context())
		time.Sleep(time.Hour)
		changes, err := in.Stop()
		if err != nil || changes < 3600 {
			t.Fatalf("%d changes in an hour: %v", changes, err)
		}
		checkStock(t, in)
		for store, n := range placed(t, in) {
			if n-before[store] < 50 {
				t.Errorf("store %d got %d orders in an hour", store, n-before[store])
			}
		}
	})
}

func TestLifeEndsWithItsContext(t *testing.T) {
	alive(t, func(t *testing.T, in *demo.Inside) {
		ctx, cancel := context.WithCancel(t.Context())
		in.Live(ctx)
		time.Sleep(5 * time.Second)
		cancel()
		time.Sleep(time.Minute)
		if changes, err := in.Stop(); err != nil || changes == 0 || changes > 10 {
			t.Errorf("%d changes in five seconds: %v", changes, err)
		}
	})
}

func TestLifeTellsWhatWentWrong(t *testing.T) {
	alive(t, func(t *testing.T, in *demo.Inside) {
		if err := in.CRM().Close(); err != nil {
			t.Fatal(err)
		}
		in.Live(t.Context())
		time.Sleep(time.Minute)
		if changes, err := in.Stop(); err == nil || changes != 3 {
			t.Errorf("without a CRM: %d changes, %v", changes, err)
		}
	})
}

func TestSlow(t *testing.T) {
	alive(t, func(t *testing.T, in *demo.Inside) {
		for source, handler := range map[string]http.Handler{
			"north": in.Store(merchant.North), "south": in.Store(merchant.South), "trade": in.Store(merchant.Trade), "outlet": in.Store(merchant.Outlet),
			"pay": in.Gateway(),
		} {
			for _, by := range []time.Duration{800 * time.Millisecond, 0} {
				in.Slow(source, by)
				began := time.Now()
				handler.ServeHTTP(httptest.NewRecorder(), httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/", nil))
				if took := time.Since(began); took != by {
					t.Errorf("%s took %v, want %v", source, took, by)
				}
			}
		}
	})
}
