package shopifysim

import (
	"time"

	"github.com/shopspring/decimal"
)

// Product is a product; its variants are put on their own.
type Product struct {
	ID                    string
	Title                 string
	Handle                string // made from the title when empty
	DescriptionHTML       string
	Vendor                string
	ProductType           string
	Tags                  []string
	Status                string // ProductStatus, ACTIVE when empty
	Options               []ProductOption
	Media                 []MediaImage
	TotalInventory        *int // summed from the variants when nil
	IsGiftCard            bool
	RequiresSellingPlan   bool
	TemplateSuffix        *string
	OnlineStoreURL        *string
	OnlineStorePreviewURL *string
	SEO                   SEO
	PublishedAt           *time.Time
	CreatedAt             time.Time
	UpdatedAt             time.Time // CreatedAt when zero
	Metafields            []Metafield
}

// SEO is what search engines are told about a product.
type SEO struct{ Title, Description *string }

// ProductOption is a way in which variants differ, such as colour.
type ProductOption struct {
	ID       string
	Name     string
	Position int // its place in the product, from 1, set by the store
	Values   []string

	productID string
}

// MediaImage is a picture of a product.
type MediaImage struct {
	ID        string
	Alt       *string
	MimeType  *string
	Image     *Image
	CreatedAt time.Time
	UpdatedAt time.Time // CreatedAt when zero
}

// Image is a picture file.
type Image struct {
	ID      *string
	URL     string
	AltText *string
	Width   *int
	Height  *int
}

// SelectedOption is a variant's value of one product option.
type SelectedOption struct{ Name, Value string }

// ProductVariant is what is sold. PutVariant makes its InventoryItem when
// InventoryItemID is empty.
type ProductVariant struct {
	ID                string
	ProductID         string // required
	Title             string // the option values, else "Default Title", when empty
	SKU               *string
	Barcode           *string
	Price             decimal.Decimal
	CompareAtPrice    *decimal.Decimal
	Position          int // the next place in the product when zero
	Taxable           bool
	InventoryPolicy   string // ProductVariantInventoryPolicy, DENY when empty
	InventoryQuantity *int   // summed from the inventory levels when nil
	SelectedOptions   []SelectedOption
	Image             *Image
	InventoryItemID   string
	CreatedAt         time.Time
	UpdatedAt         time.Time // CreatedAt when zero
	Metafields        []Metafield
}
