package magentosim

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Customer is a customer's account.
type Customer struct {
	ID                   int64
	Email                string
	Name                 Name
	GroupID              int // 1
	StoreID              int // the first store view
	CreatedIn            string
	DateOfBirth          string // 2006-01-02
	Gender               int    // 1 male, 2 female, 3 not specified
	Taxvat               string
	Confirmation         string // the key of an address that is not confirmed yet
	Subscribed           bool
	Attributes           []Attribute // the merchant's own
	CreatedAt, UpdatedAt time.Time
	Addresses            []CustomerAddress
}

// CustomerAddress is an address in a customer's book.
type CustomerAddress struct {
	ID                              int64
	Name                            Name // the customer's
	Company, Phone                  string
	Street                          []string
	City, Postcode                  string
	Region                          Region
	CountryID                       string
	VatID                           string
	DefaultBilling, DefaultShipping bool
}

func (c *Customer) id() int64 { return c.ID }

func (c *Customer) clone() *Customer {
	copied := *c
	copied.Addresses, copied.Attributes = slices.Clone(c.Addresses), slices.Clone(c.Attributes)
	for i := range copied.Addresses {
		copied.Addresses[i].Street = slices.Clone(copied.Addresses[i].Street)
	}
	return &copied
}

// PutCustomer stores a customer as it stands and returns it with its made-up
// ids. One with the same id is replaced. An address of mail is there once in a
// website.
func (s *Sim) PutCustomer(customer Customer) (Customer, error) {
	stored := customer.clone()
	if err := s.change("put customer", func(c *change) error { return c.putCustomer(stored) }); err != nil {
		return Customer{}, err
	}
	return *stored.clone(), nil
}

func (c *change) putCustomer(customer *Customer) error {
	setDefault(&customer.StoreID, c.sim.options.Stores[0].ID)
	store := c.sim.options.storeView(customer.StoreID)
	switch {
	case store == nil:
		return fmt.Errorf("there is no store view %d", customer.StoreID)
	case customer.Email == "":
		return errors.New("a customer needs an email")
	}
	st := c.sim.store
	key := emailKey(customer.Email, store.WebsiteID)
	if other := st.customerByEmail[key]; other != 0 && other != customer.ID {
		return errors.New("a customer with the same email address already exists in an associated website")
	}
	if old := get[Customer](&st.customers, customer.ID); old != nil {
		delete(st.customerByEmail, emailKey(old.Email, c.sim.options.storeView(old.StoreID).WebsiteID))
	}
	st.customers.assign(&customer.ID)
	st.customerByEmail[key] = customer.ID
	setDefault(&customer.GroupID, 1)
	setDefault(&customer.CreatedIn, store.Name)
	c.setTimes(&customer.CreatedAt, &customer.UpdatedAt)
	for i := range customer.Addresses {
		st.customerAddresses.assign(&customer.Addresses[i].ID)
		setDefault(&customer.Addresses[i].Name, customer.Name)
	}
	st.customers.put(customer.clone())
	return nil
}

func emailKey(email string, website int) string {
	return fmt.Sprintf("%d %s", website, strings.ToLower(email))
}

var customerColumns = func() columns {
	known := newColumns(`confirmation created_at created_in default_billing default_shipping disable_auto_group_change dob email entity_id firstname gender
		group_id lastname middlename prefix store_id suffix taxvat updated_at website_id`)
	known.eav = true
	return known
}()

func (c *Customer) column(v *view, name string) any {
	switch name {
	case "entity_id":
		return c.ID
	case "email":
		return c.Email
	}
	return c.render(v)[name]
}

func (c *Customer) render(v *view) object {
	row := object{
		"id": c.ID, "group_id": c.GroupID, "email": c.Email, "firstname": orNull(c.Name.First), "lastname": orNull(c.Name.Last), "created_in": c.CreatedIn,
		"store_id": c.StoreID, "website_id": v.options.storeView(c.StoreID).WebsiteID, "disable_auto_group_change": 0,
		"extension_attributes": object{"is_subscribed": c.Subscribed},
	}
	c.Name.renderRest(row)
	text(row, "dob", c.DateOfBirth)
	text(row, "taxvat", c.Taxvat)
	text(row, "confirmation", c.Confirmation)
	whole(row, "gender", c.Gender)
	moment(row, "created_at", c.CreatedAt)
	moment(row, "updated_at", c.UpdatedAt)
	addresses := make([]any, len(c.Addresses))
	for i := range c.Addresses {
		address := &c.Addresses[i]
		addresses[i] = address.render(c.ID)
		if address.DefaultBilling {
			row["default_billing"] = strconv.FormatInt(address.ID, 10)
		}
		if address.DefaultShipping {
			row["default_shipping"] = strconv.FormatInt(address.ID, 10)
		}
	}
	row["addresses"] = addresses
	if len(c.Attributes) > 0 {
		row["custom_attributes"] = renderAttributes(c.Attributes)
	}
	return row
}

func (a *CustomerAddress) render(customer int64) object {
	address := object{
		"id": a.ID, "customer_id": customer, "region_id": a.Region.ID, "street": anyList(a.Street),
		"region": object{"region_code": orNull(a.Region.Code), "region": orNull(a.Region.Name), "region_id": a.Region.ID},
	}
	for name, value := range map[string]string{
		"firstname": a.Name.First, "lastname": a.Name.Last, "company": a.Company, "telephone": a.Phone, "city": a.City,
		"postcode": a.Postcode, "country_id": a.CountryID, "vat_id": a.VatID,
	} {
		text(address, name, value)
	}
	a.Name.renderRest(address)
	if a.DefaultBilling {
		address["default_billing"] = true
	}
	if a.DefaultShipping {
		address["default_shipping"] = true
	}
	return address
}

func answerCustomer(c *call) (any, *apiError) {
	id, problem := c.integer("customerId")
	if problem != nil {
		return nil, problem
	}
	found := get[Customer](&c.sim.store.customers, id)
	if found == nil {
		return nil, noSuchField("customerId", c.values[0])
	}
	return found.render(c.view), nil
}

func answerCustomerAddress(c *call) (any, *apiError) {
	id, problem := c.integer("addressId")
	if problem != nil {
		return nil, problem
	}
	for _, e := range c.sim.store.customers.rows {
		customer := e.(*Customer)
		for i := range customer.Addresses {
			if customer.Addresses[i].ID == id {
				return customer.Addresses[i].render(customer.ID), nil
			}
		}
	}
	return nil, noSuchField("addressId", c.values[0])
}
