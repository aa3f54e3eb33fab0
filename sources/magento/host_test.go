package magento_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/guard"
	"github.com/galleria-graph/galleria/sources/magento/magentosim"
)

// TestHosts: what a host and what stands before a shop answer, as the simulated
// shop has it, with the time to come back as seconds and as a date.
func TestHosts(t *testing.T) {
	for _, tc := range []struct {
		fault magentosim.FaultKind
		kind  sources.ErrorKind
		says  string
		waits bool
	}{
		{magentosim.FaultForbidden, sources.KindUnavailable, "firewall", true},
		{magentosim.FaultTooMany, sources.KindLimited, "limit of requests", true},
		{magentosim.FaultBackpressure, sources.KindLimited, "limit of requests", true},
		{magentosim.FaultInsufficient, sources.KindLimited, "share", true},
		{magentosim.FaultUnavailable, sources.KindUnavailable, "maintenance", true},
		{magentosim.FaultInternal, sources.KindUnavailable, "500", true},
		{magentosim.FaultLogin, sources.KindDenied, "login", false},
		{magentosim.FaultNotices, sources.KindMalformed, "display_errors", false},
		{magentosim.FaultMalformed, sources.KindMalformed, "web page", false},
		{magentosim.FaultTruncated, sources.KindMalformed, "not JSON", false},
	} {
		for _, date := range []bool{false, true} {
			s := ordersShop(t, 1)
			s.lax = true
			s.AddFault(magentosim.Fault{Kind: tc.fault, RetryAfter: 40 * time.Second, RetryDate: date})
			for what, call := range calls(s.open()) {
				err := call(t.Context())
				var e *sources.Error
				if !errors.As(err, &e) || e.Kind != tc.kind || !strings.Contains(e.Reason, tc.says) {
					t.Errorf("%s, %s: %v", tc.fault, what, err)
					continue
				}
				if waits := e.RetryAfter > 20*time.Second && e.RetryAfter <= 40*time.Second; waits != tc.waits {
					t.Errorf("%s, %s: come back after %v", tc.fault, what, e.RetryAfter)
				}
			}
		}
	}
}

func calls(s *sources.Source) map[string]func(context.Context) error {
	return map[string]func(context.Context) error{
		"orders": func(ctx context.Context) error { _, err := s.Orders.Query(ctx, sources.Query{First: 1}); return err },
		"order": func(ctx context.Context) error {
			_, err := s.Orders.Get(ctx, []commerce.ID{key("1001")}, 0)
			return err
		},
		"customers": func(ctx context.Context) error { _, err := s.Customers.Query(ctx, sources.Query{First: 1}); return err },
		"products":  func(ctx context.Context) error { _, err := s.Products.Query(ctx, sources.Query{First: 1}); return err },
		"items": func(ctx context.Context) error {
			_, err := s.InventoryItems.Query(ctx, sources.Query{First: 1})
			return err
		},
		"locations": func(ctx context.Context) error { _, err := s.Locations.Query(ctx, sources.Query{First: 1}); return err },
		"check":     s.Check,
	}
}

// TestALimitHoldsBackTheOthers: once the shop asks to be left alone, no call of
// another kind is sent until then.
func TestALimitHoldsBackTheOthers(t *testing.T) {
	for _, fault := range []magentosim.FaultKind{magentosim.FaultTooMany, magentosim.FaultBackpressure, magentosim.FaultInsufficient} {
		s := ordersShop(t, 2)
		s.lax = true
		s.AddFault(magentosim.Fault{Kind: fault, Path: "/V1/invoices", RetryAfter: time.Minute})
		source := s.open()
		g := guard.New(guard.Options{Source: name})
		orders, customers := guard.Wrap(g, commerce.Orders, source.Orders), guard.Wrap(g, commerce.Customers, source.Customers)
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		defer cancel()
		q := sources.Query{First: 2, Want: commerce.OrderTransactions}
		if _, err := orders.Query(ctx, q); sources.KindOf(err) != sources.KindLimited {
			t.Errorf("%s: error %v", fault, err)
		}
		sent := s.Requests()
		var e *sources.Error
		if _, err := customers.Query(ctx, sources.Query{First: 1}); !errors.As(err, &e) || e.Kind != sources.KindLimited || e.RetryAfter <= 0 {
			t.Errorf("%s: error %v", fault, err)
		}
		if n := s.Requests() - sent; n != 0 {
			t.Errorf("%s: %d requests are sent into the pause", fault, n)
		}
	}
}
