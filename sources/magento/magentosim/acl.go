package magentosim

// The rights that the simulated calls ask for.
const (
	aclOrders       = "Magento_Sales::actions_view"
	aclInvoices     = "Magento_Sales::sales_invoice"
	aclShipments    = "Magento_Sales::shipment"
	aclCreditmemos  = "Magento_Sales::sales_creditmemo"
	aclTransactions = "Magento_Sales::transactions_fetch"
	aclCustomers    = "Magento_Customer::customer"
	aclGroups       = "Magento_Customer::group"
	aclProducts     = "Magento_Catalog::products"
	aclAttributes   = "Magento_Catalog::attributes_attributes"
	aclStock        = "Magento_CatalogInventory::cataloginventory"
	aclSources      = "Magento_InventoryApi::source"
	aclStocks       = "Magento_InventoryApi::stock"
	aclStockLinks   = "Magento_InventoryApi::stock_source_link"
	aclSalable      = "Magento_InventorySalesApi::stock"
	aclStores       = "Magento_Backend::store"
)

// parents is the part of the tree of rights above those.
var parents = map[string]string{
	aclOrders:                            "Magento_Sales::actions",
	"Magento_Sales::actions":             "Magento_Sales::sales_order",
	aclInvoices:                          "Magento_Sales::sales_operation",
	aclShipments:                         "Magento_Sales::sales_operation",
	aclCreditmemos:                       "Magento_Sales::sales_operation",
	"Magento_Sales::sales_order":         "Magento_Sales::sales_operation",
	"Magento_Sales::transactions":        "Magento_Sales::sales_operation",
	aclTransactions:                      "Magento_Sales::transactions",
	"Magento_Sales::sales_operation":     "Magento_Sales::sales",
	aclProducts:                          "Magento_Catalog::catalog_inventory",
	"Magento_Catalog::catalog_inventory": "Magento_Catalog::catalog",
	aclStock:                             "Magento_Catalog::catalog",
	aclAttributes:                        "Magento_Backend::stores_attributes",
	aclGroups:                            "Magento_Customer::customer",
	aclSources:                           "Magento_InventoryApi::inventory",
	aclStocks:                            "Magento_InventoryApi::inventory",
	aclStockLinks:                        "Magento_InventoryApi::stock",
	aclSalable:                           "Magento_InventoryApi::stock",
	aclStores:                            "Magento_Backend::stores",
	"Magento_Backend::stores_attributes": "Magento_Backend::stores",
}

// permits says whether one of the granted rights includes the one asked for.
func (i *Integration) permits(right string) bool {
	if i.Resources == nil {
		return true
	}
	for right != "" {
		for _, granted := range i.Resources {
			if granted == right || granted == "Magento_Backend::all" {
				return true
			}
		}
		right = parents[right]
	}
	return false
}
