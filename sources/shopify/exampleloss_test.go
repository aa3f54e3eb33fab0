package shopify_test

// Why a member of an example is left out.
const (
	again     = "is said by another member, which is carried"
	noShape   = "the unified shapes have no place for it (VOCABULARY.md, 2)"
	ofAnother = "is part of another entity, which carries it"
	ofPage    = "concerns the shop's own pages and devices, not the sale"
	derived   = "follows from other members"
	notInAPI  = "GraphQL has no such value, or has it otherwise"
	beyond    = "is not asked for: no field of the graph shows it"
)

// leftOut is what the connector does not carry, by the topic of the example and
// the path without places; "all" is for every topic.
var leftOut = map[string]map[string]string{
	"all": {
		"id":                      again + ": admin_graphql_api_id, whose number the example has rounded",
		"line_items.id":           again + ": admin_graphql_api_id",
		"default_address.id":      noShape,
		"default_address.default": derived,
		"tax_exempt":              noShape,
		"tax_exemptions":          noShape,
		"verified_email":          noShape,
		"multipass_identifier":    notInAPI,
	},
	"orders__create": {
		"app_id": beyond, "browser_ip": ofPage, "buyer_accepts_marketing": noShape, "cart_token": ofPage, "checkout_token": ofPage, "client_details": ofPage,
		"confirmation_number": noShape, "confirmed": noShape, "contact_email": again + ": email", "customer_locale": noShape, "device_id": ofPage,
		"current_shipping_price_set": derived, "current_subtotal_price": derived, "current_subtotal_price_set": derived, "current_total_additional_fees_set": derived,
		"current_total_discounts": derived, "current_total_discounts_set": derived, "current_total_duties_set": derived, "current_total_price": derived, "current_total_price_set": derived,
		"current_total_tax": derived, "current_total_tax_set": derived, "discount_codes": again + ": discount_applications", "duties_included": noShape, "estimated_taxes": noShape,
		"landing_site": ofPage, "landing_site_ref": ofPage, "location_id": beyond, "merchant_business_entity_id": noShape, "merchant_of_record_app_id": noShape,
		"note_attributes": "attributes are the metafields; what a checkout noted is not read", "number": again + ": name", "order_number": again + ": name", "order_status_url": ofPage,
		"original_total_additional_fees_set": noShape, "original_total_duties_set": noShape, "payment_gateway_names": again + ": the transactions' gateways", "po_number": noShape,
		"reference": ofPage, "referring_site": ofPage, "source_identifier": beyond, "source_url": ofPage, "taxes_included": noShape, "token": ofPage,
		"total_cash_rounding_payment_adjustment_set": noShape, "total_cash_rounding_refund_adjustment_set": noShape, "total_line_items_price": derived, "total_line_items_price_set": derived,
		"total_outstanding": derived + ": the total less what the transactions have brought", "total_tip_received": noShape, "total_weight": noShape, "user_id": beyond,
		"billing_address.country": again + ": country_code", "billing_address.name": again + ": first_name, last_name", "billing_address.latitude": noShape, "billing_address.longitude": noShape,
		"shipping_address.country": again + ": country_code", "shipping_address.name": again + ": first_name, last_name", "shipping_address.latitude": noShape, "shipping_address.longitude": noShape,
		"customer":                     ofAnother + ": the order has the customer's id and e-mail address",
		"line_items.attributed_staffs": noShape, "line_items.discount_allocations": derived + ": the line's price with discounts", "line_items.duties": noShape,
		"line_items.fulfillment_service": noShape, "line_items.fulfillment_status": derived + ": the line's quantities", "line_items.gift_card": noShape, "line_items.grams": ofAnother + ": the variant",
		"line_items.name": again + ": title, variant_title", "line_items.product_exists": derived, "line_items.properties": noShape, "line_items.sales_line_item_group_id": noShape,
		"line_items.taxable": noShape, "line_items.total_discount": derived, "line_items.total_discount_set": derived, "line_items.variant_inventory_management": noShape, "line_items.vendor": ofAnother + ": the product",
		"line_item_groups": noShape, "payment_terms": noShape,
		"shipping_lines.id": noShape, "shipping_lines.carrier_identifier": noShape, "shipping_lines.current_discounted_price_set": derived, "shipping_lines.discount_allocations": noShape,
		"shipping_lines.is_removed": noShape, "shipping_lines.phone": noShape, "shipping_lines.price": derived + ": the price with discounts is carried", "shipping_lines.price_set": derived + ": the price with discounts is carried",
		"shipping_lines.requested_fulfillment_service_id": noShape, "shipping_lines.source": noShape, "shipping_lines.tax_lines": noShape,
	},
	"customers__create": {
		"addresses": "the example has a default address and no addresses, which no shop has", "currency": again + ": the currency of what was spent",
		"default_address.customer_id": derived, "default_address.name": again + ": first_name, last_name", "default_address.country": again + ": country_code", "default_address.country_name": again + ": country_code",
	},
	"products__create": {
		"created_at": "null in the example; GraphQL promises a time", "published_at": noShape, "published_scope": noShape, "template_suffix": ofPage,
		"image": again + ": media", "images": again + ": media", "variant_gids": again + ": variants", "has_variants_that_requires_components": noShape, "category": noShape,
		"variants.product_id": again + ": admin_graphql_api_id of the product, whose number the example has rounded", "variants.id": again + ": admin_graphql_api_id", "variants.inventory_policy": noShape, "variants.position": derived, "variants.taxable": noShape, "variants.option2": again + ": option1 is all options", "variants.option3": again + ": option1 is all options",
		"variants.image_id": noShape, "variants.inventory_item_id": "null in the example; GraphQL promises one", "variants.inventory_quantity": ofAnother + ": the inventory item", "variants.old_inventory_quantity": ofAnother + ": the inventory item",
	},
	"variants__in_stock": {
		"inventory_policy": noShape, "position": derived, "taxable": noShape, "option2": again + ": option1 is all options", "option3": again + ": option1 is all options", "image_id": noShape,
		"inventory_quantity": ofAnother + ": the inventory item", "old_inventory_quantity": ofAnother + ": the inventory item",
	},
	"inventory_items__create": {
		"requires_shipping": ofAnother + ": the order's line", "cost": noShape, "country_code_of_origin": noShape, "province_code_of_origin": noShape, "harmonized_system_code": noShape, "country_harmonized_system_codes": noShape,
		"weight_value": ofAnother + ": the variant's weight", "weight_unit": ofAnother + ": the variant's weight",
	},
	"locations__create": {
		"country": again + ": country_code", "country_name": again + ": country_code", "created_at": noShape, "legacy": "all locations are read, and said to be services or not",
	},
	"fulfillments__create": {
		"order_id": ofAnother, "service": noShape, "shipment_status": notInAPI + ": displayStatus", "origin_address": ofAnother + ": the location", "email": ofAnother + ": the order", "destination": ofAnother + ": the order's shipping address",
		"line_items": ofAnother + ": the order's line, by its id", "receipt": noShape, "tracking_number": again + ": tracking_numbers", "tracking_url": again + ": tracking_urls",
	},
	"refunds__create": {
		"order_id": ofAnother, "user_id": beyond, "processed_at": again + ": created_at, which comes first", "duties": noShape, "total_duties_set": noShape, "return": ofAnother + ": the order's returns", "refund_shipping_lines": noShape,
		"restock": noShape, "order_adjustments": derived + ": the amount less that of the lines",
		"refund_line_items.id": noShape, "refund_line_items.line_item_id": again + ": line_item.admin_graphql_api_id, whose number the example has rounded", "refund_line_items.location_id": noShape, "refund_line_items.restock_type": noShape, "refund_line_items.total_tax": noShape, "refund_line_items.total_tax_set": noShape,
		"refund_line_items.subtotal_set.presentment_money": "a refund's amounts are in the shop's currency", "refund_line_items.line_item": ofAnother + ": the order's line, by its id",
		"transactions.id": again + ": admin_graphql_api_id", "transactions.order_id": ofAnother, "transactions.message": noShape, "transactions.authorization": "deprecated in favour of payment_id", "transactions.location_id": noShape, "transactions.user_id": beyond,
		"transactions.processed_at": "null in the example; then the transaction's own time counts", "transactions.device_id": ofPage, "transactions.source_name": noShape, "transactions.receipt": "the vendor says not to build on it",
		"transactions.currency": "null in the example; an amount always has one", "transactions.total_unsettled_set": noShape, "transactions.manual_payment_gateway": noShape, "transactions.amount_rounding": noShape,
	},
	"order_transactions__create": {
		"order_id": ofAnother, "message": noShape, "authorization": "deprecated in favour of payment_id", "location_id": noShape, "user_id": beyond, "processed_at": "null in the example; then the transaction's own time counts", "device_id": ofPage,
		"source_name": noShape, "payment_details": noShape, "receipt": "the vendor says not to build on it", "total_unsettled_set": noShape, "manual_payment_gateway": noShape, "amount_rounding": noShape,
	},
}
