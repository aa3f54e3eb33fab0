package magentosim

import (
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"
)

// Product is a product of any type.
type Product struct {
	ID             int64
	SKU, Name      string
	TypeID         string // "simple"; or virtual, configurable, bundle, grouped, downloadable
	AttributeSetID int    // 4
	Price          decimal.Decimal
	Disabled       bool
	Visibility     int // 4: catalog and search; 1 is not visible individually
	Weight         decimal.Decimal
	WebsiteIDs     []int // all
	CategoryIDs    []string
	Attributes     []Attribute
	Media          []MediaEntry

	// Options and Children are a configurable product's: the attributes that tell
	// its children apart, and their SKUs.
	Options  []ConfigurableOption
	Children []string
	Bundle   []BundleOption

	// Stores are values of single store views, by their code.
	Stores map[string]StoreValues

	Unmanaged  bool // its stock is not counted
	Backorders int  // 1 and 2 sell what is not there
	MinQty     decimal.Decimal

	CreatedAt, UpdatedAt time.Time
}

// StoreValues replace a product's own values in a store view where they are set.
type StoreValues struct {
	Name  string
	Price *decimal.Decimal
}

// Attribute is a custom attribute: a text, or a list of them.
type Attribute struct {
	Code   string
	Value  string
	Values []string
}

// MediaEntry is a picture.
type MediaEntry struct {
	ID       int64
	File     string
	Label    string
	Type     string // "image"
	Disabled bool
	Types    []string // image, small_image, thumbnail
}

// ConfigurableOption is an attribute by which a configurable product's children
// differ.
type ConfigurableOption struct {
	ID, AttributeID int64
	Label           string
	Values          []int64 // ids of the attribute's options
}

// BundleOption is a choice of a bundle.
type BundleOption struct {
	ID       int64
	Title    string
	Optional bool
	Type     string // "select"
	Links    []BundleLink
}

// BundleLink is one product to choose.
type BundleLink struct {
	ID    int64
	SKU   string
	Qty   decimal.Decimal // 1
	Price decimal.Decimal
}

func (p *Product) id() int64 { return p.ID }

func (p *Product) clone() *Product {
	c := *p
	c.WebsiteIDs, c.CategoryIDs, c.Children = slices.Clone(p.WebsiteIDs), slices.Clone(p.CategoryIDs), slices.Clone(p.Children)
	c.Attributes, c.Media = slices.Clone(p.Attributes), slices.Clone(p.Media)
	c.Options, c.Bundle = slices.Clone(p.Options), slices.Clone(p.Bundle)
	for i := range c.Bundle {
		c.Bundle[i].Links = slices.Clone(c.Bundle[i].Links)
	}
	c.Stores = make(map[string]StoreValues, len(p.Stores))
	for code, values := range p.Stores {
		c.Stores[code] = values
	}
	return &c
}

// PutProduct stores a product as it stands and returns it with its made-up ids.
// One with the same id is replaced.
func (s *Sim) PutProduct(product Product) (Product, error) {
	stored := product.clone()
	if err := s.change("put product", func(c *change) error { return c.putProduct(stored) }); err != nil {
		return Product{}, err
	}
	return *stored.clone(), nil
}

func (c *change) putProduct(p *Product) error {
	st := c.sim.store
	if p.SKU == "" || p.Name == "" {
		return errors.New("a product needs a sku and a name")
	}
	if other, taken := st.productBySKU[strings.ToLower(p.SKU)]; taken && p.ID == 0 {
		p.ID = other
	} else if taken && other != p.ID {
		return errors.New("the sku is taken")
	}
	st.products.assign(&p.ID)
	setDefault(&p.TypeID, "simple")
	const attributeSet, visible = 4, 4
	setDefault(&p.AttributeSetID, attributeSet)
	setDefault(&p.Visibility, visible)
	if p.WebsiteIDs == nil {
		for _, website := range c.sim.options.Websites {
			p.WebsiteIDs = append(p.WebsiteIDs, website.ID)
		}
	}
	c.setTimes(&p.CreatedAt, &p.UpdatedAt)
	c.completeProduct(p)
	if old := get[Product](&st.products, p.ID); old != nil {
		delete(st.productBySKU, strings.ToLower(old.SKU))
	}
	st.productBySKU[strings.ToLower(p.SKU)] = p.ID
	for _, attribute := range p.Attributes {
		st.attributeCodes[attribute.Code] = true
	}
	st.products.put(p.clone())
	return nil
}

// completeProduct gives a product's parts their ids.
func (c *change) completeProduct(p *Product) {
	st := c.sim.store
	for i := range p.Media {
		st.media.assign(&p.Media[i].ID)
		setDefault(&p.Media[i].Type, "image")
	}
	for i := range p.Options {
		st.productOptions.assign(&p.Options[i].ID)
	}
	for i := range p.Bundle {
		option := &p.Bundle[i]
		st.productOptions.assign(&option.ID)
		setDefault(&option.Type, "select")
		for j := range option.Links {
			st.bundleLinks.assign(&option.Links[j].ID)
			if option.Links[j].Qty.IsZero() {
				option.Links[j].Qty = decimal.NewFromInt(1)
			}
		}
	}
}

// product finds a product by its SKU, whose letters' case does not matter.
func (st *store) product(sku string) *Product {
	return get[Product](&st.products, st.productBySKU[strings.ToLower(sku)])
}

// stocked says whether a product has stock of its own.
func (p *Product) stocked() bool {
	return !slices.Contains([]string{"configurable", "bundle", "grouped"}, p.TypeID)
}
