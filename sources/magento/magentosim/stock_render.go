package magentosim

import (
	"net/http"
	"slices"
	"strconv"

	"github.com/shopspring/decimal"
)

var (
	sourceColumns = newColumns(`city contact_name country_id description email enabled fax latitude longitude name phone postcode region region_id source_code
		street use_default_carrier_config`)
	sourceItemColumns = newColumns(`quantity sku source_code status`)
	stockColumns      = newColumns(`name stock_id`)
	stockLinkColumns  = newColumns(`priority source_code stock_id`)
)

func (s *Source) column(v *view, name string) any { return s.render(v)[name] }

func (s *Source) render(*view) object {
	row := object{
		"source_code": s.Code, "name": s.Name, "enabled": !s.Disabled, "country_id": s.CountryID, "postcode": s.Postcode,
		"use_default_carrier_config": true, "carrier_links": []any{}, "extension_attributes": object{"is_pickup_location_active": false, "frontend_name": s.Name},
	}
	for name, value := range map[string]string{
		"description": s.Description, "contact_name": s.ContactName, "email": s.Email, "phone": s.Phone, "street": s.Street, "city": s.City, "region": s.Region.Name,
	} {
		text(row, name, value)
	}
	whole(row, "region_id", s.Region.ID)
	coordinate(row, "latitude", s.Latitude)
	coordinate(row, "longitude", s.Longitude)
	return row
}

func coordinate(row object, name string, value *decimal.Decimal) {
	if value != nil {
		row[name] = exact(*value)
	}
}

func (s *SourceItem) column(v *view, name string) any {
	if name == "sku" {
		return s.SKU
	}
	return s.render(v)[name]
}

func (s *SourceItem) render(*view) object {
	return object{"sku": s.SKU, "source_code": s.SourceCode, "quantity": number(s.Quantity), "status": flag(!s.OutOfStock)}
}

func (s *Stock) column(v *view, name string) any { return s.render(v)[name] }

func (s *Stock) render(*view) object {
	channels := make([]any, len(s.Websites))
	for i, code := range s.Websites {
		channels[i] = object{"type": "website", "code": code}
	}
	return object{"stock_id": s.ID, "name": s.Name, "extension_attributes": object{"sales_channels": channels}}
}

// stockLink is a source in a stock.
type stockLink struct {
	number   int64
	stock    int64
	source   string
	priority int
}

func (l *stockLink) id() int64                       { return l.number }
func (l *stockLink) column(v *view, name string) any { return l.render(v)[name] }
func (l *stockLink) render(*view) object {
	return object{"stock_id": l.stock, "source_code": l.source, "priority": l.priority}
}

func answerStockLinks(c *call) (any, *apiError) {
	var links []entity
	for _, e := range c.sim.store.stocks.rows {
		stock := e.(*Stock)
		for i, code := range stock.Sources {
			links = append(links, &stockLink{number: int64(len(links) + 1), stock: stock.ID, source: code, priority: i + 1})
		}
	}
	return c.search(links, stockLinkColumns)
}

func answerSource(c *call) (any, *apiError) {
	found := get[Source](&c.sim.store.sources, c.sim.store.sourceIDs[c.values[0]])
	if found == nil {
		return nil, &apiError{status: http.StatusNotFound, message: "Source with code \"%value\" does not exist.", parameters: object{"value": c.values[0]}}
	}
	return found.render(c.view), nil
}

// renderStockItem is the stock as it was before there were sources: what lies
// at the default one.
func (st *store) renderStockItem(p *Product) object {
	qty, there := decimal.Zero, true
	if p.stocked() {
		item := st.sourceItem(p.SKU, defaultSource)
		there = item != nil && !item.OutOfStock
		if item != nil {
			qty = item.Quantity
		}
	} else if stock := get[Stock](&st.stocks, defaultStock); stock != nil {
		there = st.sells(stock, p)
	}
	const maxSale = 10000
	return object{
		"item_id": p.ID, "product_id": p.ID, "stock_id": defaultStock, "qty": number(qty), "is_in_stock": there, "is_qty_decimal": false,
		"show_default_notification_message": false, "use_config_min_qty": p.MinQty.IsZero(), "min_qty": number(p.MinQty),
		"use_config_min_sale_qty": 1, "min_sale_qty": 1, "use_config_max_sale_qty": true, "max_sale_qty": maxSale,
		"use_config_backorders": p.Backorders == 0, "backorders": p.Backorders, "use_config_notify_stock_qty": true, "notify_stock_qty": 1,
		"use_config_qty_increments": true, "qty_increments": 0, "use_config_enable_qty_inc": true, "enable_qty_increments": false,
		"use_config_manage_stock": !p.Unmanaged, "manage_stock": !p.Unmanaged, "low_stock_date": nil, "is_decimal_divided": false,
		"stock_status_changed_auto": 0,
	}
}

func answerStockItem(c *call) (any, *apiError) {
	found, problem := c.product()
	if problem != nil {
		return nil, problem
	}
	return c.sim.store.renderStockItem(found), nil
}

func answerStockStatus(c *call) (any, *apiError) {
	found, problem := c.product()
	if problem != nil {
		return nil, problem
	}
	item := c.sim.store.renderStockItem(found)
	return object{
		"product_id": found.ID, "stock_id": defaultStock, "qty": item["qty"], "stock_status": flag(item["is_in_stock"].(bool)), "stock_item": item,
	}, nil
}

// stockAndProduct reads {sku}/{stockId}.
func (c *call) stockAndProduct() (*Stock, *Product, *apiError) {
	stock, problem := c.stock(c.values[1])
	if problem != nil {
		return nil, nil, problem
	}
	product, problem := c.product()
	return stock, product, problem
}

func (c *call) stock(id string) (*Stock, *apiError) {
	stockID, err := strconv.ParseInt(id, 10, 64)
	if err != nil {
		return nil, notInteger("stockId", id)
	}
	found := get[Stock](&c.sim.store.stocks, stockID)
	if found == nil {
		return nil, &apiError{status: http.StatusNotFound, message: "Stock with id \"%value\" does not exist.", parameters: object{"value": stockID}}
	}
	return found, nil
}

func answerSalableQuantity(c *call) (any, *apiError) {
	stock, product, problem := c.stockAndProduct()
	if problem != nil {
		return nil, problem
	}
	if !product.stocked() {
		return nil, badRequest("Can't check requested quantity for products without Source Items support.", nil)
	}
	return number(c.sim.store.salable(stock, product)), nil
}

func answerIsSalable(c *call) (any, *apiError) {
	stock, product, problem := c.stockAndProduct()
	if problem != nil {
		return nil, problem
	}
	return c.sim.store.sells(stock, product), nil
}

func answerAreSalable(c *call) (any, *apiError) {
	skus := c.query.member("skus").texts()
	if len(skus) == 0 {
		return nil, required("skus")
	}
	stock, problem := c.stock(c.query.member("stockId").value())
	if problem != nil {
		return nil, problem
	}
	list := []any{}
	for _, sku := range slices.Compact(skus) {
		product := c.sim.store.product(sku)
		list = append(list, object{"sku": sku, "stock_id": stock.ID, "salable": product != nil && c.sim.store.sells(stock, product)})
	}
	return list, nil
}
