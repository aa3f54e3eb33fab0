package shopifysim

import (
	"fmt"
	"slices"
	"strings"
)

// PutCustomer adds or replaces a customer and returns it as stored, with ids
// and defaults filled in.
func (s *Sim) PutCustomer(c Customer) (Customer, error) {
	s.store.Lock()
	defer s.store.Unlock()
	if err := s.store.claim(&c.ID, "Customer"); err != nil {
		return c, fmt.Errorf("put customer: %w", err)
	}
	c.Addresses = slices.Clone(c.Addresses)
	for i := range c.Addresses {
		if err := s.store.claim(&c.Addresses[i].ID, "MailingAddress"); err != nil {
			return c, fmt.Errorf("put customer %s: address %d: %w", c.ID, i, err)
		}
	}
	orString(&c.State, "DISABLED")
	orString(&c.Locale, "en")
	orString(&c.EmailMarketingState, "NOT_SUBSCRIBED")
	orString(&c.PhoneMarketingState, "NOT_SUBSCRIBED")
	orTime(&c.CreatedAt, s.now())
	orTime(&c.UpdatedAt, c.CreatedAt)
	if c.DefaultAddressID == "" && len(c.Addresses) > 0 {
		c.DefaultAddressID = c.Addresses[0].ID
	}
	var err error
	if c.Metafields, err = s.store.completeMetafields(c.Metafields, c.CreatedAt); err != nil {
		return c, fmt.Errorf("put customer %s: %w", c.ID, err)
	}
	replace(s.store, s.store.customers, kindCustomer, c.ID, &c)
	s.store.indexes.drop(kindOrder, "CUSTOMER_NAME")
	return c, nil
}

// PutProduct adds or replaces a product; its variants stay as they are.
func (s *Sim) PutProduct(p Product) (Product, error) {
	s.store.Lock()
	defer s.store.Unlock()
	if err := s.store.claim(&p.ID, "Product"); err != nil {
		return p, fmt.Errorf("put product: %w", err)
	}
	p.Options = slices.Clone(p.Options)
	for i := range p.Options {
		p.Options[i].Position, p.Options[i].productID = i+1, p.ID
		if err := s.store.claim(&p.Options[i].ID, "ProductOption"); err != nil {
			return p, fmt.Errorf("put product %s: option %d: %w", p.ID, i, err)
		}
	}
	orString(&p.Handle, handle(p.Title))
	orString(&p.Status, "ACTIVE")
	orTime(&p.CreatedAt, s.now())
	orTime(&p.UpdatedAt, p.CreatedAt)
	p.Media = slices.Clone(p.Media)
	for i := range p.Media {
		if err := s.store.claim(&p.Media[i].ID, "MediaImage"); err != nil {
			return p, fmt.Errorf("put product %s: media %d: %w", p.ID, i, err)
		}
		orTime(&p.Media[i].CreatedAt, p.CreatedAt)
		orTime(&p.Media[i].UpdatedAt, p.Media[i].CreatedAt)
	}
	var err error
	if p.Metafields, err = s.store.completeMetafields(p.Metafields, p.CreatedAt); err != nil {
		return p, fmt.Errorf("put product %s: %w", p.ID, err)
	}
	replace(s.store, s.store.products, kindProduct, p.ID, &p)
	s.store.indexes.drop(kindVariant, "FULL_TITLE")
	return p, nil
}

// handle makes a URL handle from a title: lower case, words joined by dashes.
func handle(title string) string {
	words := strings.FieldsFunc(strings.ToLower(title), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	})
	return strings.Join(words, "-")
}

// PutVariant adds or replaces a variant of a product that is in the store. Its
// inventory item is made, tracked and with the variant's SKU, when it is not
// there yet.
func (s *Sim) PutVariant(v ProductVariant) (ProductVariant, error) {
	s.store.Lock()
	defer s.store.Unlock()
	if err := s.store.claim(&v.ID, "ProductVariant"); err != nil {
		return v, fmt.Errorf("put variant: %w", err)
	}
	if s.store.products[v.ProductID] == nil {
		return v, fmt.Errorf("put variant %s: product %q is not in the store: put it first", v.ID, v.ProductID)
	}
	orTime(&v.CreatedAt, s.now())
	orTime(&v.UpdatedAt, v.CreatedAt)
	orString(&v.InventoryPolicy, "DENY")
	orString(&v.Title, variantTitle(v.SelectedOptions))
	if v.SelectedOptions == nil {
		v.SelectedOptions = []SelectedOption{{Name: "Title", Value: v.Title}}
	}
	if s.store.items[v.InventoryItemID] == nil {
		item := InventoryItem{ID: v.InventoryItemID, SKU: v.SKU, Tracked: true, RequiresShipping: true, CreatedAt: v.CreatedAt, UpdatedAt: v.UpdatedAt}
		if err := s.store.putItem(&item); err != nil {
			return v, fmt.Errorf("put variant %s: inventory item: %w", v.ID, err)
		}
		v.InventoryItemID = item.ID
	}
	var err error
	if v.Metafields, err = s.store.completeMetafields(v.Metafields, v.CreatedAt); err != nil {
		return v, fmt.Errorf("put variant %s: %w", v.ID, err)
	}
	s.store.putVariant(&v)
	return v, nil
}

func variantTitle(options []SelectedOption) string {
	if len(options) == 0 {
		return "Default Title"
	}
	values := make([]string, 0, len(options))
	for _, option := range options {
		values = append(values, option.Value)
	}
	return strings.Join(values, " / ")
}

func (s *store) putVariant(v *ProductVariant) {
	if old := s.variants[v.ID]; old != nil && old.ProductID != v.ProductID {
		unlink(s.variantsOf, old.ProductID, v.ID)
	}
	link(s.variantsOf, v.ProductID, v.ID)
	if v.Position == 0 {
		v.Position = len(s.variantsOf[v.ProductID])
	}
	s.variantOfItem[v.InventoryItemID] = v.ID
	replace(s, s.variants, kindVariant, v.ID, v)
	siblings := slices.Clone(s.variantsOf[v.ProductID])
	slices.SortStableFunc(siblings, func(a, b string) int { return s.variants[a].Position - s.variants[b].Position })
	s.variantsOf[v.ProductID] = siblings
	s.indexes.drop(kindProduct, "INVENTORY_TOTAL")
}

// PutInventoryItem adds or replaces an inventory item.
func (s *Sim) PutInventoryItem(item InventoryItem) (InventoryItem, error) {
	s.store.Lock()
	defer s.store.Unlock()
	orTime(&item.CreatedAt, s.now())
	orTime(&item.UpdatedAt, item.CreatedAt)
	if err := s.store.putItem(&item); err != nil {
		return item, fmt.Errorf("put inventory item: %w", err)
	}
	return item, nil
}

func (s *store) putItem(item *InventoryItem) error {
	if err := s.claim(&item.ID, "InventoryItem"); err != nil {
		return err
	}
	replace(s, s.items, kindItem, item.ID, item)
	return nil
}

// PutLocation adds or replaces a location.
func (s *Sim) PutLocation(l Location) (Location, error) {
	s.store.Lock()
	defer s.store.Unlock()
	if err := s.store.claim(&l.ID, "Location"); err != nil {
		return l, fmt.Errorf("put location: %w", err)
	}
	orTime(&l.CreatedAt, s.now())
	orTime(&l.UpdatedAt, l.CreatedAt)
	replace(s.store, s.store.locations, kindLocation, l.ID, &l)
	return l, nil
}

// PutInventoryLevel adds or replaces the stock of an item at a location; both
// have to be in the store.
func (s *Sim) PutInventoryLevel(l InventoryLevel) (InventoryLevel, error) {
	s.store.Lock()
	defer s.store.Unlock()
	if s.store.items[l.ItemID] == nil {
		return l, fmt.Errorf("put inventory level: item %q is not in the store: put it first", l.ItemID)
	}
	if s.store.locations[l.LocationID] == nil {
		return l, fmt.Errorf("put inventory level: location %q is not in the store: put it first", l.LocationID)
	}
	if known := s.store.level(l.ItemID, l.LocationID); l.ID == "" && known != nil {
		l.ID = known.ID
	}
	given := l.ID != ""
	if err := s.store.claim(&l.ID, "InventoryLevel"); err != nil {
		return l, fmt.Errorf("put inventory level: %w", err)
	}
	if !given {
		l.ID += fmt.Sprintf("?inventory_item_id=%d", legacyID(l.ItemID))
	}
	for name := range l.Quantities {
		if !slices.Contains(quantityNames, name) {
			return l, fmt.Errorf("put inventory level %s: unknown quantity %q: use one of %s", l.ID, name, strings.Join(quantityNames, ", "))
		}
	}
	orTime(&l.CreatedAt, s.now())
	orTime(&l.UpdatedAt, l.CreatedAt)
	s.store.putLevel(&l)
	return l, nil
}

func (s *store) putLevel(l *InventoryLevel) {
	s.levels[l.ID] = l
	link(s.levelsOfItem, l.ItemID, l.ID)
	link(s.levelsAt, l.LocationID, l.ID)
	s.indexes.drop(kindVariant, "INVENTORY_QUANTITY")
	s.indexes.drop(kindVariant, "INVENTORY_LEVELS_AVAILABLE")
	s.indexes.drop(kindProduct, "INVENTORY_TOTAL")
}

// level returns the stock of an item at a location, nil when there is none.
func (s *store) level(item, location string) *InventoryLevel {
	for _, id := range s.levelsOfItem[item] {
		if level := s.levels[id]; level.LocationID == location {
			return level
		}
	}
	return nil
}

// PutOrder adds or replaces an order with its lines, transactions, refunds and
// fulfillments, and derives what was left empty. The customer, when named, has
// to be in the store.
func (s *Sim) PutOrder(o Order) (Order, error) {
	s.store.Lock()
	defer s.store.Unlock()
	if o.CustomerID != "" && s.store.customers[o.CustomerID] == nil {
		return o, fmt.Errorf("put order: customer %q is not in the store: put it first", o.CustomerID)
	}
	if err := s.store.claim(&o.ID, "Order"); err != nil {
		return o, fmt.Errorf("put order: %w", err)
	}
	if err := s.store.complete(&o, s.domain, s.now()); err != nil {
		return o, fmt.Errorf("put order %s: %w", o.ID, err)
	}
	s.store.putOrder(&o)
	return o, nil
}

// putOrder stores a complete order and its relations.
func (s *store) putOrder(o *Order) {
	if old := s.orders[o.ID]; old != nil {
		if old.CustomerID != o.CustomerID {
			unlink(s.customerOrders, old.CustomerID, o.ID)
		}
		s.disown(old)
	}
	link(s.customerOrders, o.CustomerID, o.ID)
	for _, id := range partIDs(o) {
		s.owners[id] = o.ID
	}
	replace(s, s.orders, kindOrder, o.ID, o)
}

func (s *store) disown(o *Order) {
	for _, id := range partIDs(o) {
		delete(s.owners, id)
	}
}

// partIDs are the gids under which parts of an order can be asked for.
func partIDs(o *Order) []string {
	var ids []string
	for i := range o.LineItems {
		ids = append(ids, o.LineItems[i].ID)
	}
	for i := range o.Transactions {
		ids = append(ids, o.Transactions[i].ID)
	}
	for i := range o.Refunds {
		ids = append(ids, o.Refunds[i].ID)
	}
	for i := range o.Fulfillments {
		ids = append(ids, o.Fulfillments[i].ID)
	}
	for i := range o.FulfillmentOrders {
		ids = append(ids, o.FulfillmentOrders[i].ID)
	}
	for i := range o.Returns {
		ids = append(ids, o.Returns[i].ID)
	}
	return ids
}
