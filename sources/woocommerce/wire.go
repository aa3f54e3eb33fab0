package woocommerce

import (
	"time"

	"github.com/galleria-graph/galleria/commerce"
)

// The wire types are WooCommerce's, as narrow as what is asked for. What was
// null, absent or unreadable is the zero value; amounts are the exact texts.

// head is what all that is listed has.
type head struct {
	ID       int64     `json:"id"`
	Created  time.Time `json:"date_created_gmt"`
	Modified time.Time `json:"date_modified_gmt"`
	Status   string    `json:"status"`
}

type addressWire struct {
	FirstName string `json:"first_name"`
	LastName  string `json:"last_name"`
	Company   string `json:"company"`
	Address1  string `json:"address_1"`
	Address2  string `json:"address_2"`
	City      string `json:"city"`
	State     string `json:"state"`
	Postcode  string `json:"postcode"`
	Country   string `json:"country"`
	Email     string `json:"email"`
	Phone     string `json:"phone"`
}

type customerWire struct {
	head

	Email     string      `json:"email"`
	FirstName string      `json:"first_name"`
	LastName  string      `json:"last_name"`
	Billing   addressWire `json:"billing"`
	Shipping  addressWire `json:"shipping"`
	Meta      []metaWire  `json:"meta_data"`
}

// goodWire is a product or a variation: both are posts of WordPress, with ids
// of one sequence.
type goodWire struct {
	head

	Type         string `json:"type"`
	Name         string `json:"name"`
	Slug         string `json:"slug"`
	SKU          string `json:"sku"`
	Barcode      string `json:"global_unique_id"`
	Price        string `json:"price"`
	RegularPrice string `json:"regular_price"`
	OnSale       truth  `json:"on_sale"`
	Weight       string `json:"weight"`
	Description  string `json:"description"`

	Stock         stock  `json:"manage_stock"`
	StockQuantity string `json:"stock_quantity"`

	ParentID   int64           `json:"parent_id"`
	Variations []int64         `json:"variations"`
	Categories []termWire      `json:"categories"`
	Tags       []termWire      `json:"tags"`
	Brands     []termWire      `json:"brands"`
	Images     []imageWire     `json:"images"`
	Attributes []attributeWire `json:"attributes"`
	Meta       []metaWire      `json:"meta_data"`

	// variants are the variations of the product, where they were asked for.
	variants []*goodWire
}

// stock is where the stock of a product or variation is counted.
type stock uint8

const (
	uncounted stock = iota
	itsOwn
	itsParents // a variation's is counted with that of its product
)

type termWire struct {
	Name string `json:"name"`
}

type imageWire struct {
	Source string `json:"src"`
	Alt    string `json:"alt"`
}

// attributeWire is an attribute of a product, which has options, or of a
// variation, which has one.
type attributeWire struct {
	Name      string   `json:"name"`
	Variation truth    `json:"variation"`
	Options   []string `json:"options"`
	Option    string   `json:"option"`
}

// metaWire is an entry of meta_data.
type metaWire struct {
	Key   string        `json:"key"`
	Value commerce.JSON `json:"value"`
}

// metaItem has what the lists of objects are read for: the lines of a
// fulfilment, and the parcels of the plug-in Shipment Tracking.
type metaItem struct {
	ItemID   int64  `json:"item_id"`
	Quantity string `json:"qty"`

	TrackingID     string `json:"tracking_id"`
	Provider       string `json:"tracking_provider"`
	CustomProvider string `json:"custom_tracking_provider"`
	Number         string `json:"tracking_number"`
	Link           string `json:"custom_tracking_link"`
	Shipped        int64  `json:"date_shipped"`
}

func metaText(all []metaWire, key string) string {
	for i := range all {
		if all[i].Key == key {
			return all[i].text()
		}
	}
	return ""
}

func metaItems(all []metaWire, key string) []metaItem {
	for i := range all {
		if all[i].Key == key {
			return all[i].items()
		}
	}
	return nil
}
