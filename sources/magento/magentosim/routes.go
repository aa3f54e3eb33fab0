package magentosim

import "strings"

func orders(st *store) *table       { return &st.orders }
func orderItems(st *store) *table   { return &st.items }
func invoices(st *store) *table     { return &st.invoices }
func shipments(st *store) *table    { return &st.shipments }
func creditmemos(st *store) *table  { return &st.creditmemos }
func transactions(st *store) *table { return &st.transactions }

// routes lists the calls, what is fixed before what is variable.
func routes() []route {
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

	add("store/websites", aclStores, answerWebsites)
	add("store/storeGroups", aclStores, answerGroups)
	add("store/storeViews", aclStores, answerStoreViews)
	add("store/storeConfigs", aclStores, answerStoreConfigs)
	return list
}
