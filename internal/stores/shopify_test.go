package stores_test

import (
	"strings"
	"time"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	shopifysource "github.com/galleria-graph/galleria/sources/shopify"
	"github.com/galleria-graph/galleria/sources/shopify/shopifysim"
)

// shopify is shops whose budget no test spends.
var shopify = vendor{
	simulate: func() *simulation {
		s := shopifyShop{shopifysim.New(shopifysim.Options{
			ReadAllOrders: true, Bucket: shopifysim.Bucket{Capacity: 1e9, RestoreRate: 1e9}, Shop: shopifysim.Shop{CurrencyCode: "GBP"},
		})}
		return &simulation{
			Handler: s, connect: s.connect,
			customers: keeper[commerce.Customer]{s.putCustomer, func(key string) { s.DeleteCustomer(key) }},
			orders:    keeper[commerce.Order]{s.putOrder, func(key string) { s.DeleteOrder(key) }},
			products:  keeper[commerce.Product]{s.putProduct, func(key string) { s.DeleteProduct(key) }},
			variants:  keeper[commerce.ProductVariant]{s.putVariant, func(key string) { s.DeleteVariant(key) }},
			items:     keeper[commerce.InventoryItem]{s.putItem, func(key string) { s.DeleteVariant(variantOf(key)) }},
		}
	},
	customer: func(c *commerce.Customer) { rekey(&c.ID, "Customer") },
	order: func(o *commerce.Order) {
		rekey(&o.ID, "Order")
		rekey(&o.Customer.ID, "Customer")
		for _, l := range o.LineItems {
			rekey(&l.ID, "LineItem")
		}
		if o.StatusValue() == commerce.OrderStatusCompleted {
			o.ClosedAt = o.PlacedAt.Add(48 * time.Hour)
		}
	},
	product: func(p *commerce.Product) {
		rekey(&p.ID, "Product")
		for _, v := range p.Variants {
			fitShopifyVariant(v)
		}
	},
	variant: fitShopifyVariant,
	item:    func(i *commerce.InventoryItem) { rekey(&i.ID, "InventoryItem") },
}

// fitShopifyVariant gives a variant the stock record that Shopify has for all.
func fitShopifyVariant(v *commerce.ProductVariant) {
	v.InventoryItemID = v.ID
	rekey(&v.InventoryItemID, "InventoryItem")
	rekey(&v.ID, "ProductVariant")
	rekey(&v.ProductID, "Product")
}

const gid = "gid://shopify/"

func rekey(id *commerce.ID, typ string) {
	if !id.IsZero() {
		id.Key = gid + typ + "/" + id.Key
	}
}

// variantOf is the variant that an inventory item is the stock of.
func variantOf(item string) string {
	return strings.Replace(item, "InventoryItem", "ProductVariant", 1)
}

type shopifyShop struct{ *shopifysim.Sim }

func (s shopifyShop) connect(name, url string) (*sources.Source, error) {
	return shopifysource.Open(shopifysource.Config{Name: name, Shop: "galleria-demo", AccessToken: s.Token(), URL: url})
}

func (s shopifyShop) putCustomer(c *commerce.Customer) error {
	w := shopifysim.Customer{
		ID: c.ID.Key, FirstName: orNil(c.FirstName), LastName: orNil(c.LastName), Email: orNil(c.Email), Phone: orNil(c.Phone),
		State: string(c.State.Raw), Tags: c.Tags, CreatedAt: c.CreatedAt, UpdatedAt: c.UpdatedAt,
	}
	for i := range c.Addresses {
		w.Addresses = append(w.Addresses, *shopifyAddress(&c.Addresses[i]))
	}
	_, err := s.PutCustomer(w)
	return err
}

func shopifyAddress(a *commerce.Address) *shopifysim.MailingAddress {
	if a == nil {
		return nil
	}
	return &shopifysim.MailingAddress{FirstName: orNil(a.FirstName), LastName: orNil(a.LastName), CountryCodeV2: string(a.CountryCode)}
}

func (s shopifyShop) putOrder(o *commerce.Order) error {
	w := shopifysim.Order{
		ID: o.ID.Key, Name: o.Name, Email: orNil(o.Email), Tags: o.Tags, Test: o.Test,
		CreatedAt: o.PlacedAt, ProcessedAt: o.ProcessedAt, UpdatedAt: o.UpdatedAt, CancelledAt: timeOrNil(o.CancelledAt), ClosedAt: timeOrNil(o.ClosedAt),
		CancelReason: string(o.CancelReason.Raw), FinancialStatus: string(o.PaymentStatus.Raw), FulfillmentStatus: string(o.FulfillmentStatus.Raw),
		CustomerID: o.Customer.ID.Key, CurrencyCode: o.Total.Shop.Currency, ShippingAddress: shopifyAddress(o.ShippingAddress),
	}
	w.TotalPriceSet = shopifyBag(&o.Total)
	if id := o.Customer.ID.Key; id != "" {
		if _, known := s.Customer(id); !known {
			if _, err := s.PutCustomer(shopifysim.Customer{ID: id, Email: orNil(o.Customer.Email)}); err != nil {
				return err
			}
		}
	}
	for _, l := range o.LineItems {
		w.LineItems = append(w.LineItems, shopifysim.LineItem{
			ID: l.ID.Key, Title: l.Title, SKU: orNil(l.SKU), Quantity: l.Quantity.Ordered, OriginalUnitPriceSet: *shopifyBag(&l.UnitPrice),
		})
	}
	_, err := s.PutOrder(w)
	return err
}

func shopifyBag(b *commerce.MoneyBag) *shopifysim.MoneyBag {
	m := shopifysim.MoneyV2{Amount: b.Shop.Amount.Wide(), CurrencyCode: b.Shop.Currency}
	return &shopifysim.MoneyBag{ShopMoney: m, PresentmentMoney: m}
}

func (s shopifyShop) putProduct(p *commerce.Product) error {
	_, err := s.PutProduct(shopifysim.Product{
		ID: p.ID.Key, Title: p.Title, Handle: string(p.Handle), Vendor: string(p.Vendor), ProductType: string(p.ProductType),
		Status: string(p.Status.Raw), Tags: p.Tags, CreatedAt: p.CreatedAt, UpdatedAt: p.UpdatedAt,
	})
	for _, v := range p.Variants {
		if err == nil {
			err = s.putVariant(v)
		}
	}
	return err
}

func (s shopifyShop) putVariant(v *commerce.ProductVariant) error {
	if _, known := s.Product(v.ProductID.Key); !known {
		if _, err := s.PutProduct(shopifysim.Product{ID: v.ProductID.Key, Title: "Teacup"}); err != nil {
			return err
		}
	}
	_, err := s.PutVariant(shopifysim.ProductVariant{
		ID: v.ID.Key, ProductID: v.ProductID.Key, Title: string(v.Title), SKU: orNil(v.SKU), Barcode: orNil(v.Barcode),
		Price: v.Price.Amount.Wide(), InventoryItemID: v.InventoryItemID.Key, CreatedAt: v.CreatedAt, UpdatedAt: v.UpdatedAt,
	})
	return err
}

// putItem puts the variant too, without which a shop has no stock record.
func (s shopifyShop) putItem(i *commerce.InventoryItem) error {
	if _, err := s.PutInventoryItem(shopifysim.InventoryItem{
		ID: i.ID.Key, SKU: orNil(i.SKU), Tracked: i.Tracked, CreatedAt: i.CreatedAt, UpdatedAt: i.UpdatedAt,
	}); err != nil {
		return err
	}
	product, err := s.PutProduct(shopifysim.Product{ID: gid + "Product/90000", Title: "Teacup"})
	if err == nil {
		_, err = s.PutVariant(shopifysim.ProductVariant{ID: variantOf(i.ID.Key), ProductID: product.ID, InventoryItemID: i.ID.Key})
	}
	return err
}

func orNil(t commerce.Text) *string {
	if t == "" {
		return nil
	}
	return new(string(t))
}

func timeOrNil(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}
