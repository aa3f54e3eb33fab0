package woocommerce

import "github.com/galleria-graph/galleria/sources"

// About returns what the pages of docs/sources say of the connector.
func About() sources.About {
	return sources.About{
		Title:   "WooCommerce",
		Summary: "One shop, read through the REST API, version wc/v3, of WooCommerce 3.5 and newer.",
		Example: `sources:
  shop:
    kind: woocommerce
    url: https://shop.example
    consumerKey: ${SHOP_KEY}
    consumerSecret: ${SHOP_SECRET}
`,
		Access: "A REST API key (WooCommerce, Settings, Advanced, REST API) with permission to read, made for a shop manager or an administrator: it acts as that user, and has no scopes of its own. " +
			"Over https the key is sent, over http each request is signed with it. `galleria check --connect` reads one order, customer and product.",
		Kinds: aboutKinds(),
		Limits: []string{
			"WooCommerce has no limits of its own for reading; hosts have, and a shop is often one slow machine. The connector has no more than four requests under way at once, with 100 rows at most in one.",
			"A host that refuses (429, 508), in HTML or not, is left alone until the time that it says, else for two seconds, and so is one that is down (503) and says for how long. That holds for all calls, and for the other requests of those under way.",
			"A key is never put into an address, except over https for a shop that says it has seen none in the header, as hosts do that take headers away: once to find out, and from then on where it has opened the shop.",
		},
		Gaps: []string{
			"Guests have no record: they are in orders, and are no customers.",
			"Customers can be filtered by e-mail address only. What is asked of their times is answered by reading all.",
			"Orders cannot be filtered by e-mail address: the shop's search finds those that hold the address anywhere, which is slow in large shops, and each is compared.",
			"WooCommerce pages by offset, which shifts under changes. A cursor knows its last row, and a page begins before it, so that nothing is lost or shown twice. Where an import left hundreds of orders with one second, a page takes a request for each hundred of them.",
			"Prices of products have no currency: it is the shop's.",
			"Amounts of orders have as many decimals as the shop is set to write, whatever their currency has.",
			"Plug-ins change numbers of orders and add states: an unknown state is UNKNOWN, with its word. Orders cannot be looked up by their number.",
			"Drafts of carts, which block checkouts leave behind, and what is in the trash are not shown.",
			"Payments are known only as what an order says of its own. There is no list of transactions.",
			"`updatedAt` of a customer changes rarely.",
			"Members that no field of the graph holds are named, with the reason, in [left_out.md](../../sources/woocommerce/left_out.md).",
		},
		Links: []sources.Link{
			{Text: "REST API", URL: "https://woocommerce.github.io/woocommerce-rest-api-docs/"},
			{Text: "Keys", URL: "https://woocommerce.com/document/woocommerce-rest-api/"},
			{Text: "Authentication", URL: "https://developer.woocommerce.com/docs/apis/rest-api/"},
		},
	}
}

func aboutKinds() []sources.AboutKind {
	const read = "Read"
	return []sources.AboutKind{
		{
			Kind:   "Customer",
			Rights: map[string][]string{"": {read}},
			Notes:  []string{"Customers are the users of WordPress, of any role, since others than customers buy, too."},
		},
		{
			Kind:   "Order",
			Rights: map[string][]string{"": {read}},
			Notes: []string{
				"`total` is what was charged at first; what was given back since is `totalRefunded`.",
				"A fee is a line item of no product, and a delivery charge is none. An order on hold waits for its payment; why one is held that is paid is not known.",
				"`transactions` is the payment that the order notes, with what gateways note in its meta data.",
				"Refunds of a page's orders are a request for each hundred since WooCommerce 9.0, one for each order before. What was given back of delivery and fees is in the amount only.",
				"Fulfillments are those of WooCommerce's own feature, where it is switched on, and what the plug-in Shipment Tracking notes.",
				"Comments, and fulfillments of that feature, are a request for each order; a page with them holds 25 orders at most.",
				"Attributes are the meta data, which has no types. Keys that name secrets are left out.",
			},
		},
		{
			Kind:   "Product",
			Rights: map[string][]string{"": {read}},
			Notes:  []string{"A product without variations is its own variant."},
		},
		{
			Kind:   "ProductVariant",
			Rights: map[string][]string{"": {read}},
			Notes: []string{
				"Variations are one list since WooCommerce 10.3, and are listed product by product before. Up to a hundred SKUs, or products with their variations, are looked up at once.",
			},
		},
		{
			Kind:   "InventoryItem",
			Rights: map[string][]string{"": {read}},
			Notes:  []string{"Only what has its stock counted is listed. Stock that is counted with that of the product is the product's."},
		},
		{
			Kind:  "Location",
			Notes: []string{"A shop is one location, for which nobody is asked."},
		},
	}
}
