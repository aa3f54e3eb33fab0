package shopify_test

import (
	"bytes"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/shopify"
	"github.com/galleria-graph/galleria/sources/shopify/shopifysim"
)

// versioned is a shop that supports these versions, asked in one of them.
func versioned(t *testing.T, asked string, supported ...string) (*shopifysim.Sim, *sources.Source, *bytes.Buffer) {
	t.Helper()
	options := generous()
	options.Versions = supported
	sim, log := shopifysim.New(options), &bytes.Buffer{}
	return sim, loggedShop(t, sim, asked, log), log
}

func loggedShop(t *testing.T, h http.Handler, asked string, log *bytes.Buffer) *sources.Source {
	t.Helper()
	source, err := shopify.Open(shopify.Config{
		Name: sourceName, Shop: "galleria-demo", AccessToken: "shpat_simulated", APIVersion: asked,
		HTTPClient: &http.Client{Transport: direct{h}}, Logger: slog.New(slog.NewTextHandler(log, nil)),
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := source.Close(); err != nil {
			t.Error(err)
		}
	})
	return source
}

// sleepUntil is for the time of a bubble, which begins in the year 2000.
func sleepUntil(date string) {
	at, err := time.Parse("2006-01-02", date)
	if err != nil {
		panic(err)
	}
	time.Sleep(time.Until(at))
}

func TestVersionAtCheck(t *testing.T) {
	now := []string{"2026-07", "2026-10", "2027-01", "2027-04"}
	for name, row := range map[string]struct {
		asked, on string
		warning   string
		fails     string
	}{
		"new":                 {"2027-04", "2027-05-01", "", ""},
		"in the middle":       {"2026-10", "2027-05-01", "", ""},
		"a quarter is left":   {"2026-07", "2027-04-03", "until 1 July 2027 only: set apiVersion to a newer one: 2026-10, 2027-01, 2027-04", ""},
		"more than a quarter": {"2026-07", "2027-04-01", "", ""},
		"kept on beyond":      {"2026-07", "2027-08-01", "until 1 July 2027 only", ""},
		"candidate":           {"2027-07", "2027-05-01", "release candidate, which may still change: set apiVersion to 2027-04", ""},
		"unstable":            {"unstable", "2027-05-01", "", ""},
		"gone":                {"2026-04", "2027-05-01", "", "does not support API version 2026-04: configure one of 2026-07, 2026-10, 2027-01, 2027-04"},
		"not there yet":       {"2027-10", "2027-05-01", "", "check the shop's domain and the API version"},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				_, source, log := versioned(t, row.asked, now...)
				sleepUntil(row.on)
				err := source.Check(t.Context())
				var e *sources.Error
				if row.fails != "" && (!errors.As(err, &e) || !strings.Contains(e.Reason, row.fails)) || row.fails == "" && err != nil {
					t.Errorf("error %v, want %q", err, row.fails)
				}
				synctest.Wait()
				said := strings.Join(source.Warnings(), "\n")
				if row.fails == "" && (said == "") != (row.warning == "") || !strings.Contains(said, row.warning) || !strings.Contains(log.String(), row.warning) {
					t.Errorf("warnings %q and the log\n%swant %q", said, log, row.warning)
				}
			})
		})
	}
}

// Who goes on asking learns of a version's end once, without waiting for it.
func TestVersionIsWatchedDaily(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		sim, source, log := versioned(t, "2026-07", "2026-07", "2026-10", "2027-01", "2027-04")
		sleepUntil("2027-03-30")
		if err := source.Check(t.Context()); err != nil || len(source.Warnings()) != 0 {
			t.Fatalf("error %v, warnings %v", err, source.Warnings())
		}
		before := sim.Requests()
		for range 10 * 24 {
			time.Sleep(time.Hour)
			if err := lookUp(t.Context(), source); err != nil {
				t.Fatal(err)
			}
		}
		synctest.Wait()
		if asked := sim.Requests() - before - 240; asked != 10 {
			t.Errorf("Shopify was asked for its versions %d times in 10 days", asked)
		}
		if said := source.Warnings(); len(said) != 1 || !strings.Contains(said[0], "1 July 2027") || strings.Count(log.String(), "1 July 2027") != 1 {
			t.Errorf("warnings %v and the log\n%s", said, log)
		}
	})
}

// What could not be asked is asked again soon.
func TestVersionCannotBeAsked(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		sim, source, _ := versioned(t, "2026-07", "2026-07", "2026-10")
		sleepUntil("2027-06-01")
		sim.SetFailure(shopifysim.Failure{Mode: shopifysim.FailServerError, Rate: 1})
		lookUp(t.Context(), source) //nolint:errcheck // it fails, as everything does
		synctest.Wait()
		sim.SetFailure(shopifysim.Failure{})
		for _, want := range []int{0, 1} {
			time.Sleep(time.Duration(want) * 61 * time.Minute)
			if err := lookUp(t.Context(), source); err != nil {
				t.Fatal(err)
			}
			synctest.Wait()
			if got := len(source.Warnings()); got != want {
				t.Errorf("%d warnings, want %d", got, want)
			}
		}
	})
}

// Shopify goes on in another version when the one that is asked for is gone.
func TestFallForward(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		_, source, log := versioned(t, "2025-07", "2025-10", "2026-01")
		for range 5 {
			if err := lookUp(t.Context(), source); err != nil {
				t.Fatal(err)
			}
		}
		want := "Shopify answers in API version 2025-10 instead of 2025-07"
		if said := source.Warnings(); len(said) != 1 || !strings.Contains(said[0], want) || strings.Count(log.String(), want) != 1 {
			t.Errorf("warnings %v and the log\n%s", said, log)
		}
		if err := source.Check(t.Context()); sources.KindOf(err) != sources.KindInvalid {
			t.Errorf("the check says %v", err)
		}
	})
	served := "hunter2"
	log := &bytes.Buffer{}
	source := loggedShop(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Shopify-API-Version", served)
		says(200, "{"+nodes(customer)+"}")(w, r)
	}), "2026-07", log)
	for _, row := range []struct {
		served string
		want   int
	}{{"hunter2", 0}, {"2026-10", 1}, {"", 1}, {"2026-07", 0}, {"2026-10", 1}} {
		served = row.served
		if err := lookUp(t.Context(), source); err != nil || len(source.Warnings()) != row.want || strings.Contains(log.String(), "hunter2") {
			t.Errorf("%q: error %v, warnings %v, want %d", row.served, err, source.Warnings(), row.want)
		}
	}
}

// Nothing goes on in the background of a source that was closed.
func TestCloseEndsTheWatch(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		sim, source, _ := versioned(t, "2026-07", "2026-07")
		time.Sleep(48 * time.Hour)
		sim.SetLatency(time.Minute)
		go lookUp(t.Context(), source) //nolint:errcheck // it is cut off at the end of the test
		synctest.Wait()
		began := time.Now()
		if err := source.Close(); err != nil || time.Since(began) > time.Second {
			t.Errorf("closing took %v, error %v", time.Since(began), err)
		}
		if err := source.Close(); err != nil {
			t.Error(err)
		}
	})
}
