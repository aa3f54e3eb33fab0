package woocommercesim

import "net/http"

var postStatuses = []string{"draft", "pending", "private", "publish", "future", "trash"}

func (c *command) updateProduct() (answer, *apiError) {
	problem := c.run(func(change *change) error {
		found := change.store.products.get(c.ids["id"])
		if found == nil {
			return unknownID("product")
		}
		p := found.clone()
		p.Modified = change.now
		return c.writeProduct(change, &p)
	})
	if problem != nil {
		return answer{}, problem
	}
	return c.then(http.StatusOK, c.getProduct)
}

func (c *command) createProduct() (answer, *apiError) {
	var p Product
	if problem := c.run(func(change *change) error { return c.writeProduct(change, &p) }); problem != nil {
		return answer{}, problem
	}
	c.ids = map[string]int{"id": p.ID}
	return c.then(http.StatusCreated, c.getProduct)
}

func (c *command) writeProduct(change *change, p *Product) error {
	take(c, "name", &p.Name)
	take(c, "slug", &p.Slug)
	take(c, "featured", &p.Featured)
	take(c, "description", &p.Description)
	take(c, "short_description", &p.Short)
	c.word("type", &p.Type, []string{"simple", "grouped", "external", "variable"})
	c.word("status", &p.Status, postStatuses)
	if err := c.writeMerchandise(change, p.ID, &p.Merchandise); err != nil {
		return err
	}
	return change.putProduct(p)
}

func (c *command) updateVariation() (answer, *apiError) {
	problem := c.run(func(change *change) error {
		found := change.store.variations.get(c.ids["id"])
		if found == nil || found.ParentID != c.ids["product_id"] {
			return unknownID("product_variation")
		}
		v := found.clone()
		v.Modified = change.now
		take(c, "description", &v.Description)
		c.word("status", &v.Status, postStatuses)
		if err := c.writeMerchandise(change, v.ID, &v.Merchandise); err != nil {
			return err
		}
		return change.putVariation(&v)
	})
	if problem != nil {
		return answer{}, problem
	}
	return c.then(http.StatusOK, c.getVariation)
}

// writeMerchandise reads what products and variations have in common. A SKU
// belongs to one of them only.
func (c *command) writeMerchandise(change *change, id int, m *Merchandise) error {
	before := m.SKU
	take(c, "sku", &m.SKU)
	take(c, "global_unique_id", &m.GlobalUniqueID)
	take(c, "regular_price", &m.RegularPrice)
	take(c, "sale_price", &m.SalePrice)
	take(c, "weight", &m.Weight)
	take(c, "manage_stock", &m.ManageStock)
	take(c, "stock_quantity", &m.Stock)
	c.word("stock_status", &m.StockStatus, stockStatuses)
	c.word("backorders", &m.Backorders, []string{"no", "notify", "yes"})
	m.Meta = c.meta(m.Meta)
	if problem := c.complained(); problem != nil {
		return problem
	}
	if m.SKU != "" && m.SKU != before && change.store.sells(m.SKU, id) {
		return &apiError{status: http.StatusBadRequest, code: "product_invalid_sku", message: "Invalid or duplicated SKU."}
	}
	return nil
}

// sells says whether another product or variation has the SKU.
func (s *store) sells(sku string, but int) bool {
	for p := range s.products.all() {
		if p.SKU == sku && p.ID != but {
			return true
		}
	}
	for v := range s.variations.all() {
		if v.SKU == sku && v.ID != but {
			return true
		}
	}
	return false
}

func (c *command) updateCustomer() (answer, *apiError) {
	problem := c.run(func(change *change) error {
		found := change.store.customers.get(c.ids["id"])
		if found == nil {
			return &apiError{status: http.StatusBadRequest, code: "woocommerce_rest_invalid_id", message: "Invalid resource ID."}
		}
		u := found.clone()
		u.Modified = change.now
		return c.writeCustomer(change, &u)
	})
	if problem != nil {
		return answer{}, problem
	}
	return c.then(http.StatusOK, c.getCustomer)
}

func (c *command) createCustomer() (answer, *apiError) {
	var u Customer
	if problem := c.run(func(change *change) error { return c.writeCustomer(change, &u) }); problem != nil {
		return answer{}, problem
	}
	c.ids = map[string]int{"id": u.ID}
	return c.then(http.StatusCreated, c.getCustomer)
}

func (c *command) writeCustomer(change *change, u *Customer) error {
	take(c, "email", &u.Email)
	take(c, "first_name", &u.FirstName)
	take(c, "last_name", &u.LastName)
	if u.ID == 0 {
		take(c, "username", &u.Username)
	}
	c.place("billing", &u.Billing)
	c.place("shipping", &u.Shipping)
	u.Meta = c.meta(u.Meta)
	if _, invalid := (param{name: "email"}).readEmail(u.Email); invalid != nil {
		c.complaints = append(c.complaints, *invalid)
	}
	if problem := c.complained(); problem != nil {
		return problem
	}
	for other := range change.store.customers.all() {
		if other.ID != u.ID && compareText(other.Email, u.Email) == 0 {
			return &apiError{status: http.StatusBadRequest, code: "registration-error-email-exists", message: "An account is already registered with your email address."}
		}
	}
	return change.putCustomer(u)
}
