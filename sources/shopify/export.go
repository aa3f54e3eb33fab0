package shopify

import (
	"context"
	"encoding/json"
	"iter"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/internal/jsonx"
)

// export reads a whole listing by a bulk operation.
type export[T, W any] struct {
	*collection[T, W]
	// groups can be exported. Others have connections that Shopify takes in no bulk
	// query: within lists, or of what is no Node.
	groups commerce.Groups
	// count is the field of the root that counts as many objects; countsAll says
	// that it cannot count those of a search.
	count     string
	countsAll bool
	// elsewhere reports that a predicate asks for what the listing does not have; nil never does.
	elsewhere func(sources.Predicate) bool
	// branches are the inner connections that the groups have.
	branches []branch[W]
}

// branch is an inner connection, whose nodes are lines of their own.
type branch[W any] struct {
	group commerce.Groups // that asks for it
	typ   string          // of its nodes
	// begin makes the connection whole and empty, and add reads one more node.
	begin func(*W)
	add   func(*W, *jsonx.Reader)
}

// branchOf returns the branch of the connection that in finds in an entity.
func branchOf[W, N any](group commerce.Groups, typ string, in func(*W) *jsonx.Opt[connection[N]], decode func(*N, *jsonx.Reader)) branch[W] {
	return branch[W]{
		group: group, typ: typ,
		begin: func(w *W) {
			c := in(w)
			*c = jsonx.Opt[connection[N]]{OK: true}
			c.Value.Nodes.OK, c.Value.Nodes.Value = true, []jsonx.Opt[N]{}
			c.Value.PageInfo = jsonx.Some(pageInfoWire{HasNext: jsonx.Some(false)})
		},
		add: func(w *W, r *jsonx.Reader) {
			list := &in(w).Value.Nodes
			list.Value = append(list.Value, jsonx.Opt[N]{})
			fill(r, &list.Value[len(list.Value)-1], decode)
		},
	}
}

// fewestExported is how many objects a listing has at least that is exported:
// fewer are read by pages before an operation has even begun.
const fewestExported = 1000

// notWorth returns the error that says that pages will do.
func (x *export[T, W]) notWorth(op, reason string) error {
	return &sources.Error{Kind: sources.KindUnsupported, Source: x.source, Op: op, Reason: reason}
}

// all is the [sources.Export] of the kind.
func (x *export[T, W]) all(ctx context.Context, q sources.Query) iter.Seq2[*T, error] {
	return func(yield func(*T, error) bool) {
		op := "export " + x.noun + "s"
		q = sources.Query{Where: q.Where, Want: q.Want | x.needed(q.Where), First: 1}
		if err := x.promised.CheckQuery(q); err != nil {
			yield(nil, err)
			return
		}
		if x.elsewhere != nil && slices.ContainsFunc(q.Where, x.elsewhere) {
			yield(nil, x.notWorth(op, "not all that is wanted is in one listing"))
			return
		}
		text, none := search(x.source, x.base, x.filters, q.Where)
		if none {
			return
		}
		l, err := x.file(ctx, op, q, text)
		if err != nil {
			yield(nil, err)
			return
		}
		l.yield = yield
		if l.download(ctx) && !isRecent(q.Where) {
			if err := x.outsideWindow(ctx, op); err != nil { // as pages tell it at their end
				yield(nil, err)
			}
		}
	}
}

// file has Shopify write the listing into a file, and returns what reads it.
func (x *export[T, W]) file(ctx context.Context, op string, q sources.Query, text string) (*lines[T, W], error) {
	if q.Want&^x.groups != 0 {
		return nil, x.notWorth(op, "not all that is wanted can be exported")
	}
	currency, err := x.worth(ctx, op, q, text)
	if err != nil {
		return nil, err
	}
	query, err := x.query(q.Want, text)
	if err != nil {
		return nil, &sources.Error{Kind: sources.KindInternal, Source: x.source, Op: op, Err: err}
	}
	reading := commerce.ReadNow() // what changes from here on may be missed
	id, err := x.startBulk(ctx, op, query, strings.Contains(query, typename))
	if err != nil {
		return nil, err
	}
	done, err := x.awaitBulk(ctx, op, id)
	if err != nil {
		return nil, err
	}
	objects, err := strconv.Atoi(string(done.Objects.Value))
	if err != nil || done.URL.OK && !x.trusts(done.URL.Value) {
		return nil, &sources.Error{Kind: sources.KindMalformed, Source: x.source, Op: op, Reason: "the bulk operation does not say how much it found, or where it can be had"}
	}
	return &lines[T, W]{export: x, op: op, where: q.Where, address: done.URL.Value, objects: objects, reader: reader{
		source: x.source, domain: x.domain, currency: currency, reading: reading, holds: q.Want,
	}}, nil
}

// query returns the bulk query of the listing. It holds its arguments, because
// bulk queries have no variables.
func (x *export[T, W]) query(want commerce.Groups, text string) (string, error) {
	arguments := "reverse: false" + x.arguments
	if x.ownKey != "" {
		arguments += ", sortKey: " + x.ownKey
	}
	if text != "" {
		quoted, err := json.Marshal(text) // GraphQL escapes as JSON does
		if err != nil {
			return "", err
		}
		arguments += ", query: " + string(quoted)
	}
	return "{" + x.root + "(" + arguments + "){edges{node{" + inBulk(x.fields(want).text) + "}}}}", nil
}

const typename = "__typename"

// inBulk writes the connections of a selection as bulk queries have them: whole,
// by edges, and with the type that tells the lines of one from those of another.
func inBulk(selection string) string {
	return strings.NewReplacer("(first: $inner){nodes{", "{edges{node{"+typename+" ", "} pageInfo{hasNextPage endCursor}}", "}}}").Replace(selection)
}

// trusts reports whether a result may be had there: over TLS, or where the shop
// itself is asked.
func (x *export[T, W]) trusts(address string) bool {
	u, err := url.Parse(address)
	own, ownErr := url.Parse(x.endpoint)
	return err == nil && ownErr == nil && u.Host != "" && (u.Scheme == "https" || u.Scheme == own.Scheme && u.Host == own.Host)
}

// census is what tells whether an export pays.
type census struct {
	number float64
	least  bool // there are more
	there  bool
}

func (n *census) decode(r *jsonx.Reader) {
	if string(r.Name()) != "count" {
		return
	}
	for ok := r.Object(); ok && r.Member(); {
		switch string(r.Name()) {
		case "count":
			v := r.Float()
			n.number, n.there = v.Value, v.OK
		case "precision":
			n.least = r.Word().Value != "EXACT"
		}
	}
}

// worth returns the shop's currency when an export pays, and else an error that
// says that pages will do: when the objects are few, or cost no more points than
// the budget holds at once, so that nobody would have to wait for them.
func (x *export[T, W]) worth(ctx context.Context, op string, q sources.Query, text string) (currency string, err error) {
	if x.countsAll && len(q.Where) > 0 {
		return "", x.notWorth(op, "nobody knows how long the listing is")
	}
	document, variables := "query {shop{currencyCode} count: "+x.count+"{count precision}}", map[string]any{}
	if !x.countsAll {
		document = "query($q: String) {shop{currencyCode} count: " + x.count + "(query: $q){count precision}}"
		variables["q"] = orNull(text)
	}
	var n census
	a, err := x.do(ctx, request{op: op, document: document, variables: variables, price: checkPrice, read: n.decode})
	if err != nil {
		return "", err
	}
	if len(a.faults) > 0 {
		return "", x.faultError(op, a.faults, nil)
	}
	if !n.there || a.currency == "" {
		return "", x.malformed(op, "count")
	}
	_, budget, _ := x.budget.State()
	if n.least || n.number >= fewestExported && x.points(n.number, q.Want) > budget {
		return a.currency, nil
	}
	return "", x.notWorth(op, "the listing is short enough for pages")
}

// points returns about how many points it takes to read so many objects by pages.
func (x *export[T, W]) points(objects float64, want commerce.Groups) float64 {
	node := x.fields(want)
	innerSize, _ := x.size(want, node, maxPage)
	return objects * node.each(innerSize) * x.prices.scaleOf(family(want))
}
