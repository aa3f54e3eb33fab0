package shopifysim

import (
	"strconv"
	"strings"
)

// queryResolvers are the entry points.
func queryResolvers() map[string]resolver {
	return map[string]resolver{
		"QueryRoot.node":                       byID(""),
		"QueryRoot.nodes":                      nodes,
		"QueryRoot.customer":                   byID(kindCustomer),
		"QueryRoot.order":                      byID(kindOrder),
		"QueryRoot.product":                    byID(kindProduct),
		"QueryRoot.productVariant":             byID(kindVariant),
		"QueryRoot.inventoryItem":              byID(kindItem),
		"QueryRoot.inventoryLevel":             byID("InventoryLevel"),
		"QueryRoot.fulfillment":                byID("Fulfillment"),
		"QueryRoot.location":                   primaryLocation,
		"QueryRoot.customers":                  connectionOf(kindCustomer, "ID"),
		"QueryRoot.orders":                     connectionOf(kindOrder, "PROCESSED_AT"),
		"QueryRoot.products":                   connectionOf(kindProduct, "ID"),
		"QueryRoot.productVariants":            connectionOf(kindVariant, "ID"),
		"QueryRoot.inventoryItems":             connectionOf(kindItem, "ID"),
		"QueryRoot.locations":                  connectionOf(kindLocation, "NAME"),
		"QueryRoot.customersCount":             countOf(kindCustomer),
		"QueryRoot.ordersCount":                countOf(kindOrder),
		"QueryRoot.productsCount":              countOf(kindProduct),
		"QueryRoot.productVariantsCount":       countOf(kindVariant),
		"QueryRoot.customerByIdentifier":       customerByIdentifier,
		"QueryRoot.orderByIdentifier":          byIdentifier(kindOrder),
		"QueryRoot.locationByIdentifier":       byIdentifier(kindLocation),
		"QueryRoot.productVariantByIdentifier": byIdentifier(kindVariant),
		"QueryRoot.productByIdentifier":        productByIdentifier,
	}
}

// find returns an entity by gid, nil when there is none that the app may see.
// A text that is not a gid is an error.
func (c *call) find(id string) (any, error) {
	kind, _, ok := splitGID(id)
	if !ok {
		return nil, invalidID(id)
	}
	switch kind {
	case kindCustomer:
		return found(c.store.customers[id]), nil
	case kindOrder:
		return c.visible(c.store.orders[id]), nil
	case kindProduct:
		return found(c.store.products[id]), nil
	case kindVariant:
		return found(c.store.variants[id]), nil
	case kindItem:
		return found(c.store.items[id]), nil
	case "InventoryLevel":
		return found(c.store.levels[id]), nil
	case kindLocation:
		return found(c.store.locations[id]), nil
	case kindDraft:
		return found(c.store.drafts[id]), nil
	case kindBulk:
		return c.bulkByID(id), nil
	case "Shop":
		if id == c.store.shop.ID {
			return &c.store.shop, nil
		}
		return nil, nil
	default:
		return c.part(id), nil
	}
}

// found turns a nil pointer into nil.
func found[T any](entity *T) any {
	if entity == nil {
		return nil
	}
	return entity
}

// visible hides orders that are older than the app may see.
func (c *call) visible(o *Order) any {
	if o == nil || !c.sees(o) {
		return nil
	}
	return o
}

func (c *call) sees(o *Order) bool {
	return c.sim.options.ReadAllOrders || !o.CreatedAt.Before(hiddenBefore(c.now))
}

// part finds a line, transaction, refund, fulfillment, fulfillment order or
// return through its order.
func (c *call) part(id string) any {
	o := c.store.orders[c.store.owners[id]]
	if o == nil || !c.sees(o) {
		return nil
	}
	for i := range o.Refunds {
		if o.Refunds[i].ID == id {
			return &o.Refunds[i]
		}
	}
	for i := range o.Fulfillments {
		if o.Fulfillments[i].ID == id {
			return &o.Fulfillments[i]
		}
	}
	for i := range o.FulfillmentOrders {
		if o.FulfillmentOrders[i].ID == id {
			return &o.FulfillmentOrders[i]
		}
	}
	for i := range o.Returns {
		if o.Returns[i].ID == id {
			return &o.Returns[i]
		}
	}
	if line := o.line(id); line != nil {
		return line
	}
	return found(o.transaction(id))
}

// byID answers an entity of one kind, or of any kind when that is empty.
func byID(kind string) resolver {
	return func(c *call, _ any, args map[string]any) (any, error) {
		id := textArg(args, "id")
		if got, _, ok := splitGID(id); ok && kind != "" && got != kind {
			return nil, coded("invalid id", "RESOURCE_NOT_FOUND")
		}
		return c.find(id)
	}
}

func byIdentifier(kind string) resolver {
	return func(c *call, _ any, args map[string]any) (any, error) {
		identifier, _ := args["identifier"].(map[string]any)
		return byID(kind)(c, nil, map[string]any{"id": identifier["id"]})
	}
}

func nodes(c *call, _ any, args map[string]any) (any, error) {
	ids := textsArg(args, "ids")
	if len(ids) > pageLimit {
		return nil, tooManyInputs(strconv.Itoa(len(ids)))
	}
	found := make([]any, 0, len(ids))
	for _, id := range ids {
		object, err := c.find(id)
		if err != nil {
			return nil, err
		}
		found = append(found, object)
	}
	return found, nil
}

// customerByIdentifier looks up by id, exact e-mail address or phone number.
// Custom ids are not kept, so none is ever found.
func customerByIdentifier(c *call, _ any, args map[string]any) (any, error) {
	identifier, _ := args["identifier"].(map[string]any)
	if id := textArg(identifier, "id"); id != "" {
		return byID(kindCustomer)(c, nil, map[string]any{"id": id})
	}
	email, phone := textArg(identifier, "emailAddress"), textArg(identifier, "phoneNumber")
	for _, customer := range c.store.customers {
		if email != "" && strings.EqualFold(text(customer.Email), email) || phone != "" && text(customer.Phone) == phone {
			return customer, nil
		}
	}
	return nil, nil
}

func productByIdentifier(c *call, _ any, args map[string]any) (any, error) {
	identifier, _ := args["identifier"].(map[string]any)
	if id := textArg(identifier, "id"); id != "" {
		return byID(kindProduct)(c, nil, map[string]any{"id": id})
	}
	for _, product := range c.store.products {
		if handle := textArg(identifier, "handle"); handle != "" && product.Handle == handle {
			return product, nil
		}
	}
	return nil, nil
}

// primaryLocation answers a location by id, the primary one without.
func primaryLocation(c *call, _ any, args map[string]any) (any, error) {
	if args["id"] != nil {
		return byID(kindLocation)(c, nil, args)
	}
	for _, entry := range c.store.indexes.list(c.store, kindLocation, "ID") {
		if location := entry.object.(*Location); location.Primary {
			return location, nil
		}
	}
	return nil, nil
}

// connectionOf answers a top-level connection of a kind.
func connectionOf(kind, defaultSort string) resolver {
	return func(c *call, _ any, args map[string]any) (any, error) {
		sort := textArg(args, "sortKey")
		if sort == "" {
			sort = defaultSort
		}
		l := listing{entries: c.store.indexes.list(c.store, kind, sort), sort: sort}
		if !c.bulk {
			l.depth = c.sim.options.MaxDepth
		}
		l.keep = both(c.restriction(kind, args), c.search(kind, textArg(args, "query")))
		return paginate(l, args)
	}
}

// restriction is what a list leaves out without being asked.
func (c *call) restriction(kind string, args map[string]any) predicate {
	switch {
	case kind == kindOrder && !c.sim.options.ReadAllOrders:
		return func(object any) bool { return c.sees(object.(*Order)) }
	case kind == kindLocation && args["includeInactive"] != true:
		return func(object any) bool { return !object.(*Location).Inactive }
	default:
		return nil
	}
}

// search compiles a query and reports what was ignored of it.
func (c *call) search(kind, query string) predicate {
	if strings.TrimSpace(query) == "" {
		return nil
	}
	s := &search{store: c.store, now: c.now, filters: filtersOf(kind)}
	match := s.compile(parseSearch(query))
	if len(s.warnings) > 0 {
		c.searches = append(c.searches, searchReport{Path: append([]any(nil), c.path...), Query: query, Warnings: s.warnings})
	}
	return match
}

func both(a, b predicate) predicate {
	switch {
	case a == nil:
		return b
	case b == nil:
		return a
	default:
		return func(object any) bool { return a(object) && b(object) }
	}
}

// count is a number with whether more might have been counted.
type count struct {
	Count     int
	Precision string
}

func counted(n int) *count { return &count{Count: n, Precision: "EXACT"} }

// countOf counts a kind up to the argument limit; null means no limit.
func countOf(kind string) resolver {
	return func(c *call, _ any, args map[string]any) (any, error) {
		keep := both(c.restriction(kind, args), c.search(kind, textArg(args, "query")))
		limit, limited := intArg(args, "limit")
		n := 0
		for _, entry := range c.store.indexes.list(c.store, kind, "ID") {
			if keep != nil && !keep(entry.object) {
				continue
			}
			if limited && n == limit {
				return &count{Count: n, Precision: "AT_LEAST"}, nil
			}
			n++
		}
		return counted(n), nil
	}
}
