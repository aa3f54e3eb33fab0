package magento

import (
	"context"
	"maps"
	"slices"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/internal/jsonx"
)

const (
	sourcesPath     = "/V1/inventory/sources"
	sourceItemsPath = "/V1/inventory/source-items"
)

// locations are the sources of a shop's stock, by their codes. Where a shop has
// none, there is one place.
type locations struct {
	*client
	traits sources.Traits
}

func newLocations(c *client) *locations {
	return &locations{client: c, traits: sources.Traits{
		Source:   c.source,
		MaxBatch: maxSKUs,
		MaxPage:  maxPage,
		Filters:  map[string]sources.Op{"name": sources.Eq, "isActive": sources.Eq},
		Stable:   true,
	}}
}

const sourceFields = "source_code,name,enabled,phone,street,city,region,postcode,country_id"

type sourceWire struct {
	Code      optText    `json:"source_code"`
	Name      optText    `json:"name"`
	Enabled   optFlag    `json:"enabled"`
	Phone     optText    `json:"phone"`
	Street    linesWire  `json:"street"`
	City      optText    `json:"city"`
	Region    regionWire `json:"region"`
	Postcode  optText    `json:"postcode"`
	CountryID optText    `json:"country_id"`
}

func (w *sourceWire) decode(r *jsonx.Reader) {
	for ok := object(r); ok && r.Member(); {
		switch string(r.Name()) {
		case "source_code":
			w.Code = r.Text()
		case "name":
			w.Name = r.Text()
		case "enabled":
			w.Enabled = readFlag(r)
		case "phone":
			w.Phone = r.Text()
		case "street":
			w.Street = readLines(r)
		case "city":
			w.City = r.Text()
		case "region":
			w.Region = readRegion(r)
		case "postcode":
			w.Postcode = r.Text()
		case "country_id":
			w.CountryID = r.Word()
		}
	}
}

// address is that of the source; without parts where it has none.
func (w *sourceWire) address() addressWire {
	return addressWire{Telephone: w.Phone, Street: w.Street, City: w.City, Region: w.Region, Postcode: w.Postcode, CountryID: w.CountryID}
}

// Traits implements [sources.Collection].
func (l *locations) Traits() sources.Traits { return l.traits }

// Find implements [sources.Collection]. Sources are found by no field.
func (l *locations) Find(_ context.Context, field string, values []string, q sources.Query) (map[string]sources.Page[commerce.Location], error) {
	return nil, l.traits.CheckFind(field, values, q)
}

// Get implements [sources.Collection].
func (l *locations) Get(ctx context.Context, ids []commerce.ID, _ commerce.Groups) (map[commerce.ID]*commerce.Location, error) {
	const op = "get locations"
	if err := l.traits.CheckGet(len(ids)); err != nil {
		return nil, err
	}
	if err := sources.FromContext(ctx, l.source, op); err != nil {
		return nil, err
	}
	out := make(map[commerce.ID]*commerce.Location, len(ids))
	asked := make(map[string]bool, len(ids))
	for _, id := range ids {
		if id.Source == l.source && sendable(id.Key) {
			asked[id.Key] = true
		}
	}
	var failed errorList
	answered := len(asked) == 0
	for _, part := range batches(slices.Sorted(maps.Keys(asked)), maxSKUs) {
		found, missing, err := l.some(ctx, op, part)
		failed.add(append(missing, err)...)
		answered = answered || err == nil && (len(found) > 0 || len(missing) == 0)
		for _, at := range found {
			if asked[at.ID.Key] {
				out[at.ID] = at
			}
		}
	}
	if err := sources.FromContext(ctx, l.source, op); err != nil && len(failed.list) > 0 {
		return nil, err
	}
	return out, failed.result(answered)
}

// some reads the sources with these codes, in one page unless the shop gives fewer rows.
func (l *locations) some(ctx context.Context, op string, codes []string) (found []*commerce.Location, missing []error, err error) {
	groups := [][]filter{oneOf("source_code", codes)}
	for last := ""; ; {
		behind := groups
		if last != "" {
			behind = append(slices.Clip(groups), []filter{{"source_code", "gt", last}})
		}
		more, broken, full, err := l.read(ctx, op, behind, pageSize)
		found, missing = append(found, more...), append(missing, broken...)
		if err != nil || !full || len(more) == 0 || more[len(more)-1].ID.Key == last {
			return found, missing, err
		}
		last = more[len(more)-1].ID.Key
	}
}

// sourcePosition is a source's place in the list of them, which is ordered by code.
type sourcePosition struct {
	Code string `json:"c"`
}

// Query implements [sources.Collection].
func (l *locations) Query(ctx context.Context, q sources.Query) (sources.Page[commerce.Location], error) {
	const op = "list locations"
	page := sources.Page[commerce.Location]{}
	if err := l.traits.CheckQuery(q); err != nil {
		return page, err
	}
	codec := sources.CursorsOf(l.source, q)
	var from sourcePosition
	if q.After != "" {
		if _, err := codec.Read(q.After, &from); err != nil {
			return page, err
		}
		if !sendable(from.Code) {
			return page, invalidCursor(l.source)
		}
	}
	if err := sources.FromContext(ctx, l.source, op); err != nil {
		return page, err
	}
	conditions, none := l.conditions(q.Where)
	places := sources.PositionsOf[sourcePosition](codec, q.First+1)
	seen := map[string]bool{from.Code: true}
	var failed errorList
	for round, more := 0, !none; more; round++ {
		groups := slices.Clone(conditions)
		if from.Code != "" {
			groups = append(groups, []filter{{"source_code", "gt", from.Code}})
		}
		found, missing, full, err := l.read(ctx, op, groups, q.First+1)
		if err != nil {
			return sources.Page[commerce.Location]{}, err
		}
		failed.add(missing...)
		page.Missing = failed.list
		before := from
		for _, at := range found {
			if seen[at.ID.Key] {
				continue
			}
			seen[at.ID.Key] = true
			if len(page.Items) == q.First && sources.MatchesAll(commerce.Locations, q.Where, at) {
				page.HasNext, page.End = true, page.Items[q.First-1].Place
				return page, nil
			}
			from = sourcePosition{at.ID.Key}
			if sources.MatchesAll(commerce.Locations, q.Where, at) {
				page.Items = append(page.Items, sources.Item[commerce.Location]{Node: at, Place: places.Add(from)})
			}
		}
		if more = full && from != before; more && round == maxRounds {
			page.HasNext, page.End = true, places.Add(from)
			return page, nil
		}
	}
	return page, nil
}

func (l *locations) conditions(where []sources.Predicate) (groups [][]filter, none bool) {
	for _, p := range where {
		f, _ := commerce.Locations.Field(p.Field)
		name, values := "name", texts(l.source, f.Type, p.Values)
		if p.Field == "isActive" {
			name = "enabled"
			for i, v := range values {
				values[i] = "0"
				if v == "true" {
					values[i] = "1"
				}
			}
		}
		if len(values) == 0 {
			return nil, true
		}
		if group := oneOf(name, values); len(batches(values, maxSKUs)) == 1 {
			groups = append(groups, group)
		}
	}
	return groups, false
}

// read reads one page of sources, in the order of their codes.
func (l *locations) read(ctx context.Context, op string, groups [][]filter, size int) (found []*commerce.Location, missing []error, full bool, err error) {
	rows, full, err := list(ctx, l.client, op, sourcesPath, criteria{groups: groups, sorts: []order{{"source_code", false}}, size: size, fields: sourceFields}, (*sourceWire).decode)
	if isMissing(err) {
		rows, full, err = []row[sourceWire]{{wire: sourceWire{
			Code: jsonx.Some(defaultSource), Name: jsonx.Some("Default Stock"), Enabled: optFlag{true, true},
		}}}, false, nil
	}
	if err != nil {
		return nil, nil, false, err
	}
	reading := commerce.ReadNow()
	for i := range rows {
		w := &rows[i].wire
		if rows[i].wrong || w.Code.Value == "" {
			missing = append(missing, l.wrongRow(op))
			continue
		}
		found = append(found, readSource(l.source, w, reading))
	}
	return found, missing, full, nil
}

func readSource(source string, w *sourceWire, reading *commerce.Reading) *commerce.Location {
	r := reader{source: source}
	at := &commerce.Location{
		Origin:   commerce.Origin{ID: commerce.ID{Source: source, Key: w.Code.Value}, Type: "source", Reading: reading},
		Name:     w.Name.Value,
		Kind:     commerce.State[commerce.LocationKind]{Value: commerce.LocationKindWarehouse, Mapping: commerce.MappingLossy},
		IsActive: w.Enabled.Value,
	}
	if a := w.address(); a != (addressWire{}) {
		at.Address = r.address(&a)
	}
	return at
}
