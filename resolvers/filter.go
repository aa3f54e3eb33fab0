package resolvers

import (
	"fmt"
	"time"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/graph/model"
	"github.com/galleria-graph/galleria/sources"
)

// maxValues bounds the alternatives of one condition.
const maxValues = 250

// conditions collects the predicates of a filter, and the first thing wrong with it.
type conditions struct {
	where []sources.Predicate
	err   error
}

func (c *conditions) refuse(field, reason string) {
	if c.err == nil {
		c.err = invalid(fmt.Sprintf("filter.%s: %s", field, reason))
	}
}

func (c *conditions) equal(field string, values []commerce.Value) {
	if len(values) == 0 || len(values) > maxValues {
		c.refuse(field, fmt.Sprintf("give 1 to %d values, not %d", maxValues, len(values)))
		return
	}
	for _, v := range values {
		if v.IsZero() {
			c.refuse(field, "a value is empty")
			return
		}
	}
	c.where = append(c.where, sources.Predicate{Field: field, Op: sources.Eq, Values: values})
}

func (c *conditions) texts(field string, list []string, value func(string) commerce.Value) {
	values := make([]commerce.Value, len(list))
	for i, s := range list {
		values[i] = value(s)
	}
	c.equal(field, values)
}

func (c *conditions) text(field string, f *model.TextFilter) {
	if f == nil {
		return
	}
	if f.Eq == nil && f.In == nil && f.StartsWith == nil {
		c.refuse(field, "give eq, in or startsWith a value")
	}
	if f.Eq != nil {
		c.texts(field, []string{*f.Eq}, commerce.String)
	}
	if f.In != nil {
		c.texts(field, f.In, commerce.String)
	}
	if f.StartsWith != nil {
		if *f.StartsWith == "" {
			c.refuse(field, "startsWith is empty")
			return
		}
		c.where = append(c.where, sources.Predicate{
			Field: field, Op: sources.Prefix, Values: []commerce.Value{commerce.String(*f.StartsWith)},
		})
	}
}

func (c *conditions) email(field string, f *model.EmailFilter) {
	if f == nil {
		return
	}
	if f.Eq == nil && f.In == nil {
		c.refuse(field, "give eq or in a value")
	}
	if f.Eq != nil {
		c.texts(field, []string{*f.Eq}, commerce.Folded)
	}
	if f.In != nil {
		c.texts(field, f.In, commerce.Folded)
	}
}

func (c *conditions) between(field string, open, closed, openEnd, closedEnd *commerce.Value) {
	if open != nil && closed != nil || openEnd != nil && closedEnd != nil {
		c.refuse(field, "give each end once: gt or gte, lt or lte")
		return
	}
	from, to := bound(open, closed), bound(openEnd, closedEnd)
	if from != nil || to != nil {
		c.where = append(c.where, sources.Predicate{Field: field, Op: sources.Range, From: from, To: to})
	}
}

func bound(open, closed *commerce.Value) *sources.Bound {
	switch {
	case open != nil:
		return &sources.Bound{Value: *open, Open: true}
	case closed != nil:
		return &sources.Bound{Value: *closed}
	}
	return nil
}

func (c *conditions) time(field string, f *model.DateTimeFilter) {
	if f == nil {
		return
	}
	if f.Gt == nil && f.Gte == nil && f.Lt == nil && f.Lte == nil {
		c.refuse(field, "give gt, gte, lt or lte a value")
	}
	c.between(field, at(f.Gt), at(f.Gte), at(f.Lt), at(f.Lte))
}

func (c *conditions) number(field string, f *model.DecimalFilter) {
	if f == nil {
		return
	}
	if f.Eq == nil && f.Gt == nil && f.Gte == nil && f.Lt == nil && f.Lte == nil {
		c.refuse(field, "give eq, gt, gte, lt or lte a value")
	}
	if f.Eq != nil {
		c.equal(field, []commerce.Value{commerce.Num(*f.Eq)})
	}
	c.between(field, num(f.Gt), num(f.Gte), num(f.Lt), num(f.Lte))
}

func at(t *time.Time) *commerce.Value {
	if t == nil {
		return nil
	}
	v := commerce.Time(*t)
	return &v
}

func num(d *commerce.Decimal) *commerce.Value {
	if d == nil {
		return nil
	}
	v := commerce.Num(*d)
	return &v
}

func (c *conditions) truth(field string, b *bool) {
	if b != nil {
		c.equal(field, []commerce.Value{commerce.Bool(*b)})
	}
}

func (c *conditions) ids(field, kind string, ids []*commerce.GlobalID) {
	if ids == nil {
		return
	}
	values := make([]commerce.Value, len(ids))
	for i, id := range ids {
		if err := ofKind(*id, kind); err != nil {
			c.refuse(field, "an id does not name a thing of type "+kind)
			return
		}
		values[i] = commerce.String(id.ID.String())
	}
	c.equal(field, values)
}

// oneOf is the condition that a state is one of the list.
func oneOf[E ~string](c *conditions, field string, list []E) {
	if list == nil {
		return
	}
	values := make([]commerce.Value, len(list))
	for i, e := range list {
		values[i] = commerce.String(string(e))
	}
	c.equal(field, values)
}

func customerConditions(f *model.CustomerFilter) (c conditions) {
	if f == nil {
		return c
	}
	c.email("email", f.Email)
	c.text("phone", f.Phone)
	c.text("firstName", f.FirstName)
	c.text("lastName", f.LastName)
	c.text("country", f.Country)
	oneOf(&c, "state", f.State)
	c.text("tag", f.Tag)
	c.time("createdAt", f.CreatedAt)
	c.time("updatedAt", f.UpdatedAt)
	return c
}

func orderConditions(f *model.OrderFilter) (c conditions) {
	if f == nil {
		return c
	}
	c.text("name", f.Name)
	c.email("email", f.Email)
	c.ids("customer", commerce.Customers.Name, f.Customer)
	oneOf(&c, "status", f.Status)
	oneOf(&c, "paymentStatus", f.PaymentStatus)
	oneOf(&c, "fulfillmentStatus", f.FulfillmentStatus)
	c.truth("test", f.Test)
	c.text("tag", f.Tag)
	c.text("sku", f.Sku)
	c.text("country", f.Country)
	c.number("total", f.Total)
	c.text("currency", f.Currency)
	c.time("placedAt", f.PlacedAt)
	c.time("processedAt", f.ProcessedAt)
	c.time("updatedAt", f.UpdatedAt)
	return c
}

func productConditions(f *model.ProductFilter) (c conditions) {
	if f == nil {
		return c
	}
	c.text("title", f.Title)
	c.text("handle", f.Handle)
	c.text("vendor", f.Vendor)
	c.text("productType", f.ProductType)
	oneOf(&c, "status", f.Status)
	c.text("tag", f.Tag)
	c.time("createdAt", f.CreatedAt)
	c.time("updatedAt", f.UpdatedAt)
	return c
}

func variantConditions(f *model.ProductVariantFilter) (c conditions) {
	if f == nil {
		return c
	}
	c.text("sku", f.Sku)
	c.text("barcode", f.Barcode)
	c.time("updatedAt", f.UpdatedAt)
	return c
}

func itemConditions(f *model.InventoryItemFilter) (c conditions) {
	if f == nil {
		return c
	}
	c.text("sku", f.Sku)
	c.time("updatedAt", f.UpdatedAt)
	return c
}

func paymentConditions(f *model.PaymentFilter) (c conditions) {
	if f == nil {
		return c
	}
	c.text("orderName", f.OrderName)
	c.email("email", f.Email)
	oneOf(&c, "status", f.Status)
	c.truth("test", f.Test)
	c.number("amount", f.Amount)
	c.text("currency", f.Currency)
	c.time("createdAt", f.CreatedAt)
	return c
}
