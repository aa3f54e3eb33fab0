package magentosim

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"
)

// UpdateCustomer lets edit change a customer. The id stays whatever edit does.
func (s *Sim) UpdateCustomer(id int64, edit func(*Customer)) error {
	return s.change("update customer", func(c *change) error {
		found := get[Customer](&c.sim.store.customers, id)
		if found == nil {
			return fmt.Errorf("there is no customer %d", id)
		}
		edited := found.clone()
		edit(edited)
		edited.ID, edited.UpdatedAt = id, c.now
		return c.putCustomer(edited)
	})
}

// UpdateProduct lets edit change a product. The id stays whatever edit does.
func (s *Sim) UpdateProduct(id int64, edit func(*Product)) error {
	return s.change("update product", func(c *change) error {
		found := get[Product](&c.sim.store.products, id)
		if found == nil {
			return fmt.Errorf("there is no product %d", id)
		}
		edited := found.clone()
		edit(edited)
		edited.ID, edited.UpdatedAt = id, c.now
		return c.putProduct(edited)
	})
}

// SetStock counts a product at a source anew. Stock has no time of its change.
func (s *Sim) SetStock(sku, source string, qty decimal.Decimal) error {
	return s.change("set stock", func(c *change) error {
		return c.putSourceItem(SourceItem{SKU: sku, SourceCode: source, Quantity: qty, OutOfStock: !qty.IsPositive()})
	})
}

// MoveStock brings some of a product from one source to another.
func (s *Sim) MoveStock(sku, from, to string, qty decimal.Decimal) error {
	return s.change("move stock", func(c *change) error {
		item := c.sim.store.sourceItem(sku, from)
		if item == nil || item.Quantity.LessThan(qty) || !qty.IsPositive() {
			return fmt.Errorf("%q has no %s of %q", from, qty, sku)
		}
		if c.sim.store.sourceItem(sku, to) == nil {
			if err := c.putSourceItem(SourceItem{SKU: sku, SourceCode: to}); err != nil {
				return err
			}
		}
		c.move(sku, from, qty.Neg())
		c.move(sku, to, qty)
		return nil
	})
}

// DeleteOrder deletes an order with its documents, without a trace.
func (s *Sim) DeleteOrder(id int64) error {
	return s.change("delete order", func(c *change) error {
		o, err := c.order(id)
		if err != nil {
			return err
		}
		st := c.sim.store
		c.forgetItems(o)
		st.invoices.removeIf(func(e entity) bool { return e.(*Invoice).OrderID == id })
		st.shipments.removeIf(func(e entity) bool { return e.(*Shipment).OrderID == id })
		st.creditmemos.removeIf(func(e entity) bool { return e.(*Creditmemo).OrderID == id })
		st.transactions.removeIf(func(e entity) bool { return e.(*Transaction).OrderID == id })
		delete(st.transactionsOf, id)
		st.orders.remove(id)
		return nil
	})
}

// DeleteCustomer deletes a customer. The orders stay and keep the id.
func (s *Sim) DeleteCustomer(id int64) error {
	return s.change("delete customer", func(c *change) error {
		found := get[Customer](&c.sim.store.customers, id)
		if found == nil {
			return fmt.Errorf("there is no customer %d", id)
		}
		delete(c.sim.store.customerByEmail, emailKey(found.Email, c.sim.options.storeView(found.StoreID).WebsiteID))
		c.sim.store.customers.remove(id)
		return nil
	})
}

// DeleteProduct deletes a product and its stock.
func (s *Sim) DeleteProduct(id int64) error {
	return s.change("delete product", func(c *change) error {
		st := c.sim.store
		found := get[Product](&st.products, id)
		if found == nil {
			return fmt.Errorf("there is no product %d", id)
		}
		delete(st.productBySKU, strings.ToLower(found.SKU))
		st.products.remove(id)
		st.sourceItems.removeIf(func(e entity) bool {
			item := e.(*SourceItem)
			gone := strings.EqualFold(item.SKU, found.SKU)
			if gone {
				delete(st.sourceItemIDs, sourceItemKey(item.SKU, item.SourceCode))
			}
			return gone
		})
		return nil
	})
}
