package shopifysim

import (
	"fmt"
	"slices"
	"strconv"
	"time"
)

// DraftOrder is an order that a merchant prepares. Totals left nil are derived
// when it is put.
type DraftOrder struct {
	ID                  string
	Name                string // "#D<number>" when empty
	Status              string // DraftOrderStatus, OPEN when empty
	OrderID             string // what it became
	CustomerID          string
	Email               *string
	Phone               *string
	Note                *string
	PoNumber            *string
	Tags                []string
	CustomAttributes    []Attribute
	CreatedAt           time.Time
	UpdatedAt           time.Time // CreatedAt when zero
	CompletedAt         *time.Time
	InvoiceSentAt       *time.Time
	CurrencyCode        string // the shop's when empty
	PresentmentCurrency string // CurrencyCode when empty
	BillingAddress      *MailingAddress
	ShippingAddress     *MailingAddress
	TaxesIncluded       bool
	TaxExempt           bool
	SubtotalPriceSet    *MoneyBag
	TotalDiscountsSet   *MoneyBag
	TotalShippingSet    *MoneyBag
	TotalTaxSet         *MoneyBag
	TotalPriceSet       *MoneyBag
	AppliedDiscount     *DraftDiscount
	DiscountCodes       []string
	ShippingLine        *ShippingLine
	TaxLines            []TaxLine
	LineItems           []DraftLine
	Events              []Event
	Metafields          []Metafield
}

// DraftDiscount is a discount on a whole draft.
type DraftDiscount struct {
	Title       *string
	Description string
	Value       float64
	ValueType   string // DraftOrderAppliedDiscountType
	AmountSet   MoneyBag
}

// DraftLine is one line of a draft.
type DraftLine struct {
	ID                                string
	Title                             string
	VariantTitle                      *string
	Vendor                            *string
	SKU                               *string
	Quantity                          int
	RequiresShipping                  bool
	Taxable                           bool
	IsGiftCard                        bool
	ProductID                         string
	VariantID                         string
	CustomAttributes                  []Attribute
	OriginalUnitPriceSet              MoneyBag
	ApproximateDiscountedUnitPriceSet *MoneyBag // OriginalUnitPriceSet when nil
	TaxLines                          []TaxLine
}

// PutDraftOrder adds or replaces a draft. The customer, when named, has to be in the store.
func (s *Sim) PutDraftOrder(d DraftOrder) (DraftOrder, error) {
	s.store.Lock()
	defer s.store.Unlock()
	if d.CustomerID != "" && s.store.customers[d.CustomerID] == nil {
		return d, fmt.Errorf("put draft order: customer %q is not in the store: put it first", d.CustomerID)
	}
	if err := s.store.claim(&d.ID, kindDraft); err != nil {
		return d, fmt.Errorf("put draft order: %w", err)
	}
	if err := s.store.completeDraft(&d, s.now()); err != nil {
		return d, fmt.Errorf("put draft order %s: %w", d.ID, err)
	}
	replace(s.store, s.store.drafts, kindDraft, d.ID, &d)
	return d, nil
}

func (s *store) completeDraft(d *DraftOrder, now time.Time) (err error) {
	orTime(&d.CreatedAt, now)
	orTime(&d.UpdatedAt, d.CreatedAt)
	orString(&d.Name, "#D"+strconv.FormatInt(legacyID(d.ID), 10))
	orString(&d.Status, "OPEN")
	orString(&d.CurrencyCode, s.shop.CurrencyCode)
	orString(&d.PresentmentCurrency, d.CurrencyCode)
	if d.Events, err = s.completeEvents(d.Events, d.Name, d.CreatedAt); err != nil {
		return err
	}
	if d.Metafields, err = s.completeMetafields(d.Metafields, d.CreatedAt); err != nil {
		return err
	}
	d.LineItems = slices.Clone(d.LineItems)
	zero := MoneyBag{ShopMoney: MoneyV2{CurrencyCode: d.CurrencyCode}, PresentmentMoney: MoneyV2{CurrencyCode: d.PresentmentCurrency}}
	subtotal, tax := zero, zero
	for i := range d.LineItems {
		line := &d.LineItems[i]
		if err := s.claim(&line.ID, "DraftOrderLineItem"); err != nil {
			return fmt.Errorf("line %d: %w", i, err)
		}
		orBag(&line.ApproximateDiscountedUnitPriceSet, line.OriginalUnitPriceSet)
		subtotal = subtotal.add(line.ApproximateDiscountedUnitPriceSet.times(line.Quantity))
	}
	for i := range d.TaxLines {
		tax = tax.add(d.TaxLines[i].PriceSet)
	}
	shipping, discounts := zero, zero
	if d.ShippingLine != nil {
		line := *d.ShippingLine
		if err := s.claim(&line.ID, "ShippingLine"); err != nil {
			return err
		}
		orBag(&line.DiscountedPriceSet, line.OriginalPriceSet)
		orBag(&line.CurrentDiscountedPriceSet, *line.DiscountedPriceSet)
		shipping, d.ShippingLine = *line.DiscountedPriceSet, &line
	}
	if d.AppliedDiscount != nil {
		discounts = d.AppliedDiscount.AmountSet
	}
	for total, value := range map[**MoneyBag]MoneyBag{
		&d.SubtotalPriceSet: subtotal.sub(discounts), &d.TotalDiscountsSet: discounts, &d.TotalShippingSet: shipping, &d.TotalTaxSet: tax,
		&d.TotalPriceSet: subtotal.sub(discounts).add(shipping).add(tax),
	} {
		orBag(total, value)
	}
	return s.completePlaces(&d.BillingAddress, &d.ShippingAddress)
}

// DraftOrder returns a draft as stored. Its slices must not be changed.
func (s *Sim) DraftOrder(id string) (DraftOrder, bool) { return look(s, s.store.drafts, id) }

// DeleteDraftOrder removes a draft and reports whether it was there.
func (s *Sim) DeleteDraftOrder(id string) bool {
	s.store.Lock()
	defer s.store.Unlock()
	_, known := remove(s.store, s.store.drafts, kindDraft, id)
	return known
}

// CompleteDraft makes an order of a draft, which keeps its own id.
func (s *Sim) CompleteDraft(id string) (Order, error) {
	s.store.Lock()
	defer s.store.Unlock()
	known := s.store.drafts[id]
	if known == nil || known.Status == "COMPLETED" {
		return Order{}, fmt.Errorf("complete draft %q: %w", id, ErrUnknown)
	}
	o := orderOf(known)
	if err := s.store.claim(&o.ID, kindOrder); err != nil {
		return Order{}, fmt.Errorf("complete draft %s: %w", id, err)
	}
	if err := s.store.complete(o, s.domain, s.now()); err != nil {
		return Order{}, fmt.Errorf("complete draft %s: %w", id, err)
	}
	s.store.putOrder(o)
	d, now := *known, s.now()
	d.Status, d.OrderID, d.CompletedAt, d.UpdatedAt = "COMPLETED", o.ID, &now, now
	replace(s.store, s.store.drafts, kindDraft, id, &d)
	return *o, nil
}

// orderOf is the order that a draft becomes.
func orderOf(d *DraftOrder) *Order {
	o := &Order{
		CustomerID: d.CustomerID, Email: d.Email, Phone: d.Phone, Note: d.Note, Tags: d.Tags, CurrencyCode: d.CurrencyCode,
		PresentmentCurrency: d.PresentmentCurrency, BillingAddress: d.BillingAddress, ShippingAddress: d.ShippingAddress, TaxLines: d.TaxLines,
	}
	for i := range d.LineItems {
		line := &d.LineItems[i]
		o.LineItems = append(o.LineItems, LineItem{
			Title: line.Title, VariantTitle: line.VariantTitle, SKU: line.SKU, Quantity: line.Quantity, RequiresShipping: line.RequiresShipping,
			ProductID: line.ProductID, VariantID: line.VariantID, OriginalUnitPriceSet: line.OriginalUnitPriceSet,
			DiscountedUnitPriceSet: line.ApproximateDiscountedUnitPriceSet,
		})
	}
	if d.ShippingLine != nil {
		o.ShippingLines = []ShippingLine{*d.ShippingLine}
	}
	return o
}

func draftResolvers() map[string]resolver {
	return map[string]resolver{
		"QueryRoot.draftOrder":               byID(kindDraft),
		"QueryRoot.draftOrders":              connectionOf(kindDraft, "ID"),
		"DraftOrder.order":                   get(func(c *call, d *DraftOrder) any { return c.visible(c.store.orders[d.OrderID]) }),
		"DraftOrder.customer":                get(func(c *call, d *DraftOrder) any { return found(c.store.customers[d.CustomerID]) }),
		"DraftOrder.ready":                   get(func(_ *call, _ *DraftOrder) any { return true }),
		"DraftOrder.note2":                   get(func(_ *call, d *DraftOrder) any { return d.Note }),
		"DraftOrder.presentmentCurrencyCode": get(func(_ *call, d *DraftOrder) any { return d.PresentmentCurrency }),
		"DraftOrder.totalShippingPriceSet":   get(func(_ *call, d *DraftOrder) any { return d.TotalShippingSet }),
		"DraftOrder.totalQuantityOfLineItems": get(func(_ *call, d *DraftOrder) any {
			sum := 0
			for i := range d.LineItems {
				sum += d.LineItems[i].Quantity
			}
			return sum
		}),
		"DraftOrder.lineItems": on(func(_ *call, d *DraftOrder, args map[string]any) (any, error) {
			return paginate(listOf(d.LineItems, func(l *DraftLine) string { return l.ID }), args)
		}),
		"DraftOrder.events":                   on(func(c *call, d *DraftOrder, args map[string]any) (any, error) { return c.events(d.Events, args) }),
		"DraftOrderLineItem.name":             get(func(_ *call, l *DraftLine) any { return l.Title }),
		"DraftOrderLineItem.custom":           get(func(_ *call, l *DraftLine) any { return l.VariantID == "" }),
		"DraftOrderLineItem.product":          get(func(c *call, l *DraftLine) any { return found(c.store.products[l.ProductID]) }),
		"DraftOrderLineItem.variant":          get(func(c *call, l *DraftLine) any { return found(c.store.variants[l.VariantID]) }),
		"DraftOrderLineItem.originalTotalSet": get(func(_ *call, l *DraftLine) any { return new(l.OriginalUnitPriceSet.times(l.Quantity)) }),
		"DraftOrderLineItem.discountedTotalSet": get(func(_ *call, l *DraftLine) any {
			return new(l.ApproximateDiscountedUnitPriceSet.times(l.Quantity))
		}),
		"DraftOrderLineItem.totalDiscountSet": get(func(_ *call, l *DraftLine) any {
			return new(l.OriginalUnitPriceSet.sub(*l.ApproximateDiscountedUnitPriceSet).times(l.Quantity))
		}),
	}
}

func draftFilters() map[string]filter {
	type d = *DraftOrder
	return map[string]filter{
		"default":     tokenized(words(func(_ *store, d d) []string { return []string{d.Name, text(d.Email), text(d.Note)} })),
		"id":          number(func(_ *store, object any) int64 { return legacyID(object.(d).ID) }),
		"customer_id": number(func(_ *store, object any) int64 { return legacyID(object.(d).CustomerID) }),
		"status":      exact(words(func(_ *store, d d) []string { return []string{d.Status} })),
		"tag":         exact(words(func(_ *store, d d) []string { return d.Tags })),
		"created_at":  moment(at(func(d d) *time.Time { return &d.CreatedAt })),
		"updated_at":  moment(at(func(d d) *time.Time { return &d.UpdatedAt })),
	}
}

func (s *store) draftSort(key string, d *DraftOrder) sortValue {
	switch key {
	case "UPDATED_AT":
		return timeValue(d.UpdatedAt)
	case "NUMBER":
		return numberValue(int(legacyID(d.ID)))
	case "STATUS":
		return textValue(d.Status)
	case "TOTAL_PRICE":
		return moneyValue(*d.TotalPriceSet)
	case "CUSTOMER_NAME":
		if customer := s.customers[d.CustomerID]; customer != nil {
			return textValue(text(customer.LastName) + ", " + text(customer.FirstName))
		}
		return sortValue{}
	default:
		return idValue(d.ID)
	}
}
