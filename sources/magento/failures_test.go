package magento_test

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/magento"
	"github.com/galleria-graph/galleria/sources/magento/magentosim"
	"github.com/galleria-graph/galleria/sources/sourcetest"
)

// TestFailures says what each answer means, and quotes none of it.
func TestFailures(t *testing.T) {
	page := "<!doctype html><title>" + sourcetest.Secret
	told := func(message string) string {
		raw, _ := json.Marshal(object{"message": message, "parameters": object{"resources": sourcetest.Secret}})
		return string(raw)
	}
	const lacks = "The consumer isn't authorized to access %resources."
	for _, tc := range []struct {
		status int
		body   string
		kind   sources.ErrorKind
		says   string
		wait   time.Duration
	}{
		{401, told(lacks), sources.KindDenied, "Magento_Sales::sales", 0},
		{403, told(lacks), sources.KindDenied, "Magento_Sales::sales", 0},
		{401, told("Consumer is not authorized to access %1"), sources.KindDenied, "Magento_Sales::sales", 0},
		{401, told("The consumer isn't authorized to access " + sourcetest.Secret + "."), sources.KindDenied, "Magento_Sales::sales", 0},
		{401, told("%1 " + sourcetest.Secret), sources.KindDenied, "as Bearer", 0},
		{401, page, sources.KindDenied, "asks for a login", 0},
		{403, page, sources.KindUnavailable, "firewall", 3 * time.Second},
		{429, page, sources.KindLimited, "limit", 3 * time.Second},
		{429, `{"message":"Too Many Requests","trace":null}`, sources.KindLimited, "limit", 3 * time.Second},
		{503, page, sources.KindUnavailable, "maintenance", 3 * time.Second},
		{500, told("boom"), sources.KindUnavailable, "500", 3 * time.Second},
		{404, told("Request does not match any route."), sources.KindInvalid, "check the URL", 0},
		{404, told("The store that was requested wasn't found. Verify the store and try again."), sources.KindInvalid, "store view", 0},
		{404, told("No such entity with %fieldName = %fieldValue"), sources.KindInvalid, "no such entity", 0},
		{404, page, sources.KindInvalid, "no REST API", 0},
		{400, told("The value of '%1' is wrong"), sources.KindInternal, "does not accept", 0},
		{200, page, sources.KindMalformed, "web page", 0},
		{200, "<br />\n<b>Warning</b>: " + sourcetest.Secret + " on line <b>1</b><br />\n{\"items\":[]}", sources.KindMalformed, "display_errors", 0},
		{200, "PHP Deprecated:  " + sourcetest.Secret + "\n{\"items\":[]}", sources.KindMalformed, "display_errors", 0},
		{200, sourcetest.Secret, sources.KindMalformed, "not JSON", 0},
		{200, `[]`, sources.KindMalformed, "no list", 0},
		{200, `{"message":"x"}`, sources.KindMalformed, "no list", 0},
		{302, "", sources.KindMalformed, "redirects", 0},
	} {
		s := newShop(t)
		s.before = func(w http.ResponseWriter, _ *http.Request) bool {
			if strings.HasPrefix(tc.body, "<") {
				w.Header().Set("Content-Type", "text/html; charset=utf-8")
			}
			w.Header().Set("Retry-After", "3")
			w.WriteHeader(tc.status)
			_, _ = io.WriteString(w, tc.body)
			return true
		}
		_, err := s.open().Orders.Query(t.Context(), sources.Query{First: 1})
		var e *sources.Error
		if !errors.As(err, &e) || e.Kind != tc.kind || !strings.Contains(e.Reason, tc.says) || e.RetryAfter != tc.wait {
			t.Errorf("%d %.60q: %v", tc.status, tc.body, err)
		} else if strings.Contains(err.Error(), sourcetest.Secret) {
			t.Errorf("%d quotes the answer", tc.status)
		}
	}
}

// TestCheckNamesWhatIsMissing in words of its own.
func TestCheckNamesWhatIsMissing(t *testing.T) {
	s := newShop(t, func(o *magentosim.Options) {
		o.Integration.Resources = []string{
			"Magento_Sales::actions_view", "Magento_Sales::sales_invoice", "Magento_Sales::sales_creditmemo", "Magento_Sales::shipment",
			"Magento_Catalog::catalog", "Magento_Backend::stores_attributes", "Magento_InventoryApi::source",
		}
	})
	err := s.open().Check(t.Context())
	if sources.KindOf(err) != sources.KindDenied || strings.Count(err.Error(), "Magento_Sales::sales") != 1 {
		t.Errorf("error %v", err)
	}
	for _, right := range []string{"transactions (Magento_Sales::sales)", "Magento_Customer::customer", "store views (Stores)"} {
		if !strings.Contains(err.Error(), right) {
			t.Errorf("error %v, want one that names %s", err, right)
		}
	}
	s = newShop(t, func(o *magentosim.Options) {
		o.Integration.Resources = []string{"Magento_Sales::sales", "Magento_Customer::customer", "Magento_Catalog::products", "Magento_Backend::stores", "Magento_InventoryApi::source"}
	})
	s.putItem(makeItem(0))
	err = s.open(func(c *magento.Config) { c.SalableStock = 1 }).Check(t.Context())
	if sources.KindOf(err) != sources.KindDenied || !strings.Contains(err.Error(), "stock records (Magento_CatalogInventory::cataloginventory), salable quantities") {
		t.Errorf("error %v", err)
	}
	if err := newShop(t).open().Check(t.Context()); err != nil {
		t.Errorf("with all rights: %v", err)
	}
}
