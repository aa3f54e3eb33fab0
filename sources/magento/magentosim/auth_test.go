package magentosim_test

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/galleria-graph/galleria/sources/magento/magentosim"
)

// sign adds an OAuth 1.0a header, written from RFC 5849 apart from the
// simulation's own.
func sign(r *http.Request, change map[string]string) {
	given := map[string]string{
		"oauth_consumer_key": "magento-sim-consumer-key", "oauth_token": "magento-sim-token", "oauth_signature_method": "HMAC-SHA256",
		"oauth_timestamp": fmt.Sprint(epoch.Unix()), "oauth_nonce": "n1", "oauth_version": "1.0",
	}
	for name, value := range change {
		given[name] = value
	}
	percent := func(s string) string { return strings.ReplaceAll(url.QueryEscape(s), "+", "%20") }
	var pairs []string
	for name, value := range given {
		pairs = append(pairs, percent(name)+"="+percent(value))
	}
	for name, values := range r.URL.Query() {
		pairs = append(pairs, percent(name)+"="+percent(values[0]))
	}
	slices.Sort(pairs)
	base := "GET&" + percent("http://"+r.Host+r.URL.EscapedPath()) + "&" + percent(strings.Join(pairs, "&"))
	mac := hmac.New(sha256.New, []byte("magento-sim-consumer-secret&magento-sim-token-secret"))
	mac.Write([]byte(base))
	if given["oauth_signature"] == "" {
		given["oauth_signature"] = base64.StdEncoding.EncodeToString(mac.Sum(nil))
	}
	var parts []string
	for name, value := range given {
		parts = append(parts, fmt.Sprintf(`%s="%s"`, name, percent(value)))
	}
	r.Header.Set("Authorization", "OAuth "+strings.Join(parts, ", "))
}

func TestSignatures(t *testing.T) {
	for _, test := range []struct {
		name    string
		change  map[string]string
		status  int
		message string
	}{
		{"right", nil, 200, ""},
		{"right without version", map[string]string{"oauth_version": ""}, 200, ""},
		{"wrong signature", map[string]string{"oauth_signature": "AAAA"}, 401, "The signature is invalid. Verify and try again."},
		{"old method", map[string]string{"oauth_signature_method": "HMAC-SHA1"}, 400, "Signature method %1 is not supported"},
		{"other consumer", map[string]string{"oauth_consumer_key": "x"}, 401, "A consumer having the specified key does not exist"},
		{"other token", map[string]string{"oauth_token": "x"}, 401, "Specified token does not exist"},
		{"far ahead", map[string]string{"oauth_timestamp": fmt.Sprint(epoch.Unix() + 601)}, 400, "The timestamp value in the oauth_timestamp parameter is invalid."},
		{"no nonce", map[string]string{"oauth_nonce": ""}, 400, `"%fieldName" is required. Enter and try again.`},
		{"other version", map[string]string{"oauth_version": "2.0"}, 400, `The "%1" Oauth version isn't supported.`},
	} {
		t.Run(test.name, func(t *testing.T) {
			f := start(t, magentosim.Options{BearerOff: true})
			seedOrders(t, f.Sim)
			r := f.request(search("/rest/V1/orders", []string{"0 customer_email like c 1+ä%", "1 entity_id in 1,2"}, "searchCriteria[pageSize]=2"))
			sign(r, test.change)
			status, answer := f.answer(r)
			if status != test.status || test.message != "" && at(answer, "message") != test.message {
				t.Errorf("status %d, %v", status, answer)
			}
		})
	}
}

func TestSignatureIsForOneRequest(t *testing.T) {
	f := start(t, magentosim.Options{})
	seedOrders(t, f.Sim)
	r := f.request("/rest/V1/orders/1")
	sign(r, nil)
	if status, answer := f.answer(r); status != http.StatusOK {
		t.Fatalf("status %d: %v", status, answer)
	}
	status, answer := f.answer(r)
	if status != http.StatusUnauthorized {
		t.Errorf("used again: status %d: %v", status, answer)
	}
	f.want(answer, "1", "parameters", 0)
	other := f.request("/rest/V1/orders/2")
	other.Header = r.Header.Clone()
	if status, _ := f.answer(other); status != http.StatusUnauthorized {
		t.Errorf("used for another address: status %d", status)
	}
}

func TestBearer(t *testing.T) {
	for _, test := range []struct {
		name   string
		header string
		off    bool
		status int
	}{
		{"right", "Bearer magento-sim-token", false, 200},
		{"switched off", "Bearer magento-sim-token", true, 401},
		{"wrong", "Bearer nothing", false, 401},
		{"none", "", false, 401},
		{"another scheme", "Basic bWFnZW50bw==", false, 401},
	} {
		f := start(t, magentosim.Options{BearerOff: test.off})
		seedOrders(t, f.Sim)
		r := f.request("/rest/V1/orders/1")
		r.Header.Set("Authorization", test.header)
		f.loose = true
		status, answer := f.answer(r)
		if status != test.status {
			t.Errorf("%s: status %d", test.name, status)
		}
		if status != http.StatusOK {
			f.want(answer, "The consumer isn't authorized to access %resources.", "message")
			f.want(answer, "Magento_Sales::actions_view", "parameters", "resources")
		}
	}
}

func TestRights(t *testing.T) {
	for _, test := range []struct {
		rights  []string
		denied  int
		allowed []string
		refused []string
	}{
		{[]string{"Magento_Sales::sales"}, 401, []string{"orders", "invoices", "shipments", "creditmemos", "transactions"}, []string{"customers/search", "products"}},
		{[]string{"Magento_Sales::sales_invoice"}, 403, []string{"invoices"}, []string{"orders"}},
		{[]string{"Magento_Backend::all"}, 401, []string{"orders", "products"}, nil},
		{[]string{"Magento_Catalog::catalog", "Magento_Customer::customer"}, 401, []string{"products", "customers/search"}, []string{"orders", "inventory/sources"}},
		{[]string{"Magento_InventoryApi::inventory"}, 401, []string{"inventory/sources", "inventory/source-items"}, []string{"orders"}},
		{[]string{}, 401, nil, []string{"orders", "products"}},
	} {
		f := start(t, magentosim.Options{DeniedStatus: test.denied, Integration: magentosim.Integration{Resources: test.rights}})
		for _, path := range test.allowed {
			f.get(search("/rest/V1/"+path, nil))
		}
		for _, path := range test.refused {
			f.fail(search("/rest/V1/"+path, nil), test.denied)
		}
	}
}
