package stores_test

import (
	"strconv"
	"time"

	"github.com/shopspring/decimal"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	woocommercesource "github.com/galleria-graph/galleria/sources/woocommerce"
	"github.com/galleria-graph/galleria/sources/woocommerce/woocommercesim"
)

// woocommerce is shops without TLS, so that every request is signed, whose
// clocks are not at UTC, and are put back on a day.
var woocommerce = wooCommerceWith(woocommercesim.Options{})

func wooCommerceWith(options woocommercesim.Options) vendor {
	options.PlainHTTP, options.Zone = true, newYork
	return vendor{
		simulate: func() *simulation {
			s := wooCommerceShop{woocommercesim.New(options)}
			return &simulation{
				Handler: s, connect: s.connect,
				customers: keeper[commerce.Customer]{s.putCustomer, func(key string) { _ = s.DeleteCustomer(number[int](key)) }}, // it may have gone before
				orders:    keeper[commerce.Order]{s.putOrder, func(key string) { _ = s.DeleteOrder(number[int](key)) }},
				products:  keeper[commerce.Product]{s.putProduct, func(key string) { _ = s.DeleteProduct(number[int](key)) }},
				variants:  keeper[commerce.ProductVariant]{s.putVariant, s.removeGood},
				items:     keeper[commerce.InventoryItem]{s.putItem, s.removeGood},
			}
		},
		customer: fitWooCommerceCustomer,
		order:    fitWooCommerceOrder,
		product: func(p *commerce.Product) {
			if p.StatusValue() == commerce.ProductStatusArchived { // it puts none away
				p.Status.Value = commerce.ProductStatusDraft
			}
		},
		variant: func(v *commerce.ProductVariant) {
			v.ProductID.Key = collection
			if isOwnProduct(v.ID.Key) {
				v.ProductID = v.ID
			}
			if !v.InventoryItemID.IsZero() {
				v.InventoryItemID = v.ID
			}
		},
		item: func(i *commerce.InventoryItem) { i.Tracked = true },
	}
}

// fitWooCommerceCustomer has everybody have an address, and none have tags.
func fitWooCommerceCustomer(c *commerce.Customer) {
	if c.Email == "" {
		c.Email = commerce.Text("nobody." + c.ID.Key + "@example.com")
	}
	c.State = commerce.State[commerce.CustomerState]{Value: commerce.CustomerStateEnabled}
	c.Tags = nil
}

// fitWooCommerceOrder has states as they follow from one word, from the time
// when it was paid, and from its amounts.
func fitWooCommerceOrder(o *commerce.Order) {
	o.Test, o.Tags = false, nil
	if o.PaymentStatusValue() != commerce.OrderPaymentStatusPaid {
		o.ProcessedAt = time.Time{}
	}
	switch o.StatusValue() {
	case commerce.OrderStatusOpen:
		o.FulfillmentStatus.Value = commerce.OrderFulfillmentStatusUnfulfilled
	case commerce.OrderStatusCompleted:
		o.FulfillmentStatus.Value = commerce.OrderFulfillmentStatusFulfilled
	default:
		o.FulfillmentStatus.Value = commerce.OrderFulfillmentStatusUnknown
		if o.ProcessedAt.IsZero() {
			o.PaymentStatus.Value = commerce.OrderPaymentStatusVoided
		}
	}
}

var newYork = func() *time.Location {
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		panic(err)
	}
	return zone
}()

type wooCommerceShop struct{ *woocommercesim.Sim }

func (s wooCommerceShop) connect(name, url string) (*sources.Source, error) {
	return woocommercesource.Open(woocommercesource.Config{Name: name, URL: url, ConsumerKey: "ck_sim", ConsumerSecret: "cs_sim"})
}

func (s wooCommerceShop) putCustomer(c *commerce.Customer) error {
	_, err := s.PutCustomer(woocommercesim.Customer{
		ID: number[int](c.ID.Key), Created: c.CreatedAt, Modified: c.UpdatedAt, Email: string(c.Email),
		FirstName: string(c.FirstName), LastName: string(c.LastName), Billing: wooCommerceAddress(c.DefaultAddress, c.Phone, ""),
	})
	return err
}

func wooCommerceAddress(a *commerce.Address, phone, email commerce.Text) woocommercesim.Address {
	w := woocommercesim.Address{Phone: string(phone), Email: string(email)}
	if a != nil {
		w.FirstName, w.LastName, w.Address1, w.Country = string(a.FirstName), string(a.LastName), string(a.Address1), string(a.CountryCode)
	}
	return w
}

func (s wooCommerceShop) putOrder(o *commerce.Order) error {
	w := woocommercesim.Order{
		ID: number[int](o.ID.Key), Number: o.Name, Currency: o.Total.Shop.Currency, Created: o.PlacedAt, Modified: o.UpdatedAt, Paid: o.ProcessedAt,
		CustomerID: number[int](o.Customer.ID.Key), Billing: wooCommerceAddress(o.BillingAddress, "", o.Email),
		Shipping: wooCommerceAddress(o.ShippingAddress, "", ""), PaymentMethod: "bacs",
	}
	w.Status = map[commerce.OrderStatus]string{
		commerce.OrderStatusOpen: "processing", commerce.OrderStatusCompleted: "completed", commerce.OrderStatusCancelled: "cancelled",
	}[o.StatusValue()]
	for n, l := range o.LineItems {
		line := woocommercesim.Line{
			Name: l.Title, SKU: string(l.SKU), Quantity: decimal.NewFromInt(int64(l.Quantity.Ordered)),
			Subtotal: l.Total.Shop.Amount.Wide(), Total: l.Total.Shop.Amount.Wide(),
		}
		if n == 0 {
			line.TotalTax, line.SubtotalTax = o.TotalTax.Shop.Amount.Wide(), o.TotalTax.Shop.Amount.Wide()
		}
		w.Lines = append(w.Lines, line)
	}
	for _, l := range o.ShippingLines {
		w.Delivery = append(w.Delivery, woocommercesim.Delivery{MethodTitle: string(l.Title), Total: l.Amount.Shop.Amount.Wide()})
	}
	_, err := s.PutOrder(w)
	return err
}

func (s wooCommerceShop) putProduct(p *commerce.Product) error {
	w := woocommercesim.Product{
		ID: number[int](p.ID.Key), Name: p.Title, Slug: string(p.Handle), Created: p.CreatedAt, Modified: p.UpdatedAt, Status: "publish",
		Categories: []woocommercesim.Term{{ID: 2, Name: string(p.ProductType)}},
	}
	if p.StatusValue() == commerce.ProductStatusDraft {
		w.Status = "draft"
	}
	if p.Vendor != "" {
		w.Brands = []woocommercesim.Term{{ID: 1, Name: string(p.Vendor)}}
	}
	for n, tag := range p.Tags {
		w.Tags = append(w.Tags, woocommercesim.Term{ID: 3 + n, Name: tag})
	}
	_, err := s.PutProduct(w)
	return err
}

// collection is the product that all variations are of.
const collection = "90000"

// isOwnProduct says whether a good is a product, as a quarter are, or a variation.
func isOwnProduct(key string) bool { return number[int](key)%4 == 0 }

func (s wooCommerceShop) putVariant(v *commerce.ProductVariant) error {
	return s.putGood(v.ID.Key, v.CreatedAt, v.UpdatedAt, woocommercesim.Merchandise{
		SKU: string(v.SKU), GlobalUniqueID: string(v.Barcode), RegularPrice: v.Price.Amount.String(), ManageStock: !v.InventoryItemID.IsZero(),
	})
}

func (s wooCommerceShop) putItem(i *commerce.InventoryItem) error {
	return s.putGood(i.ID.Key, i.CreatedAt, i.UpdatedAt, woocommercesim.Merchandise{SKU: string(i.SKU), ManageStock: true})
}

func (s wooCommerceShop) putGood(key string, created, updated time.Time, m woocommercesim.Merchandise) error {
	id, parent := number[int](key), number[int](collection)
	if isOwnProduct(key) {
		_, err := s.PutProduct(woocommercesim.Product{ID: id, Name: "Cup " + strconv.Itoa(id), Created: created, Modified: updated, Merchandise: m})
		return err
	}
	_, err := s.PutProduct(woocommercesim.Product{ID: parent, Name: "Cups", Type: "variable"})
	if err == nil {
		_, err = s.PutVariation(woocommercesim.Variation{ID: id, ParentID: parent, Created: created, Modified: updated, Merchandise: m})
	}
	return err
}

func (s wooCommerceShop) removeGood(key string) {
	if isOwnProduct(key) {
		_ = s.DeleteProduct(number[int](key)) // it may have gone before
		return
	}
	_ = s.DeleteVariation(number[int](key))
}
