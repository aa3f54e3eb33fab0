package magento

import "github.com/galleria-graph/galleria/sources/internal/jsonx"

type transactionWire struct {
	ID          optInt  `json:"transaction_id"`
	ParentID    optInt  `json:"parent_id"`
	OrderID     optInt  `json:"order_id"`
	TxnID       optText `json:"txn_id"`
	ParentTxnID optText `json:"parent_txn_id"`
	Type        optText `json:"txn_type"`
	CreatedAt   optText `json:"created_at"`
}

// documentWire is an invoice, a credit memo or a shipment.
type documentWire struct {
	ID            optInt                 `json:"entity_id"`
	OrderID       optInt                 `json:"order_id"`
	IncrementID   optText                `json:"increment_id"`
	State         optInt                 `json:"state"`
	TransactionID optText                `json:"transaction_id"`
	Total         optNumeral             `json:"base_grand_total"` // in the shop's currency
	CreatedAt     optText                `json:"created_at"`
	UpdatedAt     optText                `json:"updated_at"`
	Items         listWire[documentItem] `json:"items"`
	Comments      listWire[commentWire]  `json:"comments"`
	Tracks        listWire[trackWire]    `json:"tracks"`
	More          documentMore           `json:"extension_attributes"`
}

// documentMore is what a shipment says in its extension attributes, where lists
// do not leave it out.
type documentMore struct {
	SourceCode optText `json:"source_code"`
}

type documentItem struct {
	OrderItemID optInt     `json:"order_item_id"`
	Quantity    optNumeral `json:"qty"`
	RowTotal    optNumeral `json:"base_row_total"`
	Discount    optNumeral `json:"base_discount_amount"`
}

type trackWire struct {
	Number  optText `json:"track_number"`
	Carrier optText `json:"carrier_code"`
	Title   optText `json:"title"`
}

// commentWire is an entry of an order's history, or a comment on a document. One
// without a text is a change of the status alone.
type commentWire struct {
	ID        optInt  `json:"entity_id"`
	Comment   optText `json:"comment"`
	CreatedAt optText `json:"created_at"`
	Visible   optInt  `json:"is_visible_on_front"`
}

func (w *transactionWire) decode(r *jsonx.Reader) {
	for ok := object(r); ok && r.Member(); {
		switch string(r.Name()) {
		case "transaction_id":
			w.ID = readInt(r)
		case "parent_id":
			w.ParentID = readInt(r)
		case "order_id":
			w.OrderID = readInt(r)
		case "txn_id":
			w.TxnID = r.Text()
		case "parent_txn_id":
			w.ParentTxnID = r.Text()
		case "txn_type":
			w.Type = r.Word()
		case "created_at":
			w.CreatedAt = r.Text()
		}
	}
}

func (w *documentWire) decode(r *jsonx.Reader) {
	for ok := object(r); ok && r.Member(); {
		switch string(r.Name()) {
		case "entity_id":
			w.ID = readInt(r)
		case "order_id":
			w.OrderID = readInt(r)
		case "increment_id":
			w.IncrementID = r.Text()
		case "state":
			w.State = readInt(r)
		case "transaction_id":
			w.TransactionID = r.Text()
		case "base_grand_total":
			w.Total = readNumeral(r)
		case "created_at":
			w.CreatedAt = r.Text()
		case "updated_at":
			w.UpdatedAt = r.Text()
		case "items":
			w.Items = readList(r, (*documentItem).decode)
		case "comments":
			w.Comments = readList(r, (*commentWire).decode)
		case "tracks":
			w.Tracks = readList(r, (*trackWire).decode)
		case extensions:
			w.More.decode(r)
		}
	}
}

func (w *documentMore) decode(r *jsonx.Reader) {
	for ok := object(r); ok && r.Member(); {
		if string(r.Name()) == "source_code" {
			w.SourceCode = r.Text()
		}
	}
}

func (w *documentItem) decode(r *jsonx.Reader) {
	for ok := object(r); ok && r.Member(); {
		switch string(r.Name()) {
		case "order_item_id":
			w.OrderItemID = readInt(r)
		case "qty":
			w.Quantity = readNumeral(r)
		case "base_row_total":
			w.RowTotal = readNumeral(r)
		case "base_discount_amount":
			w.Discount = readNumeral(r)
		}
	}
}

func (w *commentWire) decode(r *jsonx.Reader) {
	for ok := object(r); ok && r.Member(); {
		switch string(r.Name()) {
		case "entity_id":
			w.ID = readInt(r)
		case "comment":
			w.Comment = r.Text()
		case "created_at":
			w.CreatedAt = r.Text()
		case "is_visible_on_front":
			w.Visible = readInt(r)
		}
	}
}

func (w *trackWire) decode(r *jsonx.Reader) {
	for ok := object(r); ok && r.Member(); {
		switch string(r.Name()) {
		case "track_number":
			w.Number = r.Text()
		case "carrier_code":
			w.Carrier = r.Text()
		case "title":
			w.Title = r.Text()
		}
	}
}
