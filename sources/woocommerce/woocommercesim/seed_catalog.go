package woocommercesim

import (
	"cmp"
	"fmt"
	"strconv"
)

// PutProduct stores a product as it stands. One with the same id is replaced.
func (s *Sim) PutProduct(product Product) (Product, error) {
	product = product.clone()
	err := s.change("put product", func(c *change) error { return c.putProduct(&product) })
	return product.clone(), err
}

func (c *change) putProduct(p *Product) error {
	if err := c.free(p.ID, "product"); err != nil {
		return err
	}
	c.store.posts.set(&p.ID)
	setDefault(&p.Type, "simple")
	setDefault(&p.Status, "publish")
	setDefault(&p.Visibility, "visible")
	setDefault(&p.Slug, cmp.Or(slugOf(p.Name), strconv.Itoa(p.ID)))
	c.setTimes(&p.Created, &p.Modified)
	for i := range p.Images {
		c.setTimes(&p.Images[i].Created, &p.Images[i].Modified)
		c.store.posts.set(&p.Images[i].ID)
	}
	if err := c.complete(&p.Merchandise); err != nil {
		return err
	}
	stored := p.clone()
	c.store.products.put(&stored)
	delete(c.store.gone, p.ID)
	return nil
}

func (c *change) complete(m *Merchandise) error {
	setDefault(&m.TaxStatus, "taxable")
	setDefault(&m.StockStatus, "instock")
	setDefault(&m.Backorders, "no")
	return c.numberMeta(m.Meta)
}

// PutVariation stores a variation of a product as it stands. One with the same
// id is replaced.
func (s *Sim) PutVariation(variation Variation) (Variation, error) {
	variation = variation.clone()
	err := s.change("put variation", func(c *change) error { return c.putVariation(&variation) })
	return variation.clone(), err
}

func (c *change) putVariation(v *Variation) error {
	parent := c.store.products.get(v.ParentID)
	if parent == nil || parent.Type != "variable" {
		return fmt.Errorf("no variable product %d", v.ParentID)
	}
	if err := c.free(v.ID, "variation"); err != nil {
		return err
	}
	c.store.posts.set(&v.ID)
	setDefault(&v.Status, "publish")
	c.setTimes(&v.Created, &v.Modified)
	if v.Image != nil {
		c.setTimes(&v.Image.Created, &v.Image.Modified)
		c.store.posts.set(&v.Image.ID)
	}
	if err := c.complete(&v.Merchandise); err != nil {
		return err
	}
	stored := v.clone()
	c.store.variations.put(&stored)
	return nil
}
