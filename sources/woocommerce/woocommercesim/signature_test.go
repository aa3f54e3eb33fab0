package woocommercesim_test

import (
	"crypto/sha1"
	"net/http"
	"net/http/httptest"
	"strconv"
	"testing"
	"time"

	"github.com/galleria-graph/galleria/sources/woocommerce/woocommercesim"
)

// TestSignatureClock: a shop whose data is of another time still judges
// signatures by the time that it is.
func TestSignatureClock(t *testing.T) {
	const address = "http://shop.test/wp-json/wc/v3/orders"
	today := time.Date(2031, time.March, 4, 5, 6, 7, 0, time.UTC)
	f := start(t, woocommercesim.Options{PlainHTTP: true, SignatureClock: func() time.Time { return today }})
	for at, want := range map[time.Time]int{today: http.StatusOK, f.now: http.StatusUnauthorized} {
		query := sign(sha1.New, http.MethodGet, address, "cs_sim", map[string]string{
			"oauth_consumer_key": "ck_sim", "oauth_timestamp": strconv.FormatInt(at.Unix(), 10), "oauth_nonce": "n", "oauth_signature_method": "HMAC-SHA1",
		})
		if response, answer := f.do(httptest.NewRequest(http.MethodGet, address+"?"+query, nil)); response.StatusCode != want {
			t.Errorf("signed at %v: %d %v, want %d", at, response.StatusCode, answer, want)
		}
	}
}
