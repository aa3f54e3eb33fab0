package woocommercesim

import (
	"crypto/subtle"
	"net/http"
	"slices"
)

// Permissions say what a key may do.
type Permissions string

// The permissions that WooCommerce knows. ReadWrite is the default.
const (
	ReadOnly  Permissions = "read"
	WriteOnly Permissions = "write"
	ReadWrite Permissions = "read_write"
)

// Key is an API key's other half.
type Key struct {
	Secret      string
	Permissions Permissions
	// Role is that of the user whom the key belongs to, administrator when
	// empty. Only administrators and shop managers see the shop's data.
	Role string
}

// authenticate finds the user's key. It returns nil for a request that nobody
// signed, which is no error yet.
func (s *Sim) authenticate(r *http.Request, given values) (*Key, *apiError) {
	if s.options.StripAuthorization {
		r.Header.Del("Authorization")
	}
	if s.options.PlainHTTP && r.TLS == nil {
		return s.oauth(r, given)
	}
	name, secret := given["consumer_key"].text, given["consumer_secret"].text
	if name == "" || secret == "" {
		name, secret, _ = r.BasicAuth()
	}
	if name == "" || secret == "" {
		return s.oauth(r, given)
	}
	key, ok := s.options.Keys[name]
	if !ok {
		return nil, nil // a stranger's key is no key
	}
	if subtle.ConstantTimeCompare([]byte(key.Secret), []byte(secret)) == 0 {
		return nil, unauthorized("Consumer secret is invalid.")
	}
	return &key, key.permit(r.Method)
}

// permit refuses what a key's permissions do not cover.
func (k Key) permit(method string) *apiError {
	reading := slices.Contains([]string{http.MethodGet, http.MethodHead, http.MethodOptions}, method)
	switch {
	case reading && k.Permissions == WriteOnly:
		return unauthorized("The API key provided does not have read permissions.")
	case !reading && k.Permissions == ReadOnly:
		return unauthorized("The API key provided does not have write permissions.")
	}
	return nil
}

// manages says whether a key's user sees the shop's data.
func (k *Key) manages() bool {
	return k != nil && slices.Contains([]string{"", "administrator", "shop_manager"}, k.Role)
}
