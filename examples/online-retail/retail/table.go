package retail

import "iter"

// table is one table with its rows. A cell is a string, an int64, a bool, a
// Mills, a time.Time that is a wall clock labelled UTC, or nil.
type table struct {
	name    string
	columns []string
	count   int
	rows    iter.Seq[[]any]
}

// tables returns the book's tables, in an order in which each only refers to earlier ones.
func (b *Book) tables() []table {
	return []table{
		{"retail_customers", []string{"customer_id", "country_code", "first_at", "last_at"}, len(b.Customers), b.customerRows},
		{"retail_products", []string{"stock_code", "title", "kind", "price", "first_at", "last_at"}, len(b.Products), b.productRows},
		{
			"retail_orders", []string{"invoice_no", "kind", "customer_id", "placed_at", "updated_at", "cancelled_at", "country", "country_code", "total"},
			len(b.Orders), b.orderRows,
		},
		{
			"retail_lines", []string{"invoice_no", "line_no", "stock_code", "description", "kind", "is_goods", "quantity", "unit_price", "invoiced_at"},
			b.Rows, b.lineRows,
		},
		{"retail_tags", []string{"invoice_no", "tag"}, b.tagCount(), b.tagRows},
	}
}

func (b *Book) customerRows(yield func([]any) bool) {
	for _, c := range b.Customers {
		if !yield([]any{c.Number, orNull(c.Code), c.First, c.Last}) {
			return
		}
	}
}

func (b *Book) productRows(yield func([]any) bool) {
	for _, p := range b.Products {
		var price any
		if p.Price != nil {
			price = *p.Price
		}
		if !yield([]any{p.StockCode, orNull(p.Title), string(p.Kind), price, p.First, p.Last}) {
			return
		}
	}
}

func (b *Book) orderRows(yield func([]any) bool) {
	for _, o := range b.Orders {
		var customer, cancelled any
		if o.Customer != 0 {
			customer = o.Customer
		}
		if o.Kind == Cancellation {
			cancelled = o.At
		}
		if !yield([]any{o.Invoice, string(o.Kind), customer, o.At, o.LastAt, cancelled, o.Country, orNull(o.Code), o.Total}) {
			return
		}
	}
}

func (b *Book) lineRows(yield func([]any) bool) {
	for _, o := range b.Orders {
		for i, l := range o.Lines {
			row := []any{
				o.Invoice, int64(i + 1), l.StockCode, orNull(l.Description), string(l.Kind), l.Kind == Goods, int64(l.Quantity), l.UnitPrice, l.At,
			}
			if !yield(row) {
				return
			}
		}
	}
}

func (b *Book) tagCount() (n int) {
	for _, o := range b.Orders {
		n += len(o.Tags)
	}
	return n
}

func (b *Book) tagRows(yield func([]any) bool) {
	for _, o := range b.Orders {
		for _, tag := range o.Tags {
			if !yield([]any{o.Invoice, tag}) {
				return
			}
		}
	}
}

// orNull makes a blank text NULL.
func orNull(s string) any {
	if s == "" {
		return nil
	}
	return s
}
