package shopifysim

import (
	"fmt"
	"slices"
)

// granted are the scopes that an app can have here, beside read_all_orders.
var granted = []accessScope{
	{"read_assigned_fulfillment_orders", "Read assigned fulfillment orders"},
	{"read_customers", "Read customers"},
	{"read_draft_orders", "Read draft orders"},
	{"read_fulfillments", "Read fulfillments"},
	{"read_inventory", "Read inventory"},
	{"read_locations", "Read locations"},
	{"read_merchant_managed_fulfillment_orders", "Read fulfillment orders of the merchant's own locations"},
	{"read_orders", "Read orders"},
	{"read_products", "Read products"},
	{"read_returns", "Read returns"},
	{"read_third_party_fulfillment_orders", "Read fulfillment orders of fulfillment services"},
	{"read_users", "Read users"},
}

// fulfillmentScopes are those of which each opens fulfillment orders.
var fulfillmentScopes = []string{"read_assigned_fulfillment_orders", "read_merchant_managed_fulfillment_orders", "read_third_party_fulfillment_orders"}

// demands are the scopes of which a type needs one.
var demands = map[string][]string{
	"Customer":         {"read_customers"},
	"DraftOrder":       {"read_draft_orders"},
	"FulfillmentOrder": fulfillmentScopes,
	"FulfillmentHold":  fulfillmentScopes,
	"InventoryItem":    {"read_inventory"},
	"InventoryLevel":   {"read_inventory"},
	"Location":         {"read_locations"},
	"Order":            {"read_orders"},
	"Product":          {"read_products"},
	"ProductVariant":   {"read_products"},
	"Return":           {"read_returns"},
	"StaffMember":      {"read_users"},
}

// scopes are what the app may do; read_all_orders only when the simulator was
// told so.
func (s *Sim) scopes() []accessScope {
	scopes := slices.DeleteFunc(slices.Clone(granted), func(a accessScope) bool { return slices.Contains(s.options.Lacks, a.Handle) })
	if s.options.ReadAllOrders {
		scopes = append(scopes, accessScope{"read_all_orders", "Read all orders"})
	}
	return scopes
}

// denial returns the error of a field of a type that the app may not see.
func (s *Sim) denial(typeName, field string) error {
	needed := demands[typeName]
	if len(s.options.Lacks) == 0 || len(needed) == 0 || slices.ContainsFunc(needed, func(scope string) bool { return !slices.Contains(s.options.Lacks, scope) }) {
		return nil
	}
	denied := coded(fmt.Sprintf("Access denied for %s field. Required access: `%s` access scope.", field, needed[0]), "ACCESS_DENIED")
	denied.Extensions["requiredAccess"] = fmt.Sprintf("`%s` access scope.", needed[0])
	return denied
}
