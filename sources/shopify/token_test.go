package shopify_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/shopify"
	"github.com/galleria-graph/galleria/sources/shopify/shopifysim"
)

const clientSecret = "shpss_0123456789abcdef"

// granting is a shop that is opened with client credentials, over no network.
func granting(t *testing.T, secret string) (*shopifysim.Sim, *sources.Source) {
	t.Helper()
	options := generous()
	options.ClientID, options.ClientSecret = "3f2b", clientSecret
	sim := shopifysim.New(options)
	source, err := shopify.Open(shopify.Config{
		Name: sourceName, Shop: "galleria-demo", ClientID: "3f2b", ClientSecret: secret, HTTPClient: &http.Client{Transport: direct{sim}},
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := source.Close(); err != nil {
			t.Error(err)
		}
	})
	return sim, source
}

func lookUp(ctx context.Context, source *sources.Source) error {
	_, err := source.Customers.Get(ctx, []commerce.ID{{Source: sourceName, Key: gid("Customer", "1")}}, 0)
	return err
}

// One exchange serves all who wait, and the token is renewed before it ends.
func TestTokenIsSharedAndRenewed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		sim, source := granting(t, clientSecret)
		sim.SetLatency(time.Second)
		var callers sync.WaitGroup
		for range 20 {
			callers.Go(func() {
				if err := lookUp(t.Context(), source); err != nil {
					t.Error(err)
				}
			})
		}
		callers.Wait()
		sim.SetLatency(0)
		for _, step := range []struct {
			after time.Duration
			want  int
		}{{0, 1}, {23 * time.Hour, 1}, {56 * time.Minute, 2}, {23 * time.Hour, 2}, {48 * time.Hour, 3}} {
			time.Sleep(step.after)
			err := lookUp(t.Context(), source)
			synctest.Wait()
			if err != nil || sim.Tokens() != step.want {
				t.Errorf("%v later: error %v, %d tokens were exchanged, want %d", step.after, err, sim.Tokens(), step.want)
			}
		}
	})
}

// A token that the shop refuses is renewed once; what is refused again is an error.
func TestTokenIsRevoked(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		sim, source := granting(t, clientSecret)
		for want := 1; want <= 3; want++ {
			if err := lookUp(t.Context(), source); err != nil || sim.Tokens() != want {
				t.Fatalf("error %v after %d tokens, want %d", err, sim.Tokens(), want)
			}
			sim.RevokeTokens()
		}
		sim.DenyTokens("app_not_installed")
		var e *sources.Error
		if err := lookUp(t.Context(), source); !errors.As(err, &e) || e.Kind != sources.KindDenied || !strings.Contains(e.Reason, "not installed") {
			t.Errorf("got %v, want denied: not installed", err)
		}
		sim.DenyTokens("")
		if err := lookUp(t.Context(), source); err != nil || sim.Tokens() != 4 {
			t.Errorf("installed again: error %v after %d tokens", err, sim.Tokens())
		}
	})
	calls := 0
	source := opened(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "access_token") {
			calls++
			says(200, fmt.Sprintf(`{"access_token":"shpat_%d","expires_in":86399}`, calls))(w, r)
			return
		}
		says(401, secret)(w, r)
	}))
	if err := lookUp(t.Context(), source); sources.KindOf(err) != sources.KindDenied || calls != 2 || strings.Contains(err.Error(), "shpat") {
		t.Errorf("refused for ever: %v after %d tokens, want denied after 2", err, calls)
	}
}

// opened is a shop with client credentials that answers by the handler.
func opened(t *testing.T, h http.Handler) *sources.Source {
	t.Helper()
	source, err := shopify.Open(shopify.Config{Name: sourceName, Shop: "x", ClientID: "3f2b", ClientSecret: clientSecret, HTTPClient: &http.Client{Transport: direct{h}}})
	if err != nil {
		t.Fatal(err)
	}
	return source
}

// As long as a token lives, a renewal that fails harms nobody, and is not tried again at once.
func TestRenewalFails(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		sim, source := granting(t, clientSecret)
		if err := lookUp(t.Context(), source); err != nil {
			t.Fatal(err)
		}
		sim.DenyTokens("invalid_request")
		time.Sleep(24*time.Hour - 4*time.Minute)
		before := sim.Requests()
		for range 5 {
			if err := lookUp(t.Context(), source); err != nil {
				t.Fatal(err)
			}
		}
		synctest.Wait()
		if asked := sim.Requests() - before; asked != 6 {
			t.Errorf("5 lookups took %d requests, want 6: one of them for a token", asked)
		}
		time.Sleep(time.Minute)
		sim.DenyTokens("")
		err := lookUp(t.Context(), source)
		synctest.Wait()
		if err != nil || sim.Tokens() != 2 {
			t.Errorf("after the pause: error %v, %d tokens", err, sim.Tokens())
		}
		sim.DenyTokens("invalid_request")
		time.Sleep(25 * time.Hour)
		if err := lookUp(t.Context(), source); sources.KindOf(err) != sources.KindDenied {
			t.Errorf("with a token that has ended: %v", err)
		}
	})
}

// While a token lives nobody waits for the next one, however long that takes.
func TestRenewalKeepsNobodyWaiting(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var tokens atomic.Int32
		source := opened(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if !strings.HasSuffix(r.URL.Path, "access_token") {
				says(200, "{"+nodes(customer)+"}")(w, r)
				return
			}
			if tokens.Add(1) > 1 {
				<-r.Context().Done()
			}
			says(200, `{"access_token":"shpat_1","expires_in":86399}`)(w, r)
		}))
		if err := lookUp(t.Context(), source); err != nil {
			t.Fatal(err)
		}
		time.Sleep(24*time.Hour - 2*time.Minute)
		began := time.Now()
		for range 3 {
			if err := lookUp(t.Context(), source); err != nil {
				t.Error(err)
			}
		}
		if took := time.Since(began); took != 0 {
			t.Errorf("3 lookups waited %v", took)
		}
		if err := source.Close(); err != nil || time.Since(began) > time.Second || tokens.Load() != 2 {
			t.Errorf("closing took %v, error %v, after %d requests for a token", time.Since(began), err, tokens.Load())
		}
	})
}

// Who leaves does not take the token away from who waits.
func TestTokenOutlivesItsAsker(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		sim, source := granting(t, clientSecret)
		sim.SetLatency(time.Second)
		first, leave := context.WithCancel(t.Context())
		var callers sync.WaitGroup
		callers.Go(func() {
			if err := lookUp(first, source); sources.KindOf(err) != sources.KindCanceled {
				t.Errorf("who leaves got %v", err)
			}
		})
		synctest.Wait()
		callers.Go(func() {
			if err := lookUp(t.Context(), source); err != nil {
				t.Errorf("who waits got %v", err)
			}
		})
		synctest.Wait()
		leave()
		callers.Wait()
		if sim.Tokens() != 1 {
			t.Errorf("%d tokens were exchanged, want 1", sim.Tokens())
		}
	})
}

func TestTokenIsDenied(t *testing.T) {
	for name, row := range map[string]struct {
		answer http.HandlerFunc
		kind   sources.ErrorKind
		reason string
	}{
		"no such app":           {oauthPage("application_cannot_be_found"), sources.KindDenied, "clientId"},
		"not installed":         {oauthPage("app_not_installed"), sources.KindDenied, "install it"},
		"another organization":  {oauthPage("shop_not_permitted"), sources.KindDenied, "organization"},
		"wrong secret":          {says(401, `{"error":"invalid_client"}`), sources.KindDenied, "clientSecret"},
		"another reason":        {oauthPage("hunter2"), sources.KindDenied, "clientSecret"},
		"no number of seconds":  {says(200, `{"access_token":"shpat_1","expires_in":"soon"}`), sources.KindMalformed, "no access token"},
		"no such shop":          {says(404, "<html>"), sources.KindDenied, "domain"},
		"down":                  {says(503, "hunter2"), sources.KindUnavailable, ""},
		"too many":              {says(429, "hunter2"), sources.KindLimited, ""},
		"page":                  {says(200, "<html>hunter2"), sources.KindMalformed, "no access token"},
		"empty":                 {says(200, `{"access_token":"","expires_in":86399}`), sources.KindMalformed, "no access token"},
		"null":                  {says(200, `{"access_token":null}`), sources.KindMalformed, "no access token"},
		"cannot be in a header": {says(200, `{"access_token":"a\nb","expires_in":86399}`), sources.KindMalformed, "no access token"},
	} {
		source := opened(t, row.answer)
		err := source.Check(t.Context())
		var e *sources.Error
		if !errors.As(err, &e) || e.Kind != row.kind || !strings.Contains(e.Reason, row.reason) {
			t.Errorf("%s: got %v, want %v with %q", name, err, row.kind, row.reason)
		}
		if err != nil && (strings.Contains(err.Error(), "hunter2") || strings.Contains(err.Error(), clientSecret)) {
			t.Errorf("%s: the error tells a secret: %v", name, err)
		}
	}
	synctest.Test(t, func(t *testing.T) {
		_, source := granting(t, "wrong")
		if err := source.Check(t.Context()); sources.KindOf(err) != sources.KindDenied {
			t.Errorf("a wrong secret: %v", err)
		}
	})
}

func oauthPage(code string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		io.Copy(io.Discard, r.Body) //nolint:errcheck // the request is not of interest
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(http.StatusBadRequest)
		fmt.Fprintf(w, "<html><title>400 - Oauth error %s: no</title></html>", code)
	}
}

// A token whose end nobody tells is used until the shop refuses it.
func TestTokenWithoutEnd(t *testing.T) {
	for _, ends := range []string{"", `,"expires_in":0`, `,"expires_in":-5`, `,"expires_in":1e300`} {
		synctest.Test(t, func(t *testing.T) {
			tokens := 0
			source := opened(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if strings.HasSuffix(r.URL.Path, "access_token") {
					tokens++
					says(200, `{"access_token":"shpat_1"`+ends+`}`)(w, r)
					return
				}
				says(200, "{"+nodes(customer)+"}")(w, r)
			}))
			for range 3 {
				if err := lookUp(t.Context(), source); err != nil {
					t.Fatalf("%s: %v", ends, err)
				}
				time.Sleep(100 * 24 * time.Hour)
			}
			if tokens != 1 {
				t.Errorf("%s: %d tokens were exchanged, want 1", ends, tokens)
			}
		})
	}
}

func TestCredentials(t *testing.T) {
	for name, row := range map[string]struct {
		token, id, secret string
		want              string
	}{
		"token":         {"shpat_1", "", "", ""},
		"client":        {"", "3f2b", clientSecret, ""},
		"nothing":       {"", "", "", "access token is empty"},
		"no secret":     {"", "3f2b", "", "one of both is missing"},
		"no id":         {"", "", clientSecret, "one of both is missing"},
		"token and app": {"shpat_1", "3f2b", clientSecret, "give one of both"},
		"no token":      {"shpat_1 ", "", "", "has a space"},
	} {
		source, err := shopify.Open(shopify.Config{Name: "x", Shop: "north", AccessToken: row.token, ClientID: row.id, ClientSecret: row.secret})
		if (err == nil) != (row.want == "") || err != nil && (!strings.Contains(err.Error(), row.want) || strings.Contains(err.Error(), clientSecret)) {
			t.Errorf("%s: got %v, want %q", name, err, row.want)
		}
		if err == nil {
			if err := source.Close(); err != nil {
				t.Error(err)
			}
		}
	}
}
