package ours

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"time"
	"unsafe"

	"github.com/galleria-graph/galleria/bench/scan"
	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/internal/httpx"
	"github.com/galleria-graph/galleria/sources"
)

// collection is one kind of the upstream.
type collection[T any] struct {
	client *httpx.Exchange
	kind   commerce.Kind[T]
	url    string // up to the query
	traits sources.Traits
	// row reads one entity, with the wanted groups.
	row func(d *decoder, e *T)
	// include names the parts that must be asked for; nil when there are none.
	include func(query []byte, want commerce.Groups) []byte
}

func (c *collection[T]) Traits() sources.Traits { return c.traits }

func (c *collection[T]) Get(ctx context.Context, ids []commerce.ID, want commerce.Groups) (map[commerce.ID]*T, error) {
	if err := c.traits.CheckGet(len(ids)); err != nil {
		return nil, err
	}
	query := append(c.begin(8+8*len(ids)), "ids="...)
	none := len(query)
	for _, id := range ids {
		if id.Source == c.traits.Source && isKey(id.Key) {
			query = append(append(query, id.Key...), ',')
		}
	}
	if len(query) == none {
		return map[commerce.ID]*T{}, sources.FromContext(ctx, c.traits.Source, "get")
	}
	page, err := c.ask(ctx, "get", query[:len(query)-1], want, len(ids))
	if err != nil {
		return nil, err
	}
	out := make(map[commerce.ID]*T, len(page.rows))
	for i := range page.rows {
		e := &page.rows[i]
		out[c.kind.ID(e)] = e
	}
	return out, nil
}

// isKey reports whether the key is one that the upstream can have: its ids are numbers.
func isKey(key string) bool {
	if len(key) == 0 || len(key) > 18 || key[0] == '0' {
		return false
	}
	for i := range len(key) {
		if key[i] < '0' || key[i] > '9' {
			return false
		}
	}
	return true
}

// Find looks stock up by SKU, which is unique in the upstream.
func (c *collection[T]) Find(ctx context.Context, field string, values []string, q sources.Query) (map[string]sources.Page[T], error) {
	if err := c.traits.CheckFind(field, values, q); err != nil {
		return nil, err
	}
	if len(values) == 0 {
		return map[string]sources.Page[T]{}, sources.FromContext(ctx, c.traits.Source, "find")
	}
	query := appendList(append(c.begin(8+12*len(values)), "skus="...), values)
	page, err := c.ask(ctx, "find", query, q.Want, len(values))
	if err != nil {
		return nil, err
	}
	f, _ := c.kind.Field(field)
	places := &foundPlaces[T]{c: c, field: f, query: q, rows: page.rows}
	items := make([]sources.Item[T], len(page.rows))
	out := make(map[string]sources.Page[T], len(page.rows))
	for i := range page.rows {
		e := &page.rows[i]
		if !sources.MatchesAll(c.kind, q.Where, e) {
			continue
		}
		items[i] = sources.Item[T]{Node: e, Place: sources.PlaceIn(places, i)}
		out[f.Value(e).Text()] = sources.Page[T]{Items: items[i : i+1 : i+1]}
	}
	return out, nil
}

// foundPlaces are the places of what Find has found, each in the listing of its value.
type foundPlaces[T any] struct {
	c     *collection[T]
	field commerce.Field[T]
	query sources.Query
	rows  []T
}

// Cursor returns the cursor of the n-th row.
func (p *foundPlaces[T]) Cursor(n int) sources.Cursor {
	e := &p.rows[n]
	q := p.query.With(sources.Predicate{Field: p.field.Name, Op: sources.Eq, Values: p.field.Values(e)})
	return sources.CursorsOf(p.c.traits.Source, q).At(p.c.kind.ID(e).Key)
}

// listedPlaces are the places of a page of Query.
type listedPlaces[T any] struct {
	c     *collection[T]
	query sources.Query
	rows  []T
}

// Cursor returns the cursor of the n-th row.
func (p *listedPlaces[T]) Cursor(n int) sources.Cursor {
	return sources.CursorsOf(p.c.traits.Source, p.query).At(p.c.kind.ID(&p.rows[n]).Key)
}

func (c *collection[T]) Query(ctx context.Context, q sources.Query) (sources.Page[T], error) {
	if err := c.traits.CheckQuery(q); err != nil {
		return sources.Page[T]{}, err
	}
	query := strconv.AppendInt(append(c.begin(128), "limit="...), int64(q.First), 10)
	if q.After != "" {
		var key string
		if _, err := sources.CursorsOf(c.traits.Source, q).Read(q.After, &key); err != nil {
			return sources.Page[T]{}, err
		}
		if !isKey(key) {
			return sources.Page[T]{}, c.badCursor()
		}
		query = append(append(query, "&after="...), key...)
	}
	for _, p := range q.Where {
		query = c.condition(query, p)
	}
	rows, err := c.ask(ctx, "list", query, q.Want, q.First)
	if err != nil {
		if q.After != "" && errors.Is(err, errRefused) {
			return sources.Page[T]{}, c.badCursor()
		}
		return sources.Page[T]{}, err
	}
	page := sources.Page[T]{Items: make([]sources.Item[T], len(rows.rows)), HasNext: rows.more}
	places := &listedPlaces[T]{c: c, query: q, rows: rows.rows}
	for i := range rows.rows {
		page.Items[i] = sources.Item[T]{Node: &rows.rows[i], Place: sources.PlaceIn(places, i)}
	}
	if n := len(page.Items); page.HasNext && n > 0 {
		page.End = page.Items[n-1].Place
	}
	return page, nil
}

func (c *collection[T]) badCursor() error {
	return &sources.Error{
		Kind: sources.KindInvalid, Source: c.traits.Source, Op: "read cursor", Reason: "the cursor is not one of this listing",
	}
}

// condition adds a predicate, as the upstream writes it.
func (c *collection[T]) condition(query []byte, p sources.Predicate) []byte {
	switch p.Field {
	case "email":
		query = appendList(append(query, "&email="...), texts(p.Values))
	case "sku":
		query = appendList(append(query, "&skus="...), texts(p.Values))
	case "customer":
		query = append(query, "&customer=0"...) // nobody's; then those of this source
		for _, v := range p.Values {
			if id, err := commerce.ParseID(v.Text()); err == nil && id.Source == c.traits.Source && isKey(id.Key) {
				query = append(append(query, ','), id.Key...)
			}
		}
	case "placedAt":
		if b := p.From; b != nil {
			query = appendTime(append(query, "&from="...), b.Value.Instant(), b.Open)
		}
		if b := p.To; b != nil {
			query = appendTime(append(query, "&before="...), b.Value.Instant(), !b.Open)
		}
	}
	return query
}

// appendTime writes a time, or the next one that there can be.
func appendTime(query []byte, at time.Time, next bool) []byte {
	if next {
		at = at.Add(time.Nanosecond)
	}
	return at.UTC().AppendFormat(query, time.RFC3339Nano)
}

func texts(values []commerce.Value) []string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = v.Text()
	}
	return out
}

func appendList(query []byte, values []string) []byte {
	for i, v := range values {
		if i > 0 {
			query = append(query, ',')
		}
		query = append(query, url.QueryEscape(v)...)
	}
	return query
}

// rows is what the upstream has answered.
type rows[T any] struct {
	rows []T
	more bool
}

func (c *collection[T]) ask(ctx context.Context, op string, query []byte, want commerce.Groups, most int) (rows[T], error) {
	if c.include != nil {
		query = c.include(query, want)
	}
	var out rows[T]
	err := c.client.Do(ctx, request(string(query)), op, func(r *httpx.Response) (err error) {
		if err := refusal(r, c.traits.Source, op); err != nil {
			return err
		}
		if out, err = decode(c, unsafe.String(unsafe.SliceData(r.Body), len(r.Body)), want, most); err != nil {
			return &sources.Error{Kind: sources.KindMalformed, Source: c.traits.Source, Op: op, Err: err}
		}
		return nil
	})
	return out, err
}

// begin starts an address, with room for a query of so many bytes.
func (c *collection[T]) begin(size int) []byte {
	return append(make([]byte, 0, len(c.url)+size), c.url...)
}

func request(address string) *httpx.Request {
	return &httpx.Request{Method: http.MethodGet, URL: address, Header: header}
}

var header = []httpx.Field{{Name: "Accept", Value: "application/json"}}

// errRefused is the cause of an error about a request that makes no sense to the upstream.
var errRefused = errors.New("bad request")

func refusal(r *httpx.Response, source, op string) error {
	e := r.Err(source, op)
	if e == nil {
		return nil
	}
	if r.Status == http.StatusBadRequest {
		e.Err = errRefused
	}
	return e
}

func decode[T any](c *collection[T], text string, want commerce.Groups, most int) (rows[T], error) {
	d := decoder{Scanner: scan.New(text), source: c.traits.Source, want: want, reading: commerce.ReadNow(), rows: most}
	var out rows[T]
	d.Object()
	for key, ok := d.Key(); ok; key, ok = d.Key() {
		switch key {
		case "rows":
			out.rows = make([]T, 0, most)
			for d.Array(); d.More(); {
				c.row(&d, extend(&out.rows))
			}
		case "more":
			out.more = d.Bool()
		default:
			d.Skip()
		}
	}
	return out, d.Err()
}

// extend returns one more element of the list: without writing it, where there
// is room, because what was made with it is zero already.
func extend[T any](list *[]T) *T {
	n := len(*list)
	if n < cap(*list) {
		*list = (*list)[:n+1]
	} else {
		var zero T
		*list = append(*list, zero)
	}
	return &(*list)[n]
}
