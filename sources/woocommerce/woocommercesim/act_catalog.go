package woocommercesim

import (
	"fmt"
	"slices"
)

// SetStock sets the stock of a product or a variation that manages its own.
func (s *Sim) SetStock(id, quantity int) error {
	return s.change("set stock", func(c *change) error {
		if !c.moveStock(id, quantity) {
			return fmt.Errorf("%d manages no stock", id)
		}
		return nil
	})
}

// UpdateProduct lets edit change a product. The id stays whatever edit does.
func (s *Sim) UpdateProduct(id int, edit func(*Product)) error {
	return s.change("update product", func(c *change) error {
		found := c.store.products.get(id)
		if found == nil {
			return fmt.Errorf("no product %d", id)
		}
		next := found.clone()
		edit(&next)
		next = next.clone()
		next.ID, next.Modified = id, c.now
		return c.putProduct(&next)
	})
}

// UpdateVariation lets edit change a variation, which keeps its id and its
// product. The product counts as modified, too.
func (s *Sim) UpdateVariation(id int, edit func(*Variation)) error {
	return s.change("update variation", func(c *change) error {
		found := c.store.variations.get(id)
		if found == nil {
			return fmt.Errorf("no variation %d", id)
		}
		next := found.clone()
		edit(&next)
		next = next.clone()
		next.ID, next.ParentID, next.Modified = id, found.ParentID, c.now
		if err := c.putVariation(&next); err != nil {
			return err
		}
		parent := c.store.products.get(found.ParentID).clone()
		parent.Modified = c.now
		return c.putProduct(&parent)
	})
}

// TrashProduct puts a product into the trash.
func (s *Sim) TrashProduct(id int) error {
	return s.UpdateProduct(id, func(p *Product) { p.Status = "trash" })
}

// DeleteProduct deletes a product with its variations for good. Orders' lines
// show the product 0 from then on.
func (s *Sim) DeleteProduct(id int) error {
	return s.change("delete product", func(c *change) error {
		if c.store.products.get(id) == nil {
			return fmt.Errorf("no product %d", id)
		}
		empty(c.store.variations, id)
		c.store.products.remove(id)
		c.store.gone[id] = true
		return nil
	})
}

// DeleteVariation deletes a variation for good.
func (s *Sim) DeleteVariation(id int) error {
	return s.change("delete variation", func(c *change) error {
		if c.store.variations.get(id) == nil {
			return fmt.Errorf("no variation %d", id)
		}
		c.store.variations.remove(id)
		return nil
	})
}

// UpdateCustomer lets edit change a user. The id stays whatever edit does.
func (s *Sim) UpdateCustomer(id int, edit func(*Customer)) error {
	return s.change("update customer", func(c *change) error {
		found := c.store.customers.get(id)
		if found == nil {
			return fmt.Errorf("no customer %d", id)
		}
		next := found.clone()
		edit(&next)
		next = next.clone()
		next.ID, next.Modified = id, c.now
		return c.putCustomer(&next)
	})
}

// DeleteCustomer deletes a user for good. The orders become those of a guest.
func (s *Sim) DeleteCustomer(id int) error {
	return s.change("delete customer", func(c *change) error {
		if c.store.customers.get(id) == nil {
			return fmt.Errorf("no customer %d", id)
		}
		for o := range c.store.orders.named(slices.Clone(c.store.placed[id])) {
			orphan := o.clone()
			orphan.CustomerID = 0
			c.store.putOrder(&orphan)
		}
		c.store.customers.remove(id)
		return nil
	})
}
