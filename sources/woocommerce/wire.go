package woocommerce

import (
	"time"

	"github.com/galleria-graph/galleria/commerce"
)

// The wire types are WooCommerce's, as narrow as what is asked for. What was
// null, absent or unreadable is the zero value; amounts are the exact texts.

// head is what all that is listed has.
type head struct {
	ID       int64
	Created  time.Time
	Modified time.Time
	Status   string
}

type addressWire struct {
	FirstName string
	LastName  string
	Company   string
	Address1  string
	Address2  string
	City      string
	State     string
	Postcode  string
	Country   string
	Email     string
	Phone     string
}

type customerWire struct {
	head

	Email     string
	FirstName string
	LastName  string
	Role      string
	Billing   addressWire
	Shipping  addressWire
	Meta      []metaWire
}

// goodWire is a product or a variation: both are posts of WordPress, with ids
// of one sequence.
type goodWire struct {
	head

	Type         string
	Name         string
	Slug         string
	SKU          string
	Barcode      string // global_unique_id
	Price        string
	RegularPrice string
	OnSale       truth
	Weight       string
	Description  string

	ManageStock   bool
	ParentsStock  bool // manage_stock is "parent"
	StockQuantity string

	ParentID   int64
	Variations []int64
	Categories []termWire
	Tags       []termWire
	Brands     []termWire
	Images     []imageWire
	Attributes []attributeWire
	Meta       []metaWire

	// variants are the variations of the product, where they were asked for.
	variants []*goodWire
}

type termWire struct{ Name string }

type imageWire struct {
	Source string
	Alt    string
}

// attributeWire is an attribute of a product, which has options, or of a
// variation, which has one.
type attributeWire struct {
	Name      string
	Variation truth
	Options   []string
	Option    string
}

// metaWire is an entry of meta_data.
type metaWire struct {
	Key   string
	Value commerce.JSON
}

// metaItem has what the lists of objects are read for: the lines of a
// fulfilment, and the parcels of the plug-in Shipment Tracking.
type metaItem struct {
	ItemID   int64
	Quantity string

	TrackingID     string
	Provider       string
	CustomProvider string
	Number         string
	Link           string
	Shipped        int64
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
