package shopifysim

import (
	"strings"
	"time"

	"github.com/shopspring/decimal"
)

func textValue(text string) sortValue   { return sortValue{text: strings.ToLower(text)} }
func numberValue(number int) sortValue  { return sortValue{number: int64(number)} }
func timeValue(at time.Time) sortValue  { return sortValue{number: at.UnixMicro()} }
func idValue(id string) sortValue       { return sortValue{number: legacyID(id)} }
func moneyValue(bag MoneyBag) sortValue { return amountValue(bag.ShopMoney.Amount) }

// amountValue orders amounts to a ten-thousandth, finer than any currency.
func amountValue(amount decimal.Decimal) sortValue {
	return sortValue{number: amount.Shift(4).IntPart()}
}

// sortValue is what an entity is ordered by under a sort key. RELEVANCE and
// keys without a meaning here order by id, as ID does.
func (s *store) sortValue(key string, object any) sortValue {
	switch object := object.(type) {
	case *Order:
		return s.orderSort(key, object)
	case *Customer:
		return customerSort(key, object)
	case *Product:
		return s.productSort(key, object)
	case *ProductVariant:
		return s.variantSort(key, object)
	case *InventoryItem:
		return idValue(object.ID)
	case *DraftOrder:
		return s.draftSort(key, object)
	case *Location:
		if key == "NAME" {
			return textValue(object.Name)
		}
		return idValue(object.ID)
	default:
		return sortValue{}
	}
}

func (s *store) orderSort(key string, o *Order) sortValue {
	switch key {
	case "CREATED_AT":
		return timeValue(o.CreatedAt)
	case "UPDATED_AT":
		return timeValue(o.UpdatedAt)
	case "PROCESSED_AT":
		return timeValue(o.ProcessedAt)
	case "ORDER_NUMBER":
		return numberValue(o.Number)
	case "TOTAL_PRICE":
		return moneyValue(*o.TotalPriceSet)
	case "CURRENT_TOTAL_PRICE":
		return moneyValue(*o.CurrentTotalPriceSet)
	case "FINANCIAL_STATUS":
		return textValue(o.FinancialStatus)
	case "FULFILLMENT_STATUS":
		return textValue(o.FulfillmentStatus)
	case "PO_NUMBER":
		return textValue(text(o.PoNumber))
	case "TOTAL_ITEMS_QUANTITY":
		return numberValue(o.quantity())
	case "CUSTOMER_NAME":
		if customer := s.customers[o.CustomerID]; customer != nil {
			return textValue(text(customer.LastName) + ", " + text(customer.FirstName))
		}
		return sortValue{}
	case "DESTINATION":
		if address := o.ShippingAddress; address != nil {
			return textValue(address.CountryCodeV2 + " " + text(address.Province) + " " + text(address.City))
		}
		return sortValue{}
	default:
		return idValue(o.ID)
	}
}

func customerSort(key string, c *Customer) sortValue {
	switch key {
	case "CREATED_AT":
		return timeValue(c.CreatedAt)
	case "UPDATED_AT":
		return timeValue(c.UpdatedAt)
	case "NAME":
		return textValue(text(c.LastName) + ", " + text(c.FirstName))
	case "LOCATION":
		if address := c.defaultAddress(); address != nil {
			return textValue(address.CountryCodeV2 + " " + text(address.Province) + " " + text(address.City))
		}
		return sortValue{}
	default:
		return idValue(c.ID)
	}
}

func (s *store) productSort(key string, p *Product) sortValue {
	switch key {
	case "CREATED_AT":
		return timeValue(p.CreatedAt)
	case "UPDATED_AT":
		return timeValue(p.UpdatedAt)
	case "PUBLISHED_AT":
		if p.PublishedAt == nil {
			return sortValue{}
		}
		return timeValue(*p.PublishedAt)
	case "TITLE":
		return textValue(p.Title)
	case "VENDOR":
		return textValue(p.Vendor)
	case "PRODUCT_TYPE":
		return textValue(p.ProductType)
	case "INVENTORY_TOTAL":
		return numberValue(s.totalInventory(p))
	default:
		return idValue(p.ID)
	}
}

func (s *store) variantSort(key string, v *ProductVariant) sortValue {
	switch key {
	case "TITLE", "NAME":
		return textValue(v.Title)
	case "FULL_TITLE":
		return textValue(s.displayName(v))
	case "SKU":
		return textValue(text(v.SKU))
	case "POSITION":
		return numberValue(v.Position)
	case "INVENTORY_POLICY":
		return textValue(v.InventoryPolicy)
	case "INVENTORY_QUANTITY", "INVENTORY_LEVELS_AVAILABLE":
		return numberValue(s.variantQuantity(v))
	default:
		return idValue(v.ID)
	}
}

// displayName is a variant's name with its product's.
func (s *store) displayName(v *ProductVariant) string {
	product := s.products[v.ProductID]
	if product == nil {
		return v.Title
	}
	return product.Title + " - " + v.Title
}

// quantity is the number of units ordered.
func (o *Order) quantity() int {
	sum := 0
	for i := range o.LineItems {
		sum += o.LineItems[i].Quantity
	}
	return sum
}

func (c *Customer) defaultAddress() *MailingAddress {
	for i := range c.Addresses {
		if c.Addresses[i].ID == c.DefaultAddressID {
			return &c.Addresses[i]
		}
	}
	return nil
}

// text is the text behind a pointer, empty for null.
func text(value *string) string {
	if value == nil {
		return ""
	}
	return *value
}
