package magentosim

import "strings"

func orders(st *store) *table       { return &st.orders }
func orderItems(st *store) *table   { return &st.items }
func invoices(st *store) *table     { return &st.invoices }
func shipments(st *store) *table    { return &st.shipments }
func creditmemos(st *store) *table  { return &st.creditmemos }
func transactions(st *store) *table { return &st.transactions }
func customers(st *store) *table    { return &st.customers }
func products(st *store) *table     { return &st.products }
func attributes(st *store) *table   { return &st.attributes }
func sources(st *store) *table      { return &st.sources }
func sourceItems(st *store) *table  { return &st.sourceItems }
func stocks(st *store) *table       { return &st.stocks }

// routes lists the calls, what is fixed before what is variable.
func routes(noSources bool) []route {
	var list []route
	add := func(path, right string, answer func(*call) (any, *apiError)) {
		list = append(list, route{strings.Split(path, "/"), right, answer})
	}
	add("orders", aclOrders, searchIn(orders, orderColumns))
	add("orders/items", aclOrders, searchIn(orderItems, itemColumns))
	add("orders/items/:id", aclOrders, oneOf(orderItems))
	add("orders/:id", aclOrders, oneOf(orders))
	add("orders/:id/comments", aclOrders, answerOrderComments)
	add("orders/:id/statuses", aclOrders, answerOrderStatus)
	add("invoices", aclInvoices, searchIn(invoices, invoiceColumns))
	add("invoices/:id", aclInvoices, oneOf(invoices))
	add("shipments", aclShipments, searchIn(shipments, shipmentColumns))
	add("shipment/:id", aclShipments, oneOf(shipments))
	add("creditmemos", aclCreditmemos, searchIn(creditmemos, creditmemoColumns))
	add("creditmemo/:id", aclCreditmemos, oneOf(creditmemos))
	add("transactions", aclTransactions, searchIn(transactions, transactionColumns))
	add("transactions/:id", aclTransactions, oneOf(transactions))

	add("customers/search", aclCustomers, searchIn(customers, customerColumns))
	add("customers/addresses/:id", aclCustomers, answerCustomerAddress)
	add("customers/:id", aclCustomers, answerCustomer)

	add("products", aclProducts, searchIn(products, productColumns))
	add("products/attributes", aclAttributes, searchIn(attributes, attributeColumns))
	add("products/attributes/:code", aclAttributes, answerAttribute)
	add("products/attributes/:code/options", aclAttributes, answerAttributeOptions)
	add("products/:sku", aclProducts, answerProduct)
	add("products/:sku/media", aclProducts, answerMedia)
	add("configurable-products/:sku/children", aclProducts, answerChildren)
	add("configurable-products/:sku/options/all", aclProducts, answerConfigurableOptions)
	add("bundle-products/:sku/children", aclProducts, answerBundleChildren)

	add("stockItems/:sku", aclStock, answerStockItem)
	add("stockStatuses/:sku", aclStock, answerStockStatus)
	add("store/websites", aclStores, answerWebsites)
	add("store/storeGroups", aclStores, answerGroups)
	add("store/storeViews", aclStores, answerStoreViews)
	add("store/storeConfigs", aclStores, answerStoreConfigs)
	if noSources {
		return list
	}
	add("inventory/sources", aclSources, searchIn(sources, sourceColumns))
	add("inventory/sources/:code", aclSources, answerSource)
	add("inventory/source-items", aclSources, searchIn(sourceItems, sourceItemColumns))
	add("inventory/stocks", aclStocks, searchIn(stocks, stockColumns))
	add("inventory/stocks/:id", aclStocks, oneOf(stocks))
	add("inventory/stock-source-links", aclStockLinks, answerStockLinks)
	add("inventory/get-product-salable-quantity/:sku/:stock", aclSalable, answerSalableQuantity)
	add("inventory/is-product-salable/:sku/:stock", aclSalable, answerIsSalable)
	add("inventory/are-products-salable", aclSalable, answerAreSalable)
	return list
}
