package magento

import (
	"context"
	"strings"
	"sync"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources/internal/jsonx"
)

// movements are what belongs to some orders, by the order's id.
type movements struct {
	transactions map[int64][]transactionWire
	invoices     map[int64][]documentWire
	memos        map[int64][]documentWire
	shipments    map[int64][]documentWire

	mu     sync.Mutex
	broken map[int64]bool // the orders of which something could not be read
}

type transactionWire struct {
	ID, ParentID, OrderID optInt
	TxnID, ParentTxnID    optText
	Type                  optText
	CreatedAt             optText
}

// documentWire is an invoice, a credit memo or a shipment.
type documentWire struct {
	ID, OrderID   optInt
	IncrementID   optText
	State         optInt
	TransactionID optText
	Total         optNumeral // in the shop's currency
	CreatedAt     optText
	UpdatedAt     optText
	Items         []documentItem
	Comments      []commentWire
	Tracks        []trackWire
	SourceCode    optText
}

type documentItem struct {
	OrderItemID optInt
	Quantity    optNumeral
	RowTotal    optNumeral
	Discount    optNumeral
}

type trackWire struct{ Number, Carrier, Title optText }

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
			w.Total = r.Numeral()
		case "created_at":
			w.CreatedAt = r.Text()
		case "updated_at":
			w.UpdatedAt = r.Text()
		case "items":
			w.Items = fillList(r, (*documentItem).decode)
		case "comments":
			w.Comments = fillList(r, (*commentWire).decode)
		case "tracks":
			w.Tracks = fillList(r, (*trackWire).decode)
		case "extension_attributes":
			for ok := object(r); ok && r.Member(); {
				if string(r.Name()) == "source_code" {
					w.SourceCode = r.Text()
				}
			}
		}
	}
}

func (w *documentItem) decode(r *jsonx.Reader) {
	for ok := object(r); ok && r.Member(); {
		switch string(r.Name()) {
		case "order_item_id":
			w.OrderItemID = readInt(r)
		case "qty":
			w.Quantity = r.Numeral()
		case "base_row_total":
			w.RowTotal = r.Numeral()
		case "base_discount_amount":
			w.Discount = r.Numeral()
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

var transactionList = listing[transactionWire]{
	path: "/V1/transactions", column: "order_id", key: "transaction_id", most: maxIDs,
	fields: "transaction_id,parent_id,order_id,txn_id,parent_txn_id,txn_type,created_at",
	decode: (*transactionWire).decode,
	id:     func(w *transactionWire) int64 { return w.ID.Value },
}

func documents(path, fields string) listing[documentWire] {
	return listing[documentWire]{
		path: path, column: "order_id", key: "entity_id", most: maxIDs,
		fields: "entity_id,order_id" + fields,
		decode: (*documentWire).decode,
		id:     func(w *documentWire) int64 { return w.ID.Value },
	}
}

var (
	invoiceList  = documents("/V1/invoices", ",transaction_id,base_grand_total")
	memoList     = documents("/V1/creditmemos", ",created_at,updated_at,transaction_id,state,base_grand_total,items[order_item_id,qty,base_row_total,base_discount_amount],comments[comment]")
	shipmentList = documents("/V1/shipments", ",increment_id,created_at,updated_at,items[order_item_id,qty],tracks[track_number,carrier_code,title],extension_attributes[source_code]")
)

// readMovements reads what the groups ask for, one list a kind for all orders.
// Transactions say no amounts: those are with the invoices and credit memos.
func (c *client) readMovements(ctx context.Context, op string, orders []string, want commerce.Groups) (*movements, error) {
	m := &movements{broken: map[int64]bool{}}
	var calls []func() error
	if want.Has(commerce.OrderTransactions) {
		calls = append(calls,
			func() error {
				return byOrder(ctx, c, op, transactionList, orders, m, &m.transactions, func(w *transactionWire) int64 { return w.OrderID.Value })
			},
			func() error { return byOrder(ctx, c, op, invoiceList, orders, m, &m.invoices, orderOf) })
	}
	if want&(commerce.OrderTransactions|commerce.OrderRefunds) != 0 {
		calls = append(calls, func() error { return byOrder(ctx, c, op, memoList, orders, m, &m.memos, orderOf) })
	}
	if want.Has(commerce.OrderFulfillments) {
		calls = append(calls, func() error { return byOrder(ctx, c, op, shipmentList, orders, m, &m.shipments, orderOf) })
	}
	return m, joined(each(len(calls), func(i int) error { return calls[i]() }))
}

func orderOf(w *documentWire) int64 { return w.OrderID.Value }

// byOrder reads a list of what belongs to orders. A row that is broken spoils
// its own order, and all of them where it does not say whose it is.
func byOrder[W any](ctx context.Context, c *client, op string, l listing[W], orders []string, m *movements, into *map[int64][]W, of func(*W) int64) error {
	rows, broken, err := l.all(ctx, c, op, orders)
	if err != nil {
		return err
	}
	out := make(map[int64][]W)
	for i := range rows {
		order := of(&rows[i])
		out[order] = append(out[order], rows[i])
	}
	*into = out
	m.mu.Lock()
	defer m.mu.Unlock()
	for i := range broken {
		if order := of(&broken[i]); order > 0 {
			m.broken[order] = true
		} else {
			return c.wrongRow(op)
		}
	}
	return nil
}

// suffixes are what Magento adds to a transaction's id to make it unique.
var suffixes = []string{"-capture", "-refund", "-void", "-authorize"}

// reference is a transaction's id without suffixes: the gateway's own.
func reference(txn string) commerce.Text {
	for i := 0; i < len(suffixes); i++ {
		if rest, ok := strings.CutSuffix(txn, suffixes[i]); ok && rest != "" {
			txn, i = rest, -1
		}
	}
	return commerce.Text(txn)
}
