package shopifysim_test

import (
	"os"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/galleria-graph/galleria/sources/shopify/shopifysim"
	"github.com/galleria-graph/galleria/sources/shopify/shopifysim/shopifyspec"
)

// TestOperations runs the read operations of the specification and checks the
// answers against the vendor's schema.
func TestOperations(t *testing.T) {
	spec := shopifyspec.Load(t)
	s := open(t, shopifysim.Options{Shop: shopifysim.Shop{CurrencyCode: "EUR", IanaTimezone: "Europe/Berlin"}})
	seed(s)
	all := []any{gid("Order", 1), gid("Customer", 5), gid("Product", 10), gid("ProductVariant", 20), gid("Location", 1), gid("Fulfillment", 130), gid("Refund", 140), gid("Order", 404)}
	rows := map[string]map[string]any{
		"customers_by_email": {"q": `email:"ada@shop.example"`, "email": "ada@shop.example"},
		"inventory":          {"ids": []any{gid("InventoryItem", 30), gid("InventoryItem", 31), gid("InventoryItem", 99)}},
		"nodes_batch":        {"ids": all},
		"orders_page":        {"first": 5, "query": "financial_status:pending OR name:'#1001'", "sortKey": "UPDATED_AT", "reverse": true},
		"shop_and_rate":      nil,
	}
	for name, variables := range rows {
		t.Run(name, func(t *testing.T) {
			file, err := shopifyspec.SharedPath("specs/shopify/operations/" + name + ".graphql")
			if err != nil {
				t.Fatal(err)
			}
			text, err := os.ReadFile(file)
			if err != nil {
				t.Skipf("skipped: no operation %s beside the repository", name)
			}
			s.t = t
			checked(t, spec, s, string(text), variables)
		})
	}
}

// TestEveryField asks for all fields of every type that the seeded shop can
// answer, and checks the answers against the vendor's schema.
func TestEveryField(t *testing.T) {
	spec := shopifyspec.Load(t)
	s := open(t, shopifysim.Options{Shop: shopifysim.Shop{CurrencyCode: "EUR"}, MaxQueryCost: 1e9})
	seed(s)
	schema := gqlparser.MustLoadSchema(&ast.Source{Input: shopifysim.SDL()})
	rows := map[string]string{
		"customer(id: \"gid://shopify/Customer/5\")":              "Customer",
		"order(id: \"gid://shopify/Order/1\")":                    "Order",
		"product(id: \"gid://shopify/Product/10\")":               "Product",
		"productVariant(id: \"gid://shopify/ProductVariant/20\")": "ProductVariant",
		"inventoryItem(id: \"gid://shopify/InventoryItem/30\")":   "InventoryItem",
		"location(id: \"gid://shopify/Location/1\")":              "Location",
		"fulfillment(id: \"gid://shopify/Fulfillment/130\")":      "Fulfillment",
		"shop": "Shop", "publicApiVersions": "ApiVersion", "currentAppInstallation": "AppInstallation",
		"customers(first: 5)": "CustomerConnection", "orders(last: 5)": "OrderConnection", "products(first: 5)": "ProductConnection",
		"productVariants(first: 5)": "ProductVariantConnection", "inventoryItems(first: 5)": "InventoryItemConnection", "locations(first: 5, includeInactive: true)": "LocationConnection",
		"ordersCount": "Count", "draftOrders(first: 5)": "DraftOrderConnection",
		"draftOrder(id: \"gid://shopify/DraftOrder/150\")":             "DraftOrder",
		"return(id: \"gid://shopify/Return/160\")":                     "Return",
		"fulfillmentOrder(id: \"gid://shopify/FulfillmentOrder/170\")": "FulfillmentOrder",
	}
	for field, typeName := range rows {
		t.Run(typeName, func(t *testing.T) {
			s.t = t
			checked(t, spec, s, "{ "+field+" "+everything(schema, typeName, 5)+" }", nil)
		})
	}
}

// everything selects all fields of a type, some levels deep.
func everything(schema *ast.Schema, typeName string, depth int) string {
	var out strings.Builder
	out.WriteString("{ __typename")
	definition := schema.Types[typeName]
	for _, field := range definition.Fields {
		kind := schema.Types[field.Type.Name()]
		leaf := kind.Kind == ast.Scalar || kind.Kind == ast.Enum
		if strings.HasPrefix(field.Name, "__") || !leaf && depth == 0 {
			continue
		}
		out.WriteString(" " + field.Name + arguments(field))
		if !leaf {
			out.WriteString(" " + everything(schema, kind.Name, depth-1))
		}
	}
	if definition.IsAbstractType() && depth > 0 {
		for _, possible := range schema.GetPossibleTypes(definition) {
			out.WriteString(" ... on " + possible.Name + " " + everything(schema, possible.Name, depth-1))
		}
	}
	out.WriteString(" }")
	return out.String()
}

func arguments(field *ast.FieldDefinition) string {
	switch {
	case field.Arguments.ForName("names") != nil:
		return `(names: ["available", "on_hand", "incoming"])`
	case field.Arguments.ForName("key") != nil:
		return `(namespace: "custom", key: "story")`
	case field.Arguments.ForName("locationId") != nil:
		return `(locationId: "gid://shopify/Location/1")`
	case field.Arguments.ForName("inventoryItemId") != nil:
		return `(inventoryItemId: "gid://shopify/InventoryItem/30")`
	case field.Arguments.ForName("first") != nil:
		return "(first: 3)"
	default:
		return ""
	}
}

// checked runs a query and checks request and answer with the vendor's schema.
func checked(t *testing.T, spec *shopifyspec.Spec, s *shop, query string, variables map[string]any) reply {
	t.Helper()
	if err := spec.CheckRequest(query, variables); err != nil {
		t.Fatalf("the request is not valid at the vendor: %v", err)
	}
	answer := s.query(query, variables)
	if len(answer.Errors) > 0 {
		t.Fatalf("errors: %v", answer.Errors)
	}
	if err := spec.CheckResponse(query, variables, answer.Body); err != nil {
		t.Fatal(err)
	}
	return answer
}
