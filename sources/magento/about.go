package magento

import "github.com/galleria-graph/galleria/sources"

// About returns what the pages of docs/sources say of the connector.
func About() sources.About {
	return sources.About{
		Title:   "Magento",
		Summary: "One shop of Magento Open Source or Adobe Commerce, read through the REST API, V1.",
		Example: `sources:
  main:
    kind: magento
    url: https://shop.example
    accessToken: ${MAGENTO_TOKEN}
    accessTokenSecret: ${MAGENTO_TOKEN_SECRET}
    consumerKey: ${MAGENTO_KEY}
    consumerSecret: ${MAGENTO_SECRET}
    barcodeAttribute: ean
`,
		Access: "An integration (System, Extensions, Integrations) with the resources below, activated. With all four credentials every request is signed, which every shop allows. " +
			"The access token alone is sent as Bearer, which shops since 2.4.4 allow only if they are told to (Stores, Configuration, Services, OAuth). " +
			"A resource includes those below it in the tree: `Magento_Sales::sales` is all of sales. `galleria check --connect` names what is lacking.",
		Kinds: aboutKinds(),
		Limits: []string{
			"Magento has no limits of its own for reading; hosts and firewalls before a shop have. The connector has no more than four requests under way at once, and asks for at most 300 rows in one; where a shop limits the rows of a page to fewer, it learns that from the first refusal.",
			"A refusal of the host (429, 503, 508) is told as such, with how long to wait where it is said, and a web page in the place of an answer is never read as one.",
		},
		Gaps: []string{
			"Only columns of an entity's own table can be filtered. States of payment and of fulfilment are derived from amounts and documents, and are filtered by the graph.",
			"Magento's texts compare without regard to case and accents; what it finds is compared once more.",
			"Magento repeats the last page of a list for every page behind it, and counts wrongly with some extensions. Lists are therefore read by keyset, after the last row.",
			"Orders that Adobe Commerce has archived are not in the list of orders, and are not found.",
			"Wish lists, gift cards and returns (RMA) are modules of Adobe Commerce that are not read.",
			"The status of an order is a label that the merchant gives to a state: the state is read, and of the labels `fraud` alone. Payments of which nothing is authorized or paid yet are no transactions.",
			"A transaction does not say its amount. It is that of the invoice or the credit memo that names it, else the payment's own sum where it is the only one of its kind; the others are left out.",
			"Where a shipment left is said only if the shop's list of shipments says it, which some releases leave out.",
			"Invoices are read for what was paid with them, and are not told themselves; nor are categories, what bundles are made of, groups of customers and prices before discounts.",
			"Magento keeps no state of customers' accounts beyond whether they are confirmed, and no count or sum of their orders.",
			"Adobe Commerce as a Cloud Service signs in otherwise (IMS) and is not supported.",
		},
		Links: []sources.Link{
			{Text: "REST API", URL: "https://developer.adobe.com/commerce/webapi/rest/"},
			{Text: "Authentication", URL: "https://developer.adobe.com/commerce/webapi/get-started/authentication/"},
			{Text: "Integrations", URL: "https://experienceleague.adobe.com/en/docs/commerce-admin/systems/integrations"},
			{Text: "Searches", URL: "https://developer.adobe.com/commerce/webapi/rest/use-rest/performing-searches/"},
			{Text: "Rate limiting", URL: "https://developer.adobe.com/commerce/webapi/get-started/rate-limiting/"},
		},
	}
}

func aboutKinds() []sources.AboutKind {
	const (
		orders, transactions   = "Magento_Sales::actions_view", "Magento_Sales::transactions_fetch"
		memos, shipments       = "Magento_Sales::sales_creditmemo", "Magento_Sales::shipment"
		invoices, stores       = "Magento_Sales::sales_invoice", "Magento_Backend::store"
		products, attributes   = "Magento_Catalog::products", "Magento_Catalog::attributes_attributes"
		customers, stockSource = "Magento_Customer::customer", "Magento_InventoryApi::source"
		stockRecords           = "Magento_CatalogInventory::cataloginventory"
	)
	return []sources.AboutKind{
		{
			Kind:   "Customer",
			Rights: map[string][]string{"": {customers}},
			Notes:  []string{"One e-mail address can have an account in each website, where accounts are not shared."},
		},
		{
			Kind: "Order",
			Rights: map[string][]string{
				"":             {orders},
				"transactions": {transactions, invoices, memos},
				"refunds":      {memos},
				"fulfillments": {shipments},
			},
			Notes: []string{
				"`name` is the number that buyers see (increment_id), which is one of its store.",
				"`total` and the other amounts are in the shop's base currency, with those in the buyer's beside them.",
				"Of a configurable product the line is one, with the variant that was bought.",
				"Orders are found by `sku` through the list of lines. A listing in another order than that of the numbers first names all orders with the SKU; of one that more than 1200 lines have, orders are read in their order and compared, so that pages can be short.",
				"An order whose state is `payment_review` or `holded`, or whose status is `fraud`, is held. Attributes are the `extension_attributes` that no other field tells.",
				"Transactions, refunds and fulfillments are one list each for all orders of a page.",
			},
		},
		{
			Kind:   "Product",
			Rights: map[string][]string{"": {products, stores, attributes}},
			Notes: []string{
				"What is not visible by itself is a variant only. Names and prices are those of the store view that is configured.",
				"`vendor` is the attribute `manufacturer`. Custom attributes are told with what they are, those that let choose by the labels of what was chosen.",
			},
		},
		{
			Kind:   "ProductVariant",
			Rights: map[string][]string{"": {products, stores}, "attributes": {attributes}},
			Notes: []string{
				"Prices are in the base currency. A special price is `price` on its days, with the usual one as `compareAtPrice`; prices of customer groups, of quantities and of price rules are not told.",
				"Magento does not say of which configurable product something is a variant. Where variants are read without their product, it is found by the SKU, which that of the variant begins with if Magento has made it (`tee` and `tee-s`), and is empty else.",
				"Barcodes are those of the attribute in `barcodeAttribute`; without one they are neither told nor found.",
				"Looking up the variants of products takes a request for the products, and one for their variants.",
			},
		},
		{
			Kind:   "InventoryItem",
			Rights: map[string][]string{"": {products, stockRecords}, "levels": {stockSource}},
			Notes: []string{
				"Whether stock is counted is said by each stock record alone, so that every item costs a request; a call has at most 20.",
				"ON_HAND is told for each source of stock. AVAILABLE, what can be sold, is told with `salableStock` only, needs the right `Magento_InventorySalesApi::stock`, and is a request for each item.",
				"A shop without sources of stock has the quantity of its stock records read, as AVAILABLE.",
			},
		},
		{
			Kind:   "Location",
			Rights: map[string][]string{"": {stockSource}},
			Notes:  []string{"Locations are the sources of stock, by their codes; a shop without any has one."},
		},
	}
}
