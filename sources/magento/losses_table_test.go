package magento_test

import (
	"path"
	"strings"
)

// losses name what is left out of Adobe's payloads, and why. A path is that of
// the list and of the value in a row; * is any name.
var losses = []struct {
	reason string
	paths  []string
}{
	{"a state is mapped, and its status is a merchant's label of it, but for fraud (VOCABULARY, 4)", []string{"orders: status"}},
	{"sums that follow from others", []string{
		"orders: *_incl_tax", "orders: *discount_tax_compensation_amount", "orders: *total_due", "orders: total_item_count", "orders: total_qty_ordered",
	}},
	{"taxes are told for lines and in all, with that on shipping in it; of a tax of nothing there is no line", []string{
		"orders: *shipping_tax_amount", "orders: items[].tax_amount", "orders: items[].tax_percent",
	}},
	{"rates and currencies that no amount is in: an order has that of the shop and that of the buyer", []string{
		"orders: *_rate", "orders: global_currency_code", "orders: store_currency_code",
	}},
	{"discounts are told by their sum and the coupon, not by the rules of the shop", []string{"orders: *applied_rule_ids", "orders: items[].discount_percent", "orders: items[].no_discount", "orders: items[].free_shipping"}},
	{"prices before those that were asked for", []string{"orders: items[].*original_price"}},
	{"invoices are no kind here: what is billed is told as what is paid", []string{"orders: items[].*_invoiced", "orders: items[].*_refunded", "invoices: *"}},
	{"weights are those of the products", []string{"orders: weight", "orders: items[].weight", "orders: items[].row_weight"}},
	{"numbers of Magento's own tables, and marks of its administration", []string{
		"orders: billing_address_id", "orders: *address.entity_id", "orders: *address.parent_id", "orders: *address.region_id", "orders: *address.address_type",
		"orders: quote_id", "orders: items[].quote_item_id", "orders: items[].order_id", "orders: *store_id", "orders: protect_code", "orders: email_sent", "orders: customer_note_notify",
		"orders: items[].is_qty_decimal", "orders: customer_group_id", "orders: items[].*_at", "orders: is_virtual",
		"customers/search: addresses[].id", "customers/search: addresses[].customer_id", "customers/search: *region_id", "customers/search: group_id", "customers/search: store_id",
		"customers/search: website_id", "customers/search: created_in", "customers/search: disable_auto_group_change",
		"products: attribute_set_id", "products: extension_attributes.website_ids[]",
		"inventory/sources: items[].region_id", "inventory/sources: items[].use_default_carrier_config",
	}},
	{"a buyer's address of mail and name are those of the order and its addresses; who has no number is a guest", []string{
		"orders: *address.email", "orders: customer_firstname", "orders: customer_lastname", "orders: customer_is_guest",
	}},
	{"a payment of which nothing is authorized or paid is no transaction; what a gateway noted is its own", []string{
		"orders: payment.method", "orders: payment.entity_id", "orders: payment.parent_id", "orders: payment.account_status", "orders: payment.additional_information[]",
		"orders: payment.*amount_ordered", "orders: payment.*shipping_amount", "orders: payment.cc_last4",
	}},
	{"said once more under shipping_assignments", []string{"orders: extension_attributes.shipping_assignments[].items[].*", "orders: extension_attributes.shipping_assignments[].shipping.total.*"}},
	{"of a line that is neither configurable nor a bundle the type says nothing", []string{"orders: items[].product_type"}},
	{"of one address alone it says nothing", []string{"customers/search: addresses[].default_billing", "customers/search: addresses[].default_shipping", "customers/search: default_billing", "customers/search: default_shipping"}},
	{"categories are no kind here; the attribute category_ids names them", []string{"products: extension_attributes.category_links[].*"}},
	{"lists leave the stock out: it is read as a record of its own", []string{"products: extension_attributes.stock_item.*"}},
	{"comments have a text, a time and who sees them", []string{
		"orders: status_histories[].entity_id", "orders: status_histories[].entity_name", "orders: status_histories[].is_customer_notified", "orders: status_histories[].parent_id",
		"orders: status_histories[].status",
	}},
	{"pictures are told in their order, not by where a theme shows them", []string{"products: media_gallery_entries[].id", "products: media_gallery_entries[].types[]"}},
	{"what a bundle is made of is told for what was sold", []string{"products: extension_attributes.bundle_product_options[].*"}},
	{"locations have a name, an address and a phone, and no persons", []string{"inventory/sources: items[].contact_name", "inventory/sources: items[].email", "inventory/sources: items[].description", "inventory/sources: items[].l*itude"}},
	{"that goods at a source are out of stock is a merchant's switch: the quantity is told", []string{"inventory/source-items: items[].status"}},
	{"the question once more", []string{"inventory/*: search_criteria.*", "inventory/*: total_count"}},
}

// signs hides what a pattern would take for its own.
var signs = strings.NewReplacer("[]", "#", "/", "|")

// left returns why a value is not read; nothing when the table does not have it.
func left(list, at string) (pattern, reason string) {
	at = strings.TrimPrefix(list, "/V1/") + ": " + at
	for _, l := range losses {
		for _, pattern := range l.paths {
			if ok, err := path.Match(signs.Replace(pattern), signs.Replace(at)); ok && err == nil {
				return pattern, l.reason
			}
		}
	}
	return "", ""
}
