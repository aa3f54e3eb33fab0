package magentosim

import (
	"strconv"
	"strings"
)

// criteria is what a search asks for: filters within a group are alternatives,
// groups are all to hold.
type criteria struct {
	groups   [][]criterion
	sorts    []sortOrder
	pageSize int // 0 means all rows
	page     int
	said     object // as the answer repeats it
}

type criterion struct {
	field, value, condition string
}

type sortOrder struct {
	field     string
	ascending bool
}

// readCriteria reads searchCriteria in either spelling. It must be there, even
// if it asks for nothing.
func (s *Sim) readCriteria(query *node) (*criteria, *apiError) {
	asked := query.member("searchCriteria", "search_criteria")
	if asked == nil {
		return nil, required("searchCriteria")
	}
	c := &criteria{page: 1}
	groups := []any{}
	for _, group := range asked.member("filter_groups", "filterGroups").all() {
		filters := []any{}
		var alternatives []criterion
		for _, filter := range group.member("filters").all() {
			one := readCriterion(filter)
			alternatives = append(alternatives, one)
			filters = append(filters, object{"field": one.field, "value": one.value, "condition_type": one.condition})
		}
		if alternatives != nil {
			c.groups = append(c.groups, alternatives)
		}
		groups = append(groups, object{"filters": filters})
	}
	c.said = object{"filter_groups": groups}
	if problem := c.readSorts(asked.member("sort_orders", "sortOrders")); problem != nil {
		return nil, problem
	}
	return c, s.readPaging(c, asked)
}

func readCriterion(filter *node) criterion {
	one := criterion{
		field:     filter.member("field").value(),
		value:     filter.member("value").value(),
		condition: filter.member("condition_type", "conditionType").value(),
	}
	setDefault(&one.condition, "eq")
	return one
}

// readSorts reads the sort orders. A direction that is left out is descending.
func (c *criteria) readSorts(asked *node) *apiError {
	said := []any{}
	for _, sort := range asked.all() {
		direction := strings.ToUpper(sort.member("direction").value())
		if direction != "" && direction != "ASC" && direction != "DESC" {
			return badRequest("The sort order has to be specified as %1 or %2.", []any{"ASC", "DESC"})
		}
		field := sort.member("field").value()
		c.sorts = append(c.sorts, sortOrder{field: field, ascending: direction == "ASC"})
		setDefault(&direction, "DESC")
		said = append(said, object{"field": field, "direction": direction})
	}
	if len(said) > 0 {
		c.said["sort_orders"] = said
	}
	return nil
}

func (s *Sim) readPaging(c *criteria, asked *node) *apiError {
	if problem := readInteger(asked.member("page_size", "pageSize"), "pageSize", &c.pageSize); problem != nil {
		return problem
	}
	if problem := readInteger(asked.member("current_page", "currentPage"), "currentPage", &c.page); problem != nil {
		return problem
	}
	if s.options.InputLimits {
		if c.pageSize > s.options.MaxPageSize {
			return badRequest("Maximum SearchCriteria pageSize is %max", object{"max": s.options.MaxPageSize})
		}
		setDefault(&c.pageSize, s.options.DefaultPageSize)
	}
	c.pageSize = max(c.pageSize, 0)
	if c.pageSize > 0 {
		c.said["page_size"] = c.pageSize
	}
	if asked.member("current_page", "currentPage") != nil {
		c.said["current_page"] = c.page
	}
	c.page = max(c.page, 1)
	return nil
}

func readInteger(asked *node, field string, into *int) *apiError {
	if asked == nil {
		return nil
	}
	const bits = 32
	number, err := strconv.ParseInt(asked.text, 10, bits)
	if err != nil {
		return notInteger(field, asked.text)
	}
	*into = int(number)
	return nil
}
