package woocommercesim

import (
	"cmp"
	"net/http"
	"slices"

	"github.com/shopspring/decimal"
)

// lineBody is a line as it is written. One with an id changes that line, and
// takes it away with the quantity 0; others are added.
type lineBody struct {
	ID          int
	Name        *string
	ProductID   int `json:"product_id"`
	VariationID int `json:"variation_id"`
	Quantity    *decimal.Decimal
	Subtotal    *amount
	Total       *amount
	MethodID    *string `json:"method_id"`
	MethodTitle *string `json:"method_title"`
}

func (c *command) createOrder() (answer, *apiError) {
	order := Order{CreatedVia: "rest-api"}
	if problem := c.run(func(change *change) error { return c.writeOrder(change, &order) }); problem != nil {
		return answer{}, problem
	}
	c.ids = map[string]int{"id": order.ID}
	return c.then(http.StatusCreated, c.getOrder)
}

func (c *command) updateOrder() (answer, *apiError) {
	problem := c.run(func(change *change) error {
		found := change.store.orders.get(c.ids["id"])
		if found == nil {
			return unknownID("shop_order")
		}
		order := found.clone()
		order.Modified = change.now
		return c.writeOrder(change, &order)
	})
	if problem != nil {
		return answer{}, problem
	}
	return c.then(http.StatusOK, c.getOrder)
}

// writeOrder stores an order with what the body says of it.
func (c *command) writeOrder(change *change, o *Order) error {
	status := cmp.Or(o.Status, "pending")
	c.word("status", &status, slices.Concat(builtin, []string{"auto-draft", "trash"}, c.sim.options.Statuses))
	take(c, "currency", &o.Currency)
	take(c, "customer_id", &o.CustomerID)
	take(c, "customer_note", &o.CustomerNote)
	take(c, "payment_method", &o.PaymentMethod)
	take(c, "payment_method_title", &o.PaymentMethodTitle)
	take(c, "transaction_id", &o.TransactionID)
	take(c, "parent_id", &o.ParentID)
	c.place("billing", &o.Billing)
	c.place("shipping", &o.Shipping)
	o.Meta = c.meta(o.Meta)
	paid := c.truth("set_paid", false)
	if err := c.writeItems(change, o); err != nil {
		return err
	}
	if problem := c.complained(); problem != nil {
		return problem
	}
	if o.CustomerID != 0 && change.store.customers.get(o.CustomerID) == nil {
		return &apiError{status: http.StatusBadRequest, code: "woocommerce_rest_invalid_customer_id", message: "Customer ID is invalid."}
	}
	if err := change.putOrder(o); err != nil { // it has an id then, which notes need
		return err
	}
	return change.editOrder(o.ID, func(stored *Order) error { return change.settle(stored, status, paid) })
}

// settle moves an order to a status, with what follows of it.
func (c *change) settle(o *Order, status string, paid bool) error {
	if paid && slices.Contains([]string{"pending", "failed", "on-hold"}, status) {
		status = "processing"
	}
	switch {
	case status == "trash" && o.Status != "trash":
		o.statusBefore, o.Status = o.Status, status
		return nil
	case slices.Contains([]string{"processing", "completed", "on-hold"}, status):
		if err := c.takeStock(o); err != nil {
			return err
		}
	case status == "cancelled" || status == "pending":
		if err := c.returnStock(o); err != nil {
			return err
		}
	}
	c.setStatus(o, status)
	return nil
}

func (c *command) writeItems(change *change, o *Order) error {
	var lines, delivery, fees []lineBody
	take(c, "line_items", &lines)
	take(c, "shipping_lines", &delivery)
	take(c, "fee_lines", &fees)
	for _, b := range lines {
		if err := b.line(change, o); err != nil {
			return err
		}
	}
	for _, b := range delivery {
		i := slices.IndexFunc(o.Delivery, func(d Delivery) bool { return d.ID == b.ID })
		if b.ID == 0 {
			o.Delivery, i = append(o.Delivery, Delivery{}), len(o.Delivery)
		}
		if i < 0 {
			return invalidItem()
		}
		d := &o.Delivery[i]
		set(&d.MethodTitle, b.MethodTitle)
		set(&d.MethodID, b.MethodID)
		setAmount(&d.Total, b.Total)
	}
	for _, b := range fees {
		i := slices.IndexFunc(o.Fees, func(f Fee) bool { return f.ID == b.ID })
		if b.ID == 0 {
			o.Fees, i = append(o.Fees, Fee{}), len(o.Fees)
		}
		if i < 0 {
			return invalidItem()
		}
		set(&o.Fees[i].Name, b.Name)
		setAmount(&o.Fees[i].Total, b.Total)
	}
	return nil
}

// line changes a line of the order, or adds one at the price of its product.
func (b lineBody) line(change *change, o *Order) error {
	i := slices.IndexFunc(o.Lines, func(l Line) bool { return l.ID == b.ID })
	switch {
	case b.ID == 0:
		made, err := b.made(change)
		if err != nil {
			return err
		}
		o.Lines, i = append(o.Lines, made), len(o.Lines)
	case i < 0:
		return invalidItem()
	case b.Quantity != nil && b.Quantity.IsZero():
		o.Lines = slices.Delete(o.Lines, i, i+1)
		return nil
	}
	l := &o.Lines[i]
	set(&l.Name, b.Name)
	if b.Quantity != nil {
		l.Quantity = *b.Quantity
	}
	setAmount(&l.Subtotal, b.Subtotal)
	setAmount(&l.Total, b.Total)
	return nil
}

func (b lineBody) made(change *change) (Line, error) {
	p, v := change.store.products.get(b.ProductID), change.store.variations.get(b.VariationID)
	if v != nil && p == nil {
		p = change.store.products.get(v.ParentID)
	}
	if p == nil || b.VariationID != 0 && v == nil {
		return Line{}, &apiError{status: http.StatusBadRequest, code: "woocommerce_rest_required_product_reference", message: "Product ID or SKU is required."}
	}
	l := Line{Name: p.Name, ProductID: p.ID, VariationID: b.VariationID, Quantity: decimal.NewFromInt(1), TaxClass: p.TaxClass}
	price := p.price(change.now)
	if v != nil {
		price = v.price(change.now)
	}
	if b.Quantity != nil {
		l.Quantity = *b.Quantity
	}
	l.Subtotal = amountOf(price).Mul(l.Quantity)
	l.Total = l.Subtotal
	return l, nil
}

func set(into *string, v *string) {
	if v != nil {
		*into = *v
	}
}

func setAmount(into *decimal.Decimal, v *amount) {
	if v != nil {
		*into = v.Decimal
	}
}

func invalidItem() *apiError {
	return &apiError{status: http.StatusBadRequest, code: "woocommerce_rest_invalid_item_id", message: "Order item ID provided is not associated with order."}
}

// deleteOrder moves an order to the trash, or deletes it with force.
func (c *command) deleteOrder() (answer, *apiError) {
	id, force := c.ids["id"], c.truth("force", false)
	c.sim.mu.RLock()
	before, problem := c.getOrder()
	trashed := problem == nil && c.sim.store.orders.get(id).Status == "trash"
	c.sim.mu.RUnlock()
	switch {
	case problem != nil:
		return answer{}, problem
	case force:
		if c.sim.DeleteOrder(id) != nil {
			return answer{}, invalidID("shop_order")
		}
		return before, nil
	case trashed:
		return answer{}, &apiError{status: http.StatusGone, code: "woocommerce_rest_already_trashed", message: "The shop_order has already been deleted."}
	case c.sim.TrashOrder(id) != nil:
		return answer{}, invalidID("shop_order")
	}
	return c.then(http.StatusOK, c.getOrder)
}

func (c *command) createNote() (answer, *apiError) {
	n := Note{OrderID: c.ids["order_id"], Author: "system"}
	take(c, "note", &n.Text)
	n.Customer = c.truth("customer_note", false)
	if c.truth("added_by_user", false) {
		n.Author = "admin"
	}
	if problem := c.complained(); problem != nil {
		return answer{}, problem
	}
	problem := c.run(func(change *change) error {
		if change.store.orders.get(n.OrderID) == nil {
			return invalidID("shop_order")
		}
		return change.putNote(&n)
	})
	if problem != nil {
		return answer{}, problem
	}
	return c.then(http.StatusCreated, func() (answer, *apiError) { return answer{body: c.note(&n)}, nil })
}
