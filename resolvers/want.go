package resolvers

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/galleria-graph/galleria/commerce"
)

// costly names, for each kind, the fields that need more than the core.
var costly = map[string]map[string]commerce.Groups{
	commerce.Customers.Name: {
		"phone": commerce.CustomerContact, "defaultAddress": commerce.CustomerContact, "addresses": commerce.CustomerContact,
		"state": commerce.CustomerProfile, "tags": commerce.CustomerProfile, "note": commerce.CustomerProfile, "locale": commerce.CustomerProfile,
		"ordersCount": commerce.CustomerStatistics, "totalSpent": commerce.CustomerStatistics,
		"sources": commerce.CustomerMembers, "conflicts": commerce.CustomerMembers, "payments": commerce.CustomerMembers,
		"attributes": commerce.CustomerAttributes,
	},
	commerce.Orders.Name: {
		"lineItems": commerce.OrderLines,
		"discounts": commerce.OrderCharges, "taxLines": commerce.OrderCharges, "shippingLines": commerce.OrderCharges,
		"transactions": commerce.OrderTransactions, "payments": commerce.OrderTransactions,
		"refunds": commerce.OrderRefunds, "fulfillments": commerce.OrderFulfillments, "returns": commerce.OrderReturns,
		"holds": commerce.OrderHolds, "risk": commerce.OrderRisks, "comments": commerce.OrderComments, "attributes": commerce.OrderAttributes,
	},
	commerce.Products.Name: {
		"descriptionHtml": commerce.ProductContent, "options": commerce.ProductContent, "media": commerce.ProductContent,
		"variants": commerce.ProductWithVariants, "attributes": commerce.ProductAttributes,
	},
	commerce.ProductVariants.Name: {"attributes": commerce.VariantAttributes},
	commerce.InventoryItems.Name: {
		"levels": commerce.InventoryLevels, "available": commerce.InventoryLevels,
		"sources": commerce.InventoryMembers, "conflicts": commerce.InventoryMembers,
	},
	commerce.Payments.Name: {
		"fees": commerce.PaymentFees, "net": commerce.PaymentFees,
		"transactions": commerce.PaymentTransactions, "refunds": commerce.PaymentRefunds,
	},
}

// wanted returns the groups of the kind that the current field's selection asks
// for, whether it stands on the entity itself, in a list or in a connection.
// It must not be asked outside a resolver.
func wanted(ctx context.Context, kind string) commerce.Groups {
	f := graphql.GetFieldContext(ctx)
	w := selection{kind: kind, variables: graphql.GetOperationContext(ctx).Variables}
	return w.groups(f.Field.Selections)
}

type selection struct {
	kind      string
	variables map[string]any
}

func (s selection) groups(set ast.SelectionSet) commerce.Groups {
	var g commerce.Groups
	for _, sel := range set {
		switch sel := sel.(type) {
		case *ast.Field:
			if s.included(sel.Directives) {
				g |= s.field(sel)
			}
		case *ast.InlineFragment:
			if s.included(sel.Directives) {
				g |= s.groups(sel.SelectionSet)
			}
		case *ast.FragmentSpread:
			if s.included(sel.Directives) && sel.Definition != nil {
				g |= s.groups(sel.Definition.SelectionSet)
			}
		}
	}
	return g
}

func (s selection) field(f *ast.Field) commerce.Groups {
	if f.ObjectDefinition != nil && f.ObjectDefinition.Name == s.kind {
		return costly[s.kind][f.Name]
	}
	if isWayDown(f.Name) {
		return s.groups(f.SelectionSet)
	}
	return 0
}

// isWayDown reports whether the field leads from a connection to its entities.
func isWayDown(field string) bool { return field == "edges" || field == "node" || field == "nodes" }

func (s selection) included(ds ast.DirectiveList) bool {
	return !s.holds(ds.ForName("skip")) && (ds.ForName("include") == nil || s.holds(ds.ForName("include")))
}

func (s selection) holds(d *ast.Directive) bool {
	if d == nil {
		return false
	}
	b, _ := d.ArgumentMap(s.variables)["if"].(bool)
	return b
}
