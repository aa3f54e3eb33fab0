package shopifysim

import (
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"
)

// tokenPath is where client credentials are exchanged for access tokens.
const tokenPath = "/admin/oauth/access_token"

// grants are the access tokens that were given out. It is safe for concurrent use.
type grants struct {
	mu     sync.Mutex
	ends   map[string]time.Time
	given  int
	denied string // why none is given now: an OAuth error code
}

// Tokens returns how many access tokens client credentials were exchanged for.
func (s *Sim) Tokens() int {
	s.grants.mu.Lock()
	defer s.grants.mu.Unlock()
	return s.grants.given
}

// RevokeTokens ends all tokens that client credentials were exchanged for, as
// rotating the client secret or a new installation of the app does.
func (s *Sim) RevokeTokens() {
	s.grants.mu.Lock()
	defer s.grants.mu.Unlock()
	clear(s.grants.ends)
}

// DenyTokens makes requests for tokens fail with an OAuth error code from now on,
// such as "app_not_installed" or "shop_not_permitted"; the empty code ends it.
func (s *Sim) DenyTokens(code string) {
	s.grants.mu.Lock()
	defer s.grants.mu.Unlock()
	s.grants.denied = code
}

// accepts reports whether a request's access token is one of this shop and lives.
func (s *Sim) accepts(token string) bool {
	if token == s.options.Token {
		return true
	}
	s.grants.mu.Lock()
	defer s.grants.mu.Unlock()
	ends, known := s.grants.ends[token]
	return known && s.now().Before(ends)
}

// grantRequest is the body of a request for a token, in either of the two forms.
type grantRequest struct {
	GrantType    string `json:"grant_type"`
	ClientID     string `json:"client_id"`
	ClientSecret string `json:"client_secret"`
}

func readGrant(w http.ResponseWriter, r *http.Request) (grantRequest, error) {
	var req grantRequest
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 1<<16))
	if err != nil {
		return req, err
	}
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err == nil && kind == "application/json" {
		return req, json.Unmarshal(body, &req)
	}
	form, err := url.ParseQuery(string(body))
	return grantRequest{form.Get("grant_type"), form.Get("client_id"), form.Get("client_secret")}, err
}

// serveToken answers POST /admin/oauth/access_token for client credentials.
func (s *Sim) serveToken(w http.ResponseWriter, r *http.Request) {
	req, err := readGrant(w, r)
	switch {
	case r.Method != http.MethodPost:
		writeError(w, http.StatusNotFound, "Not Found")
	case err != nil:
		oauthError(w, "invalid_request", "Could not read the request")
	case req.GrantType != "client_credentials":
		oauthError(w, "unsupported_grant_type", "The grant type is not supported")
	case s.options.ClientID == "" || req.ClientID != s.options.ClientID:
		oauthError(w, "application_cannot_be_found", "Could not find Shopify API application with api_key "+req.ClientID)
	case req.ClientSecret != s.options.ClientSecret:
		oauthError(w, "invalid_client", "Client authentication failed")
	default:
		s.grant(w)
	}
}

func (s *Sim) grant(w http.ResponseWriter) {
	s.grants.mu.Lock()
	defer s.grants.mu.Unlock()
	if code := s.grants.denied; code != "" {
		oauthError(w, code, "The token was not given")
		return
	}
	var random [16]byte
	rand.Read(random[:]) //nolint:errcheck // It never fails.
	token := "shpat_" + hex.EncodeToString(random[:])
	s.grants.ends[token] = s.now().Add(s.options.TokenLife)
	s.grants.given++
	var scopes []string
	for _, scope := range s.scopes() {
		scopes = append(scopes, scope.Handle)
	}
	writeJSON(w, http.StatusOK, map[string]any{
		"access_token": token, "scope": strings.Join(scopes, ","), "expires_in": int(s.options.TokenLife / time.Second),
	})
}

// oauthError answers a page whose title names the error, as the vendor does.
func oauthError(w http.ResponseWriter, code, message string) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(http.StatusBadRequest)
	text := html.EscapeString(fmt.Sprintf("Oauth error %s: %s", code, message))
	fmt.Fprintf(w, "<!DOCTYPE html><html><head><title>400 - %s</title></head><body><h1>%s</h1></body></html>", text, text)
}
