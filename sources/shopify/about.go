package shopify

import "github.com/galleria-graph/galleria/sources"

// About returns what the pages of docs/sources say of the connector.
func About() sources.About {
	return sources.About{
		Title:   "Shopify",
		Summary: "One shop, read through the Admin GraphQL API.",
		Example: `sources:
  north:
    kind: shopify
    shop: north-shop.myshopify.com
    accessToken: ${NORTH_TOKEN}
`,
		Access: "An Admin API access token of an app that is installed in the shop, or the client id and secret (`clientId`, `clientSecret`) of an app of the shop's own organization, " +
			"which are exchanged for tokens; with the scopes below. A scope to write includes the one to read. " +
			"`galleria check --connect` names the scopes that the token lacks.",
		Kinds:  aboutKinds(),
		Limits: aboutLimits(),
		Gaps: []string{
			"Orders placed more than 60 days ago are shown only to apps that have `read_all_orders` as well, which Shopify grants on request. An order that may be one of them is told as denied, not as missing.",
			"Names, addresses, e-mail addresses and telephone numbers are empty for apps that Shopify has not approved for protected customer data.",
			"Searches answer from an index that may lag seconds behind: what was written just now may not be listed yet. Lookups by id do not lag.",
			"Shopify ignores filters that it does not know instead of refusing them. Every row is therefore compared again, and a page can be short.",
			"Shopify knows payments only as the transactions of orders, and offers none as a list of its own.",
			"The receipts of gateways have no promised form, and are not read.",
			"Of a connection inside an entity all is read; those longer than fit the price of one request take further requests.",
		},
		Links: []sources.Link{
			{Text: "Admin GraphQL API", URL: "https://shopify.dev/docs/api/admin-graphql"},
			{Text: "Access scopes", URL: "https://shopify.dev/docs/api/usage/access-scopes"},
			{Text: "Limits", URL: "https://shopify.dev/docs/api/usage/limits"},
			{Text: "Search syntax", URL: "https://shopify.dev/docs/api/usage/search-syntax"},
			{Text: "Protected customer data", URL: "https://shopify.dev/docs/apps/launch/protected-customer-data"},
			{Text: "Versions", URL: "https://shopify.dev/docs/api/usage/versioning"},
		},
	}
}

func aboutLimits() []string {
	return []string{
		"Shopify charges points for what a query could return, and an account regains some every second, how many says its plan. One query may cost 1,000 points at most.",
		"The connector asks for as much at once as fits, reads the real price from each answer, and holds a query back until its points are there. " +
			"One that cannot have them before its deadline is told so at once, with how long to wait; a query that Shopify throttles all the same says that, too.",
		"A lookup of several values or pages is one query with an alias for each, up to four queries side by side.",
	}
}

func aboutKinds() []sources.AboutKind {
	const (
		customers, orders, products = "read_customers", "read_orders", "read_products"
		inventory, locations        = "read_inventory", "read_locations"
	)
	return []sources.AboutKind{
		{
			Kind:   "Customer",
			Rights: map[string][]string{"": {customers}},
			Notes:  []string{"Listed in the order of ids. `state` has DECLINED of Shopify among DISABLED."},
		},
		{
			Kind: "Order",
			Rights: map[string][]string{
				"":             {orders, customers},
				"lines":        {products},
				"fulfillments": {locations},
				"returns":      {"read_returns"},
				"holds":        {"read_merchant_managed_fulfillment_orders", "read_third_party_fulfillment_orders", "read_assigned_fulfillment_orders"},
			},
			Notes: []string{
				"`total` is what was charged at first; what was given back since is `totalRefunded`.",
				"Drafts, which a filter of `status` asks for, need the scope `read_draft_orders` as well.",
				"A draft has an id of its own. One that is paid becomes an order of another id, and is not found any more.",
				"`returns` is what comes back: goods sent in exchange, and fees for shipping and restocking, are not in it.",
				"Without the scopes of `returns` or `holds` these stay away with an error, and the rest of the order arrives.",
				"Comments have no author, whom few apps may see; Shopify keeps them for a year. Attributes are the metafields.",
				"What is UNFULFILLED or IN_PROGRESS cannot be asked for by `fulfillmentStatus` exactly, and is filtered from more than matches.",
			},
		},
		{
			Kind:   "Product",
			Rights: map[string][]string{"": {products}},
			Notes:  []string{"Products that are unlisted are ACTIVE here, with Shopify's own word beside it."},
		},
		{
			Kind:   "ProductVariant",
			Rights: map[string][]string{"": {products}},
			Notes:  []string{"Prices are in the shop's own currency. Shopify orders variants by id only."},
		},
		{
			Kind:   "InventoryItem",
			Rights: map[string][]string{"": {inventory}, "levels": {locations}},
			Notes:  []string{"Listed in the order of ids, only. Eight of Shopify's quantities are read at each location."},
		},
		{
			Kind:   "Location",
			Rights: map[string][]string{"": {locations}},
			Notes:  []string{"Locations that are inactive, and those of fulfillment services of old, are listed, too."},
		},
	}
}
