package shopifysim

import (
	"fmt"
	"maps"
	"reflect"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// resolver answers a field of an object.
type resolver func(c *call, object any, args map[string]any) (any, error)

// binding is how a field is answered: by a resolver, else by a struct field.
type binding struct {
	resolve resolver
	index   []int
}

// on makes a resolver for objects of one Go type.
func on[T any](read func(c *call, object *T, args map[string]any) (any, error)) resolver {
	return func(c *call, object any, args map[string]any) (any, error) { return read(c, object.(*T), args) }
}

// get makes a resolver that cannot fail and needs no arguments.
func get[T any](read func(c *call, object *T) any) resolver {
	return func(c *call, object any, _ map[string]any) (any, error) { return read(c, object.(*T)), nil }
}

// goTypes are the structs behind the API's object types. Connections, edges
// and the query root are bound by name.
func goTypes() map[string]reflect.Type {
	types := map[string]reflect.Type{
		"MoneyBag": reflect.TypeFor[MoneyBag](), "MoneyV2": reflect.TypeFor[MoneyV2](), "PageInfo": reflect.TypeFor[pageInfo](),
		"Count": reflect.TypeFor[count](), "Attribute": reflect.TypeFor[Attribute](),
		"Customer": reflect.TypeFor[Customer](), "CustomerEmailAddress": reflect.TypeFor[emailAddress](), "CustomerPhoneNumber": reflect.TypeFor[phoneNumber](),
		"MailingAddress": reflect.TypeFor[MailingAddress](), "Order": reflect.TypeFor[Order](), "LineItem": reflect.TypeFor[LineItem](),
		"DiscountAllocation": reflect.TypeFor[DiscountAllocation](), "TaxLine": reflect.TypeFor[TaxLine](), "ShippingLine": reflect.TypeFor[ShippingLine](),
		"PricingPercentageValue": reflect.TypeFor[percentage](), "OrderTransaction": reflect.TypeFor[OrderTransaction](), "Refund": reflect.TypeFor[Refund](),
		"RefundLineItem": reflect.TypeFor[RefundLineItem](), "RefundShippingLine": reflect.TypeFor[RefundShippingLine](), "OrderAdjustment": reflect.TypeFor[OrderAdjustment](),
		"Fulfillment": reflect.TypeFor[Fulfillment](), "FulfillmentLineItem": reflect.TypeFor[FulfillmentLineItem](), "FulfillmentTrackingInfo": reflect.TypeFor[FulfillmentTrackingInfo](),
		"FulfillmentEvent": reflect.TypeFor[FulfillmentEvent](), "OrderApp": reflect.TypeFor[OrderApp](), "App": reflect.TypeFor[App](),
		"ChannelInformation": reflect.TypeFor[ChannelInformation](), "ChannelDefinition": reflect.TypeFor[ChannelDefinition](),
		"OrderCancellation": reflect.TypeFor[cancellation](), "OrderPaymentCollectionDetails": reflect.TypeFor[paymentCollection](),
		"Product": reflect.TypeFor[Product](), "SEO": reflect.TypeFor[SEO](), "ProductPriceRangeV2": reflect.TypeFor[priceRange](),
		"ProductOption": reflect.TypeFor[ProductOption](), "ProductOptionValue": reflect.TypeFor[optionValue](),
		"MediaImage": reflect.TypeFor[MediaImage](), "MediaPreviewImage": reflect.TypeFor[mediaPreview](), "Image": reflect.TypeFor[Image](),
		"ProductVariant": reflect.TypeFor[ProductVariant](), "SelectedOption": reflect.TypeFor[SelectedOption](),
		"InventoryItem": reflect.TypeFor[InventoryItem](), "InventoryItemMeasurement": reflect.TypeFor[measurement](), "Weight": reflect.TypeFor[Weight](),
		"InventoryLevel": reflect.TypeFor[InventoryLevel](), "InventoryQuantity": reflect.TypeFor[inventoryQuantity](),
		"Return": reflect.TypeFor[Return](), "ReturnDecline": reflect.TypeFor[ReturnDecline](), "ReturnReasonDefinition": reflect.TypeFor[ReturnReasonDefinition](),
		"ReturnLineItem": reflect.TypeFor[ReturnLine](), "UnverifiedReturnLineItem": reflect.TypeFor[ReturnLine](),
		"FulfillmentOrder": reflect.TypeFor[FulfillmentOrder](), "FulfillmentHold": reflect.TypeFor[FulfillmentHold](),
		"OrderRiskSummary": reflect.TypeFor[OrderRisk](), "OrderRiskAssessment": reflect.TypeFor[RiskAssessment](), "RiskFact": reflect.TypeFor[RiskFact](),
		"BasicEvent": reflect.TypeFor[Event](), "CommentEvent": reflect.TypeFor[Event](), "StaffMember": reflect.TypeFor[staffMember](), "Metafield": reflect.TypeFor[Metafield](),
		"DraftOrder": reflect.TypeFor[DraftOrder](), "DraftOrderLineItem": reflect.TypeFor[DraftLine](), "DraftOrderAppliedDiscount": reflect.TypeFor[DraftDiscount](),
		"Location": reflect.TypeFor[Location](), "LocationAddress": reflect.TypeFor[LocationAddress](),
		"Shop": reflect.TypeFor[Shop](), "ShopPlan": reflect.TypeFor[shopPlan](), "Domain": reflect.TypeFor[domain](), "ApiVersion": reflect.TypeFor[apiVersion](),
		"AppInstallation": reflect.TypeFor[appInstallation](), "AccessScope": reflect.TypeFor[accessScope](),
	}
	types[kindBulk], types["BulkOperationUserError"], types["UserError"] = reflect.TypeFor[BulkOperation](), reflect.TypeFor[bulkUserError](), reflect.TypeFor[bulkUserError]()
	types["BulkOperationRunQueryPayload"], types["BulkOperationCancelPayload"] = reflect.TypeFor[bulkPayload](), reflect.TypeFor[bulkPayload]()
	for _, kind := range []string{"DiscountCodeApplication", "ManualDiscountApplication", "AutomaticDiscountApplication", "ScriptDiscountApplication"} {
		types[kind] = reflect.TypeFor[DiscountApplication]()
	}
	return types
}

// typeNameOf is the API's type of an object in an interface or union place.
func typeNameOf(object any) string {
	switch object := object.(type) {
	case *DiscountApplication:
		return object.Kind
	case *percentage:
		return "PricingPercentageValue"
	case *ReturnLine:
		return object.kind()
	case *Event:
		return object.kind()
	default:
		return reflect.TypeOf(object).Elem().Name()
	}
}

// bindAll finds the answer to every field of the schema. It panics on a field
// without one: schema and code ship together, so that is a mistake in this
// package which any use of it shows.
func bindAll(schema *ast.Schema) map[string]map[string]binding {
	resolvers, structs := allResolvers(), goTypes()
	bindings := map[string]map[string]binding{}
	for name, definition := range schema.Types {
		if definition.Kind != ast.Object || strings.HasPrefix(name, "__") {
			continue
		}
		bindings[name] = map[string]binding{}
		for _, field := range definition.Fields {
			if !strings.HasPrefix(field.Name, "__") {
				bindings[name][field.Name] = bind(resolvers, structs[name], name, field.Name)
			}
		}
	}
	return bindings
}

func bind(resolvers map[string]resolver, structure reflect.Type, typeName, field string) binding {
	if resolve := resolvers[typeName+"."+field]; resolve != nil {
		return binding{resolve: resolve}
	}
	if resolve := pageResolver(typeName, field); resolve != nil {
		return binding{resolve: resolve}
	}
	if structure != nil {
		for _, candidate := range reflect.VisibleFields(structure) {
			if strings.EqualFold(candidate.Name, field) && candidate.IsExported() {
				return binding{index: candidate.Index}
			}
		}
	}
	panic(fmt.Sprintf("shopifysim: nothing answers %s.%s", typeName, field))
}

// pageResolver answers the fields every connection and edge has.
func pageResolver(typeName, field string) resolver {
	switch {
	case strings.HasSuffix(typeName, "Connection") && field == "edges":
		return get(func(_ *call, p *page) any { return p.edges() })
	case strings.HasSuffix(typeName, "Connection") && field == "nodes":
		return get(func(_ *call, p *page) any { return p.nodes() })
	case strings.HasSuffix(typeName, "Connection") && field == "pageInfo":
		return get(func(_ *call, p *page) any { return p.info() })
	case strings.HasSuffix(typeName, "Edge") && field == "cursor":
		return get(func(_ *call, e *edge) any { return e.Cursor })
	case strings.HasSuffix(typeName, "Edge") && field == "node":
		return get(func(_ *call, e *edge) any { return e.Node })
	default:
		return nil
	}
}

// allResolvers are the fields that are more than a struct field, by
// "Type.field".
func allResolvers() map[string]resolver {
	all := map[string]resolver{}
	for _, some := range []map[string]resolver{queryResolvers(), customerResolvers(), orderResolvers(), lineResolvers(), paymentResolvers(), fulfillmentResolvers(), productResolvers(), variantResolvers(), inventoryResolvers(), shopResolvers(),
		returnResolvers(), reviewResolvers(), eventResolvers(), metafieldResolvers(), draftResolvers()} {
		for name, resolve := range some {
			all[name] = resolve
		}
	}
	maps.Copy(all, bulkResolvers())
	for typeName, read := range numbered() {
		all[typeName+".legacyResourceId"] = func(_ *call, object any, _ map[string]any) (any, error) { return legacyID(read(object)), nil }
	}
	return all
}

// numbered are the types with a legacyResourceId.
func numbered() map[string]func(any) string {
	return map[string]func(any) string{
		"Customer":       func(object any) string { return object.(*Customer).ID },
		"Order":          func(object any) string { return object.(*Order).ID },
		"Product":        func(object any) string { return object.(*Product).ID },
		"ProductVariant": func(object any) string { return object.(*ProductVariant).ID },
		"InventoryItem":  func(object any) string { return object.(*InventoryItem).ID },
		"Location":       func(object any) string { return object.(*Location).ID },
		"Refund":         func(object any) string { return object.(*Refund).ID },
		"Fulfillment":    func(object any) string { return object.(*Fulfillment).ID },
		"DraftOrder":     func(object any) string { return object.(*DraftOrder).ID },
		"Metafield":      func(object any) string { return object.(*Metafield).ID },
	}
}
