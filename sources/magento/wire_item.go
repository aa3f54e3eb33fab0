package magento

import "github.com/galleria-graph/galleria/sources/internal/jsonx"

// itemWire is a row of an order. Amounts are in the buyer's currency, and those
// that are called base in the shop's.
type itemWire struct {
	ID           optInt     `json:"item_id"`
	ParentID     optInt     `json:"parent_item_id"`
	ProductID    optInt     `json:"product_id"`
	SKU          optText    `json:"sku"`
	Name         optText    `json:"name"`
	Type         optText    `json:"product_type"`
	IsVirtual    optInt     `json:"is_virtual"`
	Ordered      optNumeral `json:"qty_ordered"`
	Shipped      optNumeral `json:"qty_shipped"`
	Refunded     optNumeral `json:"qty_refunded"`
	Cancelled    optNumeral `json:"qty_canceled"`
	Returned     optNumeral `json:"qty_returned"`
	Price        optNumeral `json:"price"`
	BasePrice    optNumeral `json:"base_price"`
	RowTotal     optNumeral `json:"row_total"`
	BaseRowTotal optNumeral `json:"base_row_total"`
	Discount     optNumeral `json:"discount_amount"`
	BaseDiscount optNumeral `json:"base_discount_amount"`
	Tax          optNumeral `json:"tax_amount"`
	BaseTax      optNumeral `json:"base_tax_amount"`
	TaxPercent   optNumeral `json:"tax_percent"`
}

// itemFields are what the states of an order follow from; lineFields what its lines add.
const (
	itemFields = "item_id,parent_item_id,product_type,is_virtual,qty_ordered,qty_shipped,qty_canceled,qty_refunded,qty_returned"
	lineFields = ",product_id,sku,name,base_price,price,base_row_total,row_total,base_discount_amount,discount_amount,base_tax_amount,tax_amount,tax_percent"
)

func (w *itemWire) price() amount    { return amount{w.BasePrice, w.Price} }
func (w *itemWire) rowTotal() amount { return amount{w.BaseRowTotal, w.RowTotal} }
func (w *itemWire) discount() amount { return amount{w.BaseDiscount, w.Discount} }
func (w *itemWire) tax() amount      { return amount{w.BaseTax, w.Tax} }

func (w *itemWire) decode(r *jsonx.Reader) {
	for ok := object(r); ok && r.Member(); {
		switch string(r.Name()) {
		case "item_id":
			w.ID = readInt(r)
		case "parent_item_id":
			w.ParentID = readInt(r)
		case "product_id":
			w.ProductID = readInt(r)
		case "sku":
			w.SKU = r.Text()
		case "name":
			w.Name = r.Text()
		case "product_type":
			w.Type = r.Word()
		case "is_virtual":
			w.IsVirtual = readInt(r)
		case "qty_ordered":
			w.Ordered = readNumeral(r)
		case "qty_shipped":
			w.Shipped = readNumeral(r)
		case "qty_refunded":
			w.Refunded = readNumeral(r)
		case "qty_canceled":
			w.Cancelled = readNumeral(r)
		case "qty_returned":
			w.Returned = readNumeral(r)
		default:
			w.decodeAmount(r)
		}
	}
}

func (w *itemWire) decodeAmount(r *jsonx.Reader) {
	switch string(r.Name()) {
	case "price":
		w.Price = readNumeral(r)
	case "base_price":
		w.BasePrice = readNumeral(r)
	case "row_total":
		w.RowTotal = readNumeral(r)
	case "base_row_total":
		w.BaseRowTotal = readNumeral(r)
	case "discount_amount":
		w.Discount = readNumeral(r)
	case "base_discount_amount":
		w.BaseDiscount = readNumeral(r)
	case "tax_amount":
		w.Tax = readNumeral(r)
	case "base_tax_amount":
		w.BaseTax = readNumeral(r)
	case "tax_percent":
		w.TaxPercent = readNumeral(r)
	}
}

// taxWire is a tax of an order.
type taxWire struct {
	Title      optText    `json:"title"`
	Percent    optNumeral `json:"percent"`
	Amount     optNumeral `json:"amount"`
	BaseAmount optNumeral `json:"base_amount"`
}

func (w *taxWire) decode(r *jsonx.Reader) {
	for ok := object(r); ok && r.Member(); {
		switch string(r.Name()) {
		case "title":
			w.Title = r.Text()
		case "percent":
			w.Percent = readNumeral(r)
		case "amount":
			w.Amount = readNumeral(r)
		case "base_amount":
			w.BaseAmount = readNumeral(r)
		}
	}
}
