package shopifysim

import (
	"strings"
	"time"

	"github.com/shopspring/decimal"
)

// filtersOf are the fields each kind of entity can be searched by. A field of
// the vendor's that stands on data the simulator does not keep (channels,
// collections, risk …) is absent, and a search on it is answered as one on an
// unknown field.
func filtersOf(kind string) map[string]filter {
	switch kind {
	case kindOrder:
		return orderFilters()
	case kindCustomer:
		return customerFilters()
	case kindProduct:
		return productFilters()
	case kindVariant:
		return variantFilters()
	case kindItem:
		return itemFilters()
	case kindLocation:
		return locationFilters()
	case kindDraft:
		return draftFilters()
	case kindEvent:
		return eventFilters()
	default:
		return nil
	}
}

// words and at adapt a reader of one kind to filters over any entity.
func words[T any](read func(s *store, object T) []string) func(*store, any) []string {
	return func(s *store, object any) []string { return read(s, object.(T)) }
}

func at[T any](read func(object T) *time.Time) func(*store, any) *time.Time {
	return func(_ *store, object any) *time.Time { return read(object.(T)) }
}

func orderFilters() map[string]filter {
	type o = *Order
	return map[string]filter{
		"default": tokenized(words(func(s *store, o o) []string {
			fields := []string{o.Name, text(o.Email), text(o.Phone), text(o.Note), strings.Join(o.Tags, " ")}
			if customer := s.customers[o.CustomerID]; customer != nil {
				fields = append(fields, text(customer.FirstName), text(customer.LastName), text(customer.Email))
			}
			for i := range o.LineItems {
				fields = append(fields, o.LineItems[i].Title, text(o.LineItems[i].SKU))
			}
			return fields
		})),
		"id":          number(func(_ *store, object any) int64 { return legacyID(object.(o).ID) }),
		"customer_id": number(func(_ *store, object any) int64 { return legacyID(object.(o).CustomerID) }),
		"location_id": number(func(_ *store, object any) int64 { return legacyID(object.(o).RetailLocationID) }),
		"fulfillment_location_id": exact(words(func(_ *store, o o) []string {
			var ids []string
			for i := range o.Fulfillments {
				_, id, _ := strings.Cut(o.Fulfillments[i].LocationID, "Location/")
				ids = append(ids, id)
			}
			return ids
		})),
		"name":                exact(words(func(_ *store, o o) []string { return []string{o.Name, strings.TrimPrefix(o.Name, "#")} })),
		"email":               tokenized(words(func(_ *store, o o) []string { return []string{text(o.Email)} })),
		"status":              orderStatus(),
		"financial_status":    exact(words(func(_ *store, o o) []string { return []string{o.FinancialStatus} })),
		"fulfillment_status":  exact(words(fulfillmentWords)),
		"return_status":       exact(words(func(_ *store, o o) []string { return []string{o.ReturnStatus} })),
		"created_at":          moment(at(func(o o) *time.Time { return &o.CreatedAt })),
		"updated_at":          moment(at(func(o o) *time.Time { return &o.UpdatedAt })),
		"processed_at":        moment(at(func(o o) *time.Time { return &o.ProcessedAt })),
		"test":                boolean(func(_ *store, object any) bool { return object.(o).Test }),
		"tag":                 exact(words(func(_ *store, o o) []string { return o.Tags })),
		"tag_not":             without(exact(words(func(_ *store, o o) []string { return o.Tags }))),
		"sku":                 exact(words(func(_ *store, o o) []string { return lineSKUs(o) })),
		"gateway":             exact(words(func(_ *store, o o) []string { return o.PaymentGatewayNames })),
		"payment_id":          exact(words(func(_ *store, o o) []string { return paymentIDs(o) })),
		"discount_code":       exact(words(func(_ *store, o o) []string { return o.DiscountCodes })),
		"source_identifier":   exact(words(func(_ *store, o o) []string { return []string{text(o.SourceIdentifier)} })),
		"source_name":         exact(words(func(_ *store, o o) []string { return []string{text(o.SourceName)} })),
		"po_number":           exact(words(func(_ *store, o o) []string { return []string{text(o.PoNumber)} })),
		"cart_token":          exact(words(func(_ *store, o o) []string { return []string{text(o.CartToken)} })),
		"checkout_token":      exact(words(func(_ *store, o o) []string { return []string{text(o.CheckoutToken)} })),
		"confirmation_number": exact(words(func(_ *store, o o) []string { return []string{text(o.ConfirmationNumber)} })),
		"current_total_price": numeric(func(_ *store, object any) decimal.Decimal { return object.(o).CurrentTotalPriceSet.ShopMoney.Amount }),
		"total_weight":        numeric(func(_ *store, object any) decimal.Decimal { return decimal.NewFromInt(int64(object.(o).TotalWeight)) }),
		"subtotal_line_items_quantity": numeric(func(_ *store, object any) decimal.Decimal {
			return decimal.NewFromInt(int64(object.(o).quantity()))
		}),
	}
}

// orderStatus filters open, closed, cancelled and not_closed orders.
func orderStatus() filter {
	return func(_ *search, t term) (predicate, bool) {
		want := strings.ToLower(t.value)
		switch want {
		case "open", "closed", "cancelled", "not_closed":
		default:
			return nil, false
		}
		return func(object any) bool {
			o := object.(*Order)
			switch want {
			case "open":
				return o.CancelledAt == nil && o.ClosedAt == nil
			case "closed":
				return o.CancelledAt == nil && o.ClosedAt != nil
			case "cancelled":
				return o.CancelledAt != nil
			default:
				return o.ClosedAt == nil
			}
		}, t.comparator == ":"
	}
}

// fulfillmentWords are the words an order's fulfillment status is found by.
func fulfillmentWords(_ *store, o *Order) []string {
	switch o.FulfillmentStatus {
	case "FULFILLED":
		return []string{"fulfilled", "shipped"}
	case "PARTIALLY_FULFILLED":
		return []string{"partial", "partially_fulfilled", "unfulfilled"}
	case "UNFULFILLED":
		return []string{"unfulfilled", "unshipped"}
	default:
		return []string{o.FulfillmentStatus}
	}
}

func lineSKUs(o *Order) []string {
	var skus []string
	for i := range o.LineItems {
		skus = append(skus, text(o.LineItems[i].SKU))
	}
	return skus
}

// paymentIDs are the payment ids of an order; those of captures and refunds are
// not searched.
func paymentIDs(o *Order) []string {
	var ids []string
	for i := range o.Transactions {
		if t := &o.Transactions[i]; t.Kind != "CAPTURE" && t.Kind != "REFUND" && t.PaymentID != nil {
			ids = append(ids, *t.PaymentID)
		}
	}
	return ids
}

func customerFilters() map[string]filter {
	type c = *Customer
	return map[string]filter{
		"default": tokenized(words(func(_ *store, c c) []string {
			return []string{text(c.FirstName), text(c.LastName), text(c.Email), text(c.Phone), strings.Join(c.Tags, " ")}
		})),
		"id":            number(func(_ *store, object any) int64 { return legacyID(object.(c).ID) }),
		"email":         tokenized(words(func(_ *store, c c) []string { return []string{text(c.Email)} })),
		"phone":         exact(words(func(_ *store, c c) []string { return []string{text(c.Phone)} })),
		"first_name":    tokenized(words(func(_ *store, c c) []string { return []string{text(c.FirstName)} })),
		"last_name":     tokenized(words(func(_ *store, c c) []string { return []string{text(c.LastName)} })),
		"state":         exact(words(func(_ *store, c c) []string { return []string{c.State} })),
		"tag":           exact(words(func(_ *store, c c) []string { return c.Tags })),
		"tag_not":       without(exact(words(func(_ *store, c c) []string { return c.Tags }))),
		"customer_date": moment(at(func(c c) *time.Time { return &c.CreatedAt })),
		"updated_at":    moment(at(func(c c) *time.Time { return &c.UpdatedAt })),
		"order_date":    orderDate(),
		"accepts_marketing": boolean(func(_ *store, object any) bool {
			return object.(c).EmailMarketingState == "SUBSCRIBED"
		}),
		"country": exact(words(func(_ *store, c c) []string {
			if address := c.defaultAddress(); address != nil {
				return []string{text(address.Country), address.CountryCodeV2}
			}
			return nil
		})),
		"orders_count": numeric(func(s *store, object any) decimal.Decimal {
			return decimal.NewFromInt(int64(s.numberOfOrders(object.(c))))
		}),
		"total_spent": numeric(func(s *store, object any) decimal.Decimal { return s.amountSpent(object.(c)).Amount }),
	}
}

// orderDate filters customers by when they placed any of their orders.
func orderDate() filter {
	return func(s *search, t term) (predicate, bool) {
		from, to, ok := span(t.value, s.now, s.store.shop.location())
		if !ok {
			return nil, false
		}
		return func(object any) bool {
			for _, order := range s.store.ordersOf(object.(*Customer).ID) {
				if inSpan(t.comparator, order.CreatedAt, from, to) {
					return true
				}
			}
			return false
		}, true
	}
}
