package magentosim

import (
	"strconv"
)

// product finds the product of the path's SKU.
func (c *call) product() (*Product, *apiError) {
	found := c.sim.store.product(c.values[0])
	if found == nil {
		return nil, noProduct()
	}
	return found, nil
}

// answerProduct may be asked for another store view than the path's.
func answerProduct(c *call) (any, *apiError) {
	found, problem := c.product()
	if problem != nil {
		return nil, problem
	}
	if asked := c.query.member("storeId"); asked != nil {
		id, err := strconv.Atoi(asked.text)
		if err != nil {
			return nil, notInteger("storeId", asked.text)
		}
		c.view.storeCode = "all"
		if store := c.sim.options.storeView(id); store != nil {
			c.view.storeCode = store.Code
		}
	}
	return found.render(c.view), nil
}

func answerMedia(c *call) (any, *apiError) {
	found, problem := c.product()
	if problem != nil {
		return nil, problem
	}
	return found.renderMedia(), nil
}

// answerChildren gives a configurable product's children, bare of stock.
func answerChildren(c *call) (any, *apiError) {
	found, problem := c.product()
	if problem != nil {
		return nil, problem
	}
	list, view := []any{}, *c.view
	view.list = true
	for _, sku := range found.Children {
		if child := c.sim.store.product(sku); child != nil {
			list = append(list, child.render(&view))
		}
	}
	return list, nil
}

func answerConfigurableOptions(c *call) (any, *apiError) {
	found, problem := c.product()
	if problem != nil {
		return nil, problem
	}
	return found.renderOptions(), nil
}

func answerBundleChildren(c *call) (any, *apiError) {
	found, problem := c.product()
	if problem != nil {
		return nil, problem
	}
	list := []any{}
	for i := range found.Bundle {
		list = append(list, found.Bundle[i].renderLinks()...)
	}
	return list, nil
}
