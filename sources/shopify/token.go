package shopify

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"

	"github.com/galleria-graph/galleria/internal/httpx"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/internal/jsonx"
)

// token is an access token as requests carry it.
type token struct {
	header []httpx.Field
	ends   time.Time // zero: it has no known end
}

// newToken returns the token with what every request to the API carries.
func newToken(text string) *token {
	return &token{header: []httpx.Field{
		{Name: "Content-Type", Value: "application/json"},
		{Name: "Accept", Value: "application/json"},
		{Name: "X-Shopify-Access-Token", Value: text},
	}}
}

const (
	// renewBefore is how long before a token's end another one is fetched, or the
	// last tenth of a token that does not live long; renewPause is how soon it is
	// tried again when that failed.
	renewBefore = 5 * time.Minute
	renewPause  = 15 * time.Second
	// grantTimeout bounds one request for a token, which no caller's deadline does:
	// others wait for it too.
	grantTimeout = 10 * time.Second
)

// keyring holds the access token of a shop. A token that was given stays; one
// that client credentials were exchanged for is exchanged again before its end
// and when the shop refuses it, once for all who wait. It is safe for
// concurrent use.
type keyring struct {
	source   string
	endpoint string // of the grant
	grant    []byte // the request for a token; nil when one was given
	http     *httpx.Exchange

	background *background

	mu     sync.Mutex
	held   *token
	renew  time.Time // when another than held is to be asked for; zero: never
	flight singleflight.Group
}

func newKeyring(cfg Config, base string, exchange *httpx.Exchange, b *background) *keyring {
	k := &keyring{source: cfg.Name, endpoint: base + "/admin/oauth/access_token", http: exchange, background: b}
	if cfg.AccessToken != "" {
		k.held = newToken(cfg.AccessToken)
		return k
	}
	k.grant = []byte(url.Values{
		"grant_type": {"client_credentials"}, "client_id": {cfg.ClientID}, "client_secret": {cfg.ClientSecret},
	}.Encode())
	return k
}

// token returns a token that has not ended, and has another one fetched in the
// background when its end is near. Its error says which of the credentials is to
// be mended.
func (k *keyring) token(ctx context.Context) (*token, error) {
	now := time.Now()
	k.mu.Lock()
	held := k.held
	lives := held != nil && (held.ends.IsZero() || now.Before(held.ends))
	due := lives && !k.renew.IsZero() && !now.Before(k.renew)
	if due {
		k.renew = now.Add(renewPause) // for others, and for the case that it fails
	}
	k.mu.Unlock()
	if !lives {
		return k.renewed(ctx)
	}
	if due {
		k.background.start(grantTimeout, func(ctx context.Context) {
			_, _ = k.renewed(ctx) // the one that is held lives, and it is tried again
		})
	}
	return held, nil
}

// refused tells that the shop has refused the token, and reports whether
// another one can be asked for.
func (k *keyring) refused(t *token) bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.held == t && k.grant != nil {
		k.held = nil
	}
	return k.grant != nil
}

const opToken = "get an access token"

// renewed returns a new token. The request is that of all who wait, so none of
// them takes it away by leaving.
func (k *keyring) renewed(ctx context.Context) (*token, error) {
	done := k.flight.DoChan("", func() (any, error) {
		ctx, end := k.background.bound(context.WithoutCancel(ctx), grantTimeout)
		defer end()
		t, err := k.exchange(ctx)
		if err != nil {
			return nil, err
		}
		k.mu.Lock()
		defer k.mu.Unlock()
		k.held, k.renew = t, time.Time{}
		if !t.ends.IsZero() {
			k.renew = t.ends.Add(-min(renewBefore, time.Until(t.ends)/10))
		}
		return t, nil
	})
	select {
	case <-ctx.Done():
		return nil, sources.FromContext(ctx, k.source, opToken)
	case r := <-done:
		if r.Err != nil {
			return nil, r.Err
		}
		return r.Val.(*token), nil
	}
}

// exchange asks for a token once.
func (k *keyring) exchange(ctx context.Context) (*token, error) {
	req := &httpx.Request{
		Method: http.MethodPost, URL: k.endpoint, Body: k.grant,
		Header: []httpx.Field{{Name: "Content-Type", Value: "application/x-www-form-urlencoded"}, {Name: "Accept", Value: "application/json"}},
		// Another token harms nobody, so the request may be repeated on another connection.
		ReadOnly: true,
	}
	var t *token
	err := k.http.Do(ctx, req, opToken, func(res *httpx.Response) (err error) {
		t, err = k.granted(res)
		return err
	})
	return t, err
}

// granted reads the answer to a request for a token.
func (k *keyring) granted(res *httpx.Response) (*token, error) {
	if err := k.refusal(res); err != nil {
		return nil, err
	}
	var text string
	var seconds float64
	err := jsonx.Read(res.Body, func(r *jsonx.Reader) {
		for ok := r.Object(); ok && r.Member(); {
			switch string(r.Name()) {
			case "access_token":
				text = r.Text().Value
			case "expires_in":
				seconds = r.Float().Value
			}
		}
	})
	if err != nil || checkToken(text) != nil {
		return nil, &sources.Error{Kind: sources.KindMalformed, Source: k.source, Op: opToken, Reason: "the answer holds no access token"}
	}
	t := newToken(text)
	if seconds > 0 && seconds < 1e9 {
		t.ends = time.Now().Add(time.Duration(seconds * float64(time.Second)))
	}
	return t, nil
}

// grantCodes are Shopify's words for why it gives no token.
var grantCodes = []struct{ code, reason string }{
	{"application_cannot_be_found", "Shopify knows no app of this client id: check clientId"},
	{"app_not_installed", "the app is not installed in the shop: install it there"},
	{"shop_not_permitted", "the app and the shop belong to different organizations: client credentials are for shops of the app's own organization only"},
	{"invalid_client", reasonSecret},
}

const reasonSecret = "Shopify refused the client credentials: check clientId and clientSecret"

// refusal returns what an answer other than 2xx means. Shopify answers a page
// whose title names the reason, or JSON.
func (k *keyring) refusal(res *httpx.Response) error {
	e := res.Err(k.source, opToken)
	if e == nil {
		return nil
	}
	switch res.Status {
	case http.StatusNotFound:
		e.Kind, e.Reason = sources.KindDenied, reasonNoShop
	case http.StatusBadRequest, http.StatusUnauthorized, http.StatusForbidden:
		e.Kind, e.Reason = sources.KindDenied, reasonSecret
		for _, known := range grantCodes {
			if bytes.Contains(res.Body, []byte(known.code)) {
				e.Reason = known.reason
				break
			}
		}
	}
	return e
}

// checkToken says why a text is no access token.
func checkToken(text string) error {
	switch {
	case text == "":
		return errors.New("access token is empty")
	case strings.ContainsFunc(text, func(r rune) bool { return r <= ' ' || r > '~' }):
		return errors.New("access token has a space or another character that no token has")
	}
	return nil
}
