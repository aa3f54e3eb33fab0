package shopify

import "encoding/json"

// The wire types are Shopify's, as narrow as what is asked for. A pointer that
// is nil was null or absent; what the schema promises and is nil makes its
// entity malformed.

// decimalText is the exact text of a number. Shopify writes amounts as texts;
// a number is taken as it is written, never through a float.
type decimalText string

// UnmarshalJSON takes a text or a number.
func (d *decimalText) UnmarshalJSON(raw []byte) error {
	if raw[0] == '"' {
		var s string
		if err := json.Unmarshal(raw, &s); err != nil {
			return err
		}
		*d = decimalText(s)
		return nil
	}
	var n json.Number
	if err := json.Unmarshal(raw, &n); err != nil {
		return err
	}
	*d = decimalText(n)
	return nil
}

type moneyWire struct {
	Amount   *decimalText `json:"amount"`
	Currency *string      `json:"currencyCode"`
}

type bagWire struct {
	Shop        *moneyWire `json:"shopMoney"`
	Presentment *moneyWire `json:"presentmentMoney"`
}

type refWire struct {
	ID *string `json:"id"`
}

type pageInfoWire struct {
	HasNext     *bool   `json:"hasNextPage"`
	HasPrevious *bool   `json:"hasPreviousPage"`
	End         *string `json:"endCursor"`
}

// connection is an inner connection.
type connection[N any] struct {
	Nodes    *[]*N         `json:"nodes"`
	PageInfo *pageInfoWire `json:"pageInfo"`
}

// listWire is a connection at the root.
type listWire struct {
	Edges *[]struct {
		Cursor *string         `json:"cursor"`
		Node   json.RawMessage `json:"node"`
	} `json:"edges"`
	PageInfo *pageInfoWire `json:"pageInfo"`
}

type addressWire struct {
	FirstName    *string `json:"firstName"`
	LastName     *string `json:"lastName"`
	Company      *string `json:"company"`
	Address1     *string `json:"address1"`
	Address2     *string `json:"address2"`
	City         *string `json:"city"`
	Province     *string `json:"province"`
	ProvinceCode *string `json:"provinceCode"`
	Zip          *string `json:"zip"`
	CountryCode  *string `json:"countryCode"`
	Phone        *string `json:"phone"`
}

type taxLineWire struct {
	Title *string      `json:"title"`
	Rate  *decimalText `json:"rate"`
	Price *bagWire     `json:"priceSet"`
}

type customerWire struct {
	ID        *string `json:"id"`
	FirstName *string `json:"firstName"`
	LastName  *string `json:"lastName"`
	CreatedAt *string `json:"createdAt"`
	UpdatedAt *string `json:"updatedAt"`
	Email     *struct {
		Address *string `json:"emailAddress"`
	} `json:"defaultEmailAddress"`

	Phone *struct {
		Number *string `json:"phoneNumber"`
	} `json:"defaultPhoneNumber"`
	DefaultAddress *addressWire             `json:"defaultAddress"`
	Addresses      *connection[addressWire] `json:"addressesV2"`

	State  *string    `json:"state"`
	Tags   *[]*string `json:"tags"`
	Note   *string    `json:"note"`
	Locale *string    `json:"locale"`

	Orders *decimalText `json:"numberOfOrders"`
	Spent  *moneyWire   `json:"amountSpent"`
}

type productWire struct {
	ID          *string    `json:"id"`
	Title       *string    `json:"title"`
	Handle      *string    `json:"handle"`
	Vendor      *string    `json:"vendor"`
	ProductType *string    `json:"productType"`
	Status      *string    `json:"status"`
	Tags        *[]*string `json:"tags"`
	CreatedAt   *string    `json:"createdAt"`
	UpdatedAt   *string    `json:"updatedAt"`

	DescriptionHTML *string                `json:"descriptionHtml"`
	Options         *[]*optionWire         `json:"options"`
	Media           *connection[mediaWire] `json:"media"`

	Variants *connection[variantWire] `json:"variants"`
}

type optionWire struct {
	Name   *string    `json:"name"`
	Values *[]*string `json:"values"`
}

type mediaWire struct {
	Type    *string `json:"mediaContentType"`
	Alt     *string `json:"alt"`
	Preview *struct {
		Image *struct {
			URL *string `json:"url"`
		} `json:"image"`
	} `json:"preview"`
}

type variantWire struct {
	ID             *string                `json:"id"`
	Title          *string                `json:"title"`
	SKU            *string                `json:"sku"`
	Barcode        *string                `json:"barcode"`
	Price          *decimalText           `json:"price"`
	CompareAtPrice *decimalText           `json:"compareAtPrice"`
	CreatedAt      *string                `json:"createdAt"`
	UpdatedAt      *string                `json:"updatedAt"`
	Product        *refWire               `json:"product"`
	Options        *[]*selectedOptionWire `json:"selectedOptions"`
	InventoryItem  *struct {
		ID          *string `json:"id"`
		Measurement *struct {
			Weight *struct {
				Value *decimalText `json:"value"`
				Unit  *string      `json:"unit"`
			} `json:"weight"`
		} `json:"measurement"`
	} `json:"inventoryItem"`
}

type selectedOptionWire struct {
	Name  *string `json:"name"`
	Value *string `json:"value"`
}

type itemWire struct {
	ID        *string                `json:"id"`
	SKU       *string                `json:"sku"`
	Tracked   *bool                  `json:"tracked"`
	CreatedAt *string                `json:"createdAt"`
	UpdatedAt *string                `json:"updatedAt"`
	Levels    *connection[levelWire] `json:"inventoryLevels"`
}

type levelWire struct {
	ID        *string `json:"id"`
	UpdatedAt *string `json:"updatedAt"`
	Location  *struct {
		ID   *string `json:"id"`
		Name *string `json:"name"`
	} `json:"location"`
	Quantities *[]*struct {
		Name     *string `json:"name"`
		Quantity *int    `json:"quantity"`
	} `json:"quantities"`
}

type locationWire struct {
	ID        *string      `json:"id"`
	Name      *string      `json:"name"`
	IsActive  *bool        `json:"isActive"`
	IsService *bool        `json:"isFulfillmentService"`
	UpdatedAt *string      `json:"updatedAt"`
	Address   *addressWire `json:"address"`
}
