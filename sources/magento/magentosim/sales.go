package magentosim

// searchIn answers searches over a table.
func searchIn(table func(*store) *table, known columns) func(*call) (any, *apiError) {
	return func(c *call) (any, *apiError) { return c.search(table(c.sim.store).rows, known) }
}

// oneOf answers the entity that the path names.
func oneOf(table func(*store) *table) func(*call) (any, *apiError) {
	return func(c *call) (any, *apiError) {
		id, problem := c.integer("id")
		if problem != nil {
			return nil, problem
		}
		found := table(c.sim.store).find(id)
		if found == nil {
			return nil, noEntity()
		}
		return found.render(c.view), nil
	}
}

func (c *call) order() (*Order, *apiError) {
	id, problem := c.integer("id")
	if problem != nil {
		return nil, problem
	}
	found := get[Order](&c.sim.store.orders, id)
	if found == nil {
		return nil, noEntity()
	}
	return found, nil
}

func answerOrderStatus(c *call) (any, *apiError) {
	o, problem := c.order()
	if problem != nil {
		return nil, problem
	}
	return o.Status, nil
}

// answerOrderComments answers as the search that Magento makes of it.
func answerOrderComments(c *call) (any, *apiError) {
	o, problem := c.order()
	if problem != nil {
		return nil, problem
	}
	filter := object{"field": "parent_id", "value": c.values[0], "condition_type": "eq"}
	return object{
		"items": o.renderHistories(), "total_count": len(o.Histories),
		"search_criteria": object{"filter_groups": []any{object{"filters": []any{filter}}}},
	}, nil
}
