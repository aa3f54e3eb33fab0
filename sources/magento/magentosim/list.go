package magentosim

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
)

// columns are the names of a table by which it can be searched.
type columns struct {
	names map[string]bool
	// eav answers an unknown name with Magento's own error; other tables leave it
	// to the database, which fails.
	eav bool
	// extra knows further names, such as attributes.
	extra func(v *view, name string) bool
}

func newColumns(names string) columns {
	known := map[string]bool{}
	for name := range strings.FieldsSeq(names) {
		known[name] = true
	}
	return columns{names: known}
}

func (c columns) knows(v *view, name string) bool {
	return c.names[name] || c.extra != nil && c.extra(v, name)
}

// search answers a search over rows: filtered, sorted, one page.
func (c *call) search(rows []entity, known columns) (any, *apiError) {
	asked, problem := c.sim.readCriteria(c.query)
	if problem != nil {
		return nil, problem
	}
	if problem := c.check(asked, known); problem != nil {
		return nil, problem
	}
	found := c.filter(rows, asked)
	c.sort(found, asked)
	return c.page(found, asked), nil
}

// check refuses names and times that the database does not know.
func (c *call) check(asked *criteria, known columns) *apiError {
	for _, group := range asked.groups {
		for _, one := range group {
			if !known.knows(c.view, one.field) {
				return c.unknownColumn(known, one.field, "where clause")
			}
			if strings.HasSuffix(one.field, "_at") && !timeFilter(one) {
				return c.sim.internal(fmt.Sprintf("SQLSTATE[HY000]: General error: 1525 Incorrect DATETIME value: '%s'", one.value))
			}
		}
	}
	for _, one := range asked.sorts {
		if !known.knows(c.view, one.field) {
			return c.unknownColumn(known, one.field, "order clause")
		}
	}
	return nil
}

func (c *call) unknownColumn(known columns, name, clause string) *apiError {
	if known.eav {
		return badRequest(`The "%1" attribute name is invalid. Reset the name and try again.`, []any{name})
	}
	return c.sim.internal(fmt.Sprintf("SQLSTATE[42S22]: Column not found: 1054 Unknown column '%s' in '%s'", name, clause))
}

type compiled struct {
	field string
	test  test
}

func (c compiled) fits(value any) bool {
	if values, ok := value.(several); ok {
		return slices.ContainsFunc(values, func(value string) bool { return c.test(value) })
	}
	return c.test(value)
}

// filter keeps the rows that fit at least one filter of every group.
func (c *call) filter(rows []entity, asked *criteria) []entity {
	groups := make([][]compiled, len(asked.groups))
	for i, group := range asked.groups {
		for _, one := range group {
			groups[i] = append(groups[i], compiled{one.field, one.compile()})
		}
	}
	found := []entity{}
	for _, row := range rows {
		if c.fits(row, groups) {
			found = append(found, row)
		}
	}
	return found
}

func (c *call) fits(row entity, groups [][]compiled) bool {
	for _, group := range groups {
		if !slices.ContainsFunc(group, func(one compiled) bool { return one.fits(row.column(c.view, one.field)) }) {
			return false
		}
	}
	return true
}

// sort orders the rows. Rows that the order leaves equal come by id, or in
// another order in every answer where the database is made unstable.
func (c *call) sort(rows []entity, asked *criteria) {
	if c.fault.Kind == FaultUnstableSort {
		dice := rand.New(rand.NewPCG(c.sim.options.Seed, uint64(c.number)))
		dice.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
	}
	if len(asked.sorts) == 0 {
		return
	}
	keyed := make([]keyedRow, len(rows))
	for i, row := range rows {
		keyed[i].row = row
		for _, by := range asked.sorts {
			keyed[i].keys = append(keyed[i].keys, row.column(c.view, by.field))
		}
	}
	slices.SortStableFunc(keyed, func(a, b keyedRow) int { return a.compare(b, asked.sorts) })
	for i := range keyed {
		rows[i] = keyed[i].row
	}
}

// keyedRow is a row with the values by which it is sorted.
type keyedRow struct {
	row  entity
	keys []any
}

func (k keyedRow) compare(other keyedRow, sorts []sortOrder) int {
	for i, by := range sorts {
		verdict := order(k.keys[i], other.keys[i])
		if !by.ascending {
			verdict = -verdict
		}
		if verdict != 0 {
			return verdict
		}
	}
	return 0
}

// page cuts a page. Past the end the last one is repeated.
func (c *call) page(rows []entity, asked *criteria) any {
	total := len(rows)
	if asked.pageSize > 0 {
		page := asked.page
		if last := (total + asked.pageSize - 1) / asked.pageSize; page > last && !c.sim.options.EmptyPastTheEnd {
			page = max(last, 1)
		}
		// A page so far out that its offset overflows lies past the end, too.
		from := min(int64(page-1)*int64(asked.pageSize), int64(total))
		rows = rows[from:min(from+int64(asked.pageSize), int64(total))]
	}
	list := *c.view
	list.list = true
	items := make([]any, len(rows))
	for i, row := range rows {
		items[i] = row.render(&list)
	}
	return c.distort(object{"items": items, "search_criteria": asked.said, "total_count": total})
}
