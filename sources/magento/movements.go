package magento

import (
	"context"
	"strings"
	"sync"

	"github.com/galleria-graph/galleria/commerce"
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
