package shopify

import (
	"time"

	"github.com/galleria-graph/galleria/sources/internal/jsonx"
)

// The wire types are Shopify's, as narrow as what is asked for, under the names
// that their tags say. What is not there was null or absent; what the schema
// promises and is not there makes its entity malformed.
type (
	optText    = jsonx.Opt[string]
	optInt     = jsonx.Opt[int64]
	optBool    = jsonx.Opt[bool]
	optNumeral = jsonx.Opt[decimalText]

	listOf[V any] = jsonx.Opt[[]jsonx.Opt[V]]
)

// decimalText is the exact text of a number. Shopify writes amounts as texts;
// a number is taken as it is written, never through a float.
type decimalText string

// instantWire is a time. One that came and could not be read is bad.
type instantWire struct {
	at      time.Time
	ok, bad bool
}

type moneyWire struct {
	Amount   optNumeral `json:"amount"`
	Currency optText    `json:"currencyCode"`
}

type bagWire struct {
	Shop        jsonx.Opt[moneyWire] `json:"shopMoney"`
	Presentment jsonx.Opt[moneyWire] `json:"presentmentMoney"`
}

type refWire struct {
	ID optText `json:"id"`
}

type pageInfoWire struct {
	HasNext     optBool `json:"hasNextPage"`
	HasPrevious optBool `json:"hasPreviousPage"`
	End         optText `json:"endCursor"`
}

// connection is an inner connection.
type connection[N any] struct {
	Nodes    listOf[N]               `json:"nodes"`
	PageInfo jsonx.Opt[pageInfoWire] `json:"pageInfo"`
}

type addressWire struct {
	FirstName    optText `json:"firstName"`
	LastName     optText `json:"lastName"`
	Company      optText `json:"company"`
	Address1     optText `json:"address1"`
	Address2     optText `json:"address2"`
	City         optText `json:"city"`
	Province     optText `json:"province"`
	ProvinceCode optText `json:"provinceCode"`
	Zip          optText `json:"zip"`
	CountryCode  optText `json:"countryCode"`
	Phone        optText `json:"phone"`
}

type taxLineWire struct {
	Title optText            `json:"title"`
	Rate  optNumeral         `json:"rate"`
	Price jsonx.Opt[bagWire] `json:"priceSet"`
}

type customerWire struct {
	ID        optText              `json:"id"`
	FirstName optText              `json:"firstName"`
	LastName  optText              `json:"lastName"`
	CreatedAt instantWire          `json:"createdAt"`
	UpdatedAt instantWire          `json:"updatedAt"`
	Email     jsonx.Opt[emailWire] `json:"defaultEmailAddress"`

	Phone          jsonx.Opt[phoneWire]               `json:"defaultPhoneNumber"`
	DefaultAddress jsonx.Opt[addressWire]             `json:"defaultAddress"`
	Addresses      jsonx.Opt[connection[addressWire]] `json:"addressesV2"`

	State  optText        `json:"state"`
	Tags   listOf[string] `json:"tags"`
	Note   optText        `json:"note"`
	Locale optText        `json:"locale"`

	Orders optNumeral           `json:"numberOfOrders"`
	Spent  jsonx.Opt[moneyWire] `json:"amountSpent"`

	Metafields jsonx.Opt[connection[metafieldWire]] `json:"metafields"`
}

type emailWire struct {
	Address optText `json:"emailAddress"`
}

type phoneWire struct {
	Number optText `json:"phoneNumber"`
}

type productWire struct {
	ID          optText        `json:"id"`
	Title       optText        `json:"title"`
	Handle      optText        `json:"handle"`
	Vendor      optText        `json:"vendor"`
	ProductType optText        `json:"productType"`
	Status      optText        `json:"status"`
	Tags        listOf[string] `json:"tags"`
	CreatedAt   instantWire    `json:"createdAt"`
	UpdatedAt   instantWire    `json:"updatedAt"`

	DescriptionHTML optText                          `json:"descriptionHtml"`
	Options         listOf[optionWire]               `json:"options"`
	Media           jsonx.Opt[connection[mediaWire]] `json:"media"`

	Variants jsonx.Opt[connection[variantWire]] `json:"variants"`

	Metafields jsonx.Opt[connection[metafieldWire]] `json:"metafields"`
}

type optionWire struct {
	Name   optText        `json:"name"`
	Values listOf[string] `json:"values"`
}

type mediaWire struct {
	Type    optText                `json:"mediaContentType"`
	Alt     optText                `json:"alt"`
	Preview jsonx.Opt[previewWire] `json:"preview"`
}

type previewWire struct {
	Image jsonx.Opt[imageWire] `json:"image"`
}

type imageWire struct {
	URL optText `json:"url"`
}

type variantWire struct {
	ID             optText                    `json:"id"`
	Title          optText                    `json:"title"`
	SKU            optText                    `json:"sku"`
	Barcode        optText                    `json:"barcode"`
	Price          optNumeral                 `json:"price"`
	CompareAtPrice optNumeral                 `json:"compareAtPrice"`
	CreatedAt      instantWire                `json:"createdAt"`
	UpdatedAt      instantWire                `json:"updatedAt"`
	Product        jsonx.Opt[refWire]         `json:"product"`
	Options        listOf[selectedOptionWire] `json:"selectedOptions"`
	InventoryItem  jsonx.Opt[stockWire]       `json:"inventoryItem"`

	Metafields jsonx.Opt[connection[metafieldWire]] `json:"metafields"`
}

type stockWire struct {
	ID          optText                    `json:"id"`
	Measurement jsonx.Opt[measurementWire] `json:"measurement"`
}

type measurementWire struct {
	Weight jsonx.Opt[weightWire] `json:"weight"`
}

type weightWire struct {
	Value optNumeral `json:"value"`
	Unit  optText    `json:"unit"`
}

type selectedOptionWire struct {
	Name  optText `json:"name"`
	Value optText `json:"value"`
}

type itemWire struct {
	ID        optText                          `json:"id"`
	SKU       optText                          `json:"sku"`
	Tracked   optBool                          `json:"tracked"`
	CreatedAt instantWire                      `json:"createdAt"`
	UpdatedAt instantWire                      `json:"updatedAt"`
	Levels    jsonx.Opt[connection[levelWire]] `json:"inventoryLevels"`
}

type levelWire struct {
	ID         optText              `json:"id"`
	UpdatedAt  instantWire          `json:"updatedAt"`
	Location   jsonx.Opt[placeWire] `json:"location"`
	Quantities listOf[quantityWire] `json:"quantities"`
}

type placeWire struct {
	ID   optText `json:"id"`
	Name optText `json:"name"`
}

type quantityWire struct {
	Name     optText `json:"name"`
	Quantity optInt  `json:"quantity"`
}

type locationWire struct {
	ID        optText                `json:"id"`
	Name      optText                `json:"name"`
	IsActive  optBool                `json:"isActive"`
	IsService optBool                `json:"isFulfillmentService"`
	UpdatedAt instantWire            `json:"updatedAt"`
	Address   jsonx.Opt[addressWire] `json:"address"`
}
