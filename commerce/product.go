package commerce

import "time"

// Product is what a store sells, in one or more variants.
type Product struct {
	Origin

	Title       string
	Handle      Text
	Vendor      Text
	ProductType Text
	Status      State[ProductStatus]
	Tags        []string
	CreatedAt   time.Time

	// With [ProductContent]:

	DescriptionHTML Text
	Options         []ProductOption
	Media           []Media

	// With [ProductVariants]:

	Variants []*ProductVariant

	// With [ProductAttributes]:

	Attributes []Attribute
}

// The groups of a product.
const (
	// ProductContent is description, options and media.
	ProductContent Groups = 1 << iota
	// ProductWithVariants is the variants.
	ProductWithVariants
	// ProductAttributes is what the merchant and plug-ins keep beside the product.
	ProductAttributes
)

// ProductOption is a choice that a product offers: "Size" with its values.
type ProductOption struct {
	Name   string
	Values []string
}

// Media is a picture, film or model of a product.
type Media struct {
	// Type is the source's own word: "IMAGE".
	Type string
	URL  Text
	Alt  Text
}

// ProductVariant is one thing that can be bought.
type ProductVariant struct {
	Origin

	ProductID      ID
	Title          Text
	SKU            Text
	Barcode        Text
	Price          *Money
	CompareAtPrice *Money
	Options        []SelectedOption
	Weight         *Weight
	CreatedAt      time.Time
	// InventoryItemID is the stock record in the same source; zero when it keeps none.
	InventoryItemID ID

	// With [VariantAttributes]:

	Attributes []Attribute
}

// The groups of a variant.
const (
	// VariantAttributes is what the merchant and plug-ins keep beside the variant.
	VariantAttributes Groups = 1 << iota
)

// SelectedOption is the value of one option of the product.
type SelectedOption struct {
	Name  string
	Value string
}

// Weight is a weight with the source's own unit.
type Weight struct {
	Value Decimal
	Unit  string
}

// GlobalID returns the id that clients see.
func (p *Product) GlobalID() GlobalID { return GlobalID{Products.Name, p.ID} }

// StatusValue returns the canonical state.
func (p *Product) StatusValue() ProductStatus { return valueOf(p.Status) }

// StatusInfo returns the state with the source's own word.
func (p *Product) StatusInfo() StateInfo { return info("status", p.Status) }

// Sources returns the one origin of the product.
func (p *Product) Sources() []*Origin { return members(&p.Origin, nil) }

// GlobalID returns the id that clients see.
func (v *ProductVariant) GlobalID() GlobalID { return GlobalID{ProductVariants.Name, v.ID} }

// Sources returns the one origin of the variant.
func (v *ProductVariant) Sources() []*Origin { return members(&v.Origin, nil) }

// Products is the kind of [Product].
var Products = Kind[Product]{
	Name:   "Product",
	Origin: func(p *Product) *Origin { return &p.Origin },
	Groups: []string{"content", "variants", "attributes"},
	Fields: []Field[Product]{
		{Name: "title", Type: PlainText, Value: func(p *Product) Value { return String(p.Title) }},
		{Name: "handle", Type: PlainText, Value: func(p *Product) Value { return String(string(p.Handle)) }},
		{Name: "vendor", Type: PlainText, Value: func(p *Product) Value { return String(string(p.Vendor)) }},
		{Name: "productType", Type: PlainText, Value: func(p *Product) Value { return String(string(p.ProductType)) }},
		{Name: "status", Type: EnumText, Value: func(p *Product) Value { return String(string(p.StatusValue())) }},
		{Name: "tag", Type: PlainText, Many: true, List: func(p *Product) []Value { return texts(p.Tags) }},
		{Name: "createdAt", Type: Instant, Value: func(p *Product) Value { return Time(p.CreatedAt) }},
		{Name: "updatedAt", Type: Instant, Value: func(p *Product) Value { return Time(p.UpdatedAt) }},
	},
}

// ProductVariants is the kind of [ProductVariant].
var ProductVariants = Kind[ProductVariant]{
	Name:   "ProductVariant",
	Origin: func(v *ProductVariant) *Origin { return &v.Origin },
	Groups: []string{"attributes"},
	Fields: []Field[ProductVariant]{
		{Name: "sku", Type: PlainText, Value: func(v *ProductVariant) Value { return String(string(v.SKU)) }},
		{Name: "barcode", Type: PlainText, Value: func(v *ProductVariant) Value { return String(string(v.Barcode)) }},
		{Name: "product", Type: Reference, Value: func(v *ProductVariant) Value { return reference(v.ProductID) }},
		{Name: "inventoryItem", Type: Reference, Value: func(v *ProductVariant) Value { return reference(v.InventoryItemID) }},
		{Name: "createdAt", Type: Instant, Value: func(v *ProductVariant) Value { return Time(v.CreatedAt) }},
		{Name: "updatedAt", Type: Instant, Value: func(v *ProductVariant) Value { return Time(v.UpdatedAt) }},
	},
}
