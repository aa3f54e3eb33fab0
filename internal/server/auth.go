package server

import (
	"net/http"
	"strings"
	"time"
)

// authenticator decides who asks.
type authenticator struct {
	keys      *keyring
	anonymous *Caller // nil when a key is required
	failures  *failures
	respond   *responder
	pages     bool // whether there are pages, which have a password in the browser
}

func newAuthenticator(o Options, respond *responder) *authenticator {
	a := &authenticator{keys: newKeyring(o.Keys), failures: newFailures(time.Now), respond: respond, pages: o.UI != nil}
	if len(o.Keys) == 0 {
		a.anonymous = &Caller{Roles: o.AnonymousRoles}
	}
	return a
}

// require lets only callers with the role through, and notes who they are.
func (a *authenticator) require(role Role) func(http.Handler) http.Handler {
	return a.requireBy(role, bearer)
}

// requirePage is require for what a browser navigates to, where it can send no
// key of its own: it asks for one as a password. The browser then sends the
// password with the page's own requests as well. It also does for pages of
// other sites; these are stopped by the rules for content types and for GET,
// which hold for every caller alike.
func (a *authenticator) requirePage(role Role) func(http.Handler) http.Handler {
	return a.requireBy(role, basic)
}

// scheme is the way in which a key may be sent in the Authorization header.
type scheme string

const (
	bearer scheme = "Bearer"
	basic  scheme = "Basic"
)

func (a *authenticator) requireBy(role Role, by scheme) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			caller := a.caller(w, r, by)
			if caller == nil {
				return
			}
			exchangeFrom(r.Context()).caller = caller
			if !caller.Has(role) {
				a.respond.fail(w, r, CodeForbidden, "this needs the role "+string(role)+", which the caller does not have")
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}

// caller returns who asks, or nil after it has answered the request.
func (a *authenticator) caller(w http.ResponseWriter, r *http.Request, by scheme) *Caller {
	if a.anonymous != nil {
		return a.anonymous
	}
	key, ok := presentedKey(r)
	if !ok {
		a.respond.fail(w, r, CodeBadRequest, "send exactly one key: either Authorization: Bearer … or X-Api-Key")
		return nil
	}
	// A valid key passes whatever came from its address before: otherwise whoever
	// shares the address, or its place in the table, could lock the caller out.
	if key != "" {
		if caller := a.keys.find(key); caller != nil {
			return caller
		}
	}
	a.refuse(w, r, key, by)
	return nil
}

func (a *authenticator) refuse(w http.ResponseWriter, r *http.Request, key string, by scheme) {
	if wait, over := a.failures.add(r.RemoteAddr); over {
		a.respond.failAfter(w, r, CodeTooManyFailures, "too many requests without a valid key came from this address", wait)
		return
	}
	if key == "" && a.asksAPage(r) {
		by = basic
	}
	message := "an API key is required: send Authorization: Bearer <key>"
	if key != "" {
		message = "the API key is not known"
	}
	w.Header().Set("WWW-Authenticate", string(by)+` realm="galleria"`)
	a.respond.fail(w, r, CodeUnauthenticated, message)
}

// asksAPage tells a request that a page of this server makes by itself. The
// browser sends the page's password unasked only below the page's own path;
// elsewhere it waits for the same question, and then answers it alone. Without
// it, whoever gave the key to open the page would have to give it to the page again.
func (a *authenticator) asksAPage(r *http.Request) bool {
	return a.pages && r.Header.Get("Sec-Fetch-Site") == "same-origin"
}

// presentedKey returns the key that a request carries, "" for none, and false
// if it carries more than one credential.
func presentedKey(r *http.Request) (string, bool) {
	authorization, apiKey := r.Header.Values("Authorization"), r.Header.Values("X-Api-Key")
	if len(authorization)+len(apiKey) > 1 {
		return "", false
	}
	if len(apiKey) == 1 {
		return strings.TrimSpace(apiKey[0]), true
	}
	if _, password, ok := r.BasicAuth(); ok {
		return password, true
	}
	name, key, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if !strings.EqualFold(name, string(bearer)) {
		return "", true
	}
	return strings.TrimSpace(key), true
}
