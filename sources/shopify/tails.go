package shopify

import (
	"context"
	"strconv"
	"sync"

	"golang.org/x/sync/errgroup"

	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/internal/jsonx"
)

// tailKind is an inner connection that can be longer than its first page.
type tailKind struct {
	owner string // the GraphQL type that has it
	name  string
	node  fields
	// arguments are constant arguments of the connection, beginning with a comma.
	arguments string
}

var (
	linesTail            = tailKind{owner: "Order", name: "lineItems", node: lineSelection()}
	discountsTail        = tailKind{owner: "Order", name: "discountApplications", node: discountSelection()}
	shippingTail         = tailKind{owner: "Order", name: "shippingLines", node: shippingSelection()}
	refundLinesTail      = tailKind{owner: "Refund", name: "refundLineItems", node: refundLineSelection()}
	movementsTail        = tailKind{owner: "Refund", name: "transactions", node: scalars("kind status")}
	fulfillmentLinesTail = tailKind{owner: "Fulfillment", name: "fulfillmentLineItems", node: fulfillmentLineSelection()}
	returnsTail          = tailKind{owner: "Order", name: "returns", node: returnSelection()}
	returnLinesTail      = tailKind{owner: "Return", name: "returnLineItems", node: returnLineSelection()}
	holdsTail            = tailKind{owner: "Order", name: "fulfillmentOrders", node: holdSelection()}
	draftLinesTail       = tailKind{owner: draftType, name: "lineItems", node: draftLineSelection()}
	addressesTail        = tailKind{owner: "Customer", name: "addressesV2", node: addressSelection()}
	mediaTail            = tailKind{owner: "Product", name: "media", node: mediaSelection()}
	variantsTail         = tailKind{owner: "Product", name: "variants", node: variantFields(0)}
	levelsTail           = tailKind{owner: "InventoryItem", name: "inventoryLevels", node: levelSelection()}
)

func commentsTail(owner string) tailKind {
	return tailKind{owner: owner, name: "events", node: eventSelection(), arguments: onlyComments}
}

func metafieldsTail(owner string) tailKind {
	return tailKind{owner: owner, name: "metafields", node: metafieldSelection()}
}

// tail is the rest of one inner connection of one object.
type tail struct {
	kind  tailKind
	owner string
	after string
	// read reads the next page, which add then takes, when the answer is good.
	read func(*jsonx.Reader) (add adder)
	// entity is which entity the tail belongs to, and err why it could not be read.
	entity int
	err    error
}

// adder takes a page that was read, and says where it ends; "" is the end of all.
type adder func() (next string, ok bool)

// tailsOf returns the rest of a connection, if there is one.
func tailsOf[N any](owner optText, in *jsonx.Opt[connection[N]], kind tailKind, decode func(*N, *jsonx.Reader)) []tail {
	c := &in.Value
	if !owner.OK || !in.OK || !c.PageInfo.OK {
		return nil // reading will complain where that was promised
	}
	next, ok := c.PageInfo.Value.next()
	if ok && next == "" {
		return nil
	}
	t := tail{kind: kind, owner: owner.Value, after: next}
	t.read = func(r *jsonx.Reader) adder { return c.read(r, decode) }
	if !ok {
		t.err = errBrokenPage
	}
	return []tail{t}
}

// errBrokenPage marks a connection that says it goes on, and not where.
var errBrokenPage = &sources.Error{Kind: sources.KindMalformed, Reason: "a list says that it goes on, and not from where"}

// next returns where the page ends; "" when nothing follows it.
func (p *pageInfoWire) next() (string, bool) {
	switch {
	case !p.HasNext.OK:
		return "", false
	case !p.HasNext.Value:
		return "", true
	}
	return p.End.Value, p.End.Value != ""
}

func (c *connection[N]) read(r *jsonx.Reader, decode func(*N, *jsonx.Reader)) adder {
	var more jsonx.Opt[connection[N]]
	fillNodes(r, &more, decode)
	return func() (string, bool) {
		if !more.Value.Nodes.OK || !c.Nodes.OK {
			return "", false
		}
		c.Nodes.Value = append(c.Nodes.Value, more.Value.Nodes.Value...)
		c.PageInfo = more.Value.PageInfo
		return more.Value.PageInfo.Value.next()
	}
}

// How many objects of each tail are asked for at once: fewer of those that have
// inner connections, which are dear.
const (
	tailPage = 50
	richPage = 5
)

func (k *tailKind) page() int {
	if k.node.inner > 0 {
		return richPage
	}
	return tailPage
}

// finish reads all tails to their end. What could not be read is marked with
// its error.
func (c *client) finish(ctx context.Context, op string, tails []*tail) {
	for len(tails) > 0 {
		var calls errgroup.Group
		calls.SetLimit(concurrency)
		for _, chunk := range tailChunks(tails, c.most()) {
			calls.Go(func() error {
				c.continueTails(ctx, op, chunk)
				return nil
			})
		}
		_ = calls.Wait() // each tail keeps its own error
		tails = unfinished(tails)
	}
}

func unfinished(tails []*tail) []*tail {
	var out []*tail
	for _, t := range tails {
		if t.err == nil && t.after != "" {
			out = append(out, t)
		}
	}
	return out
}

// tailChunks groups tails of one kind, as many as one request may ask for.
func tailChunks(tails []*tail, most float64) [][]*tail {
	byKind := map[string][]*tail{}
	var order []string
	for _, t := range tails {
		key := t.kind.owner + "." + t.kind.name
		if byKind[key] == nil {
			order = append(order, key)
		}
		byKind[key] = append(byKind[key], t)
	}
	var out [][]*tail
	for _, key := range order {
		list := byKind[key]
		size := max(1, int(most/list[0].kind.price(list[0].kind.page())))
		for len(list) > 0 {
			n := min(size, len(list))
			out, list = append(out, list[:n]), list[n:]
		}
	}
	return out
}

// tailInner is how long the inner connections of a tail's objects may be. What
// is longer is a tail again.
const tailInner = leastInner

func (k *tailKind) price(n int) float64 { return 3 + float64(n)*k.node.each(tailInner) }

func (c *client) continueTails(ctx context.Context, op string, tails []*tail) {
	variables := map[string]any{"n": min(tails[0].kind.page(), max(1, int((c.most()-3)/tails[0].kind.node.each(tailInner))))}
	if tails[0].kind.node.inner > 0 {
		variables["inner"] = tailInner
	}
	for i, t := range tails {
		variables["id"+strconv.Itoa(i)] = t.owner
		variables["at"+strconv.Itoa(i)] = t.after
	}
	pages := make([]tailAnswer, len(tails))
	a, err := c.do(ctx, request{op: op, document: c.tailDocument(tails[0].kind, len(tails)), variables: variables, price: float64(len(tails)) * tails[0].kind.price(variables["n"].(int)), read: func(r *jsonx.Reader) {
		if i, ok := laneOf(r.Name()); ok && i >= 0 && i < len(tails) {
			pages[i].decode(r, tails[i])
			stopIfEnded(ctx, r)
		}
	}})
	for i, t := range tails {
		if err != nil {
			t.err = err
			continue
		}
		t.take(c, op, a, laneName(i), &pages[i])
	}
}

// tailAnswer is the next page of a tail, as it came.
type tailAnswer struct {
	gone bool  // its owner is null
	add  adder // nil when there is no page that can be read
}

func (p *tailAnswer) decode(r *jsonx.Reader, t *tail) {
	*p = tailAnswer{gone: r.Kind() == jsonx.Null}
	part := r.Begin()
	for ok := r.Object(); ok && r.Member(); {
		if string(r.Name()) == "list" {
			p.add = t.read(r)
		}
	}
	if r.End(part) != nil {
		p.add = nil
	}
}

func (t *tail) take(c *client, op string, a *answer, lane string, p *tailAnswer) {
	switch faults := a.under(lane); {
	case len(faults) > 0:
		t.err = c.faultError(op, faults, nil)
	case p.gone: // since its first page was read
		t.err = &sources.Error{Kind: sources.KindUnavailable, Source: c.source, Op: op, Reason: "it changed while it was read: ask again"}
	case p.add == nil:
		t.err = errBrokenPage
	default:
		before, ok := t.after, false
		if t.after, ok = p.add(); !ok || t.after == before {
			t.err = errBrokenPage
		}
	}
}

// tailDocuments keeps the composed documents of tails.
type tailDocuments struct {
	mu    sync.Mutex
	texts map[string]string
}

func (c *client) tailDocument(k tailKind, lanes int) string {
	key := k.owner + "." + k.name + "." + strconv.Itoa(lanes)
	c.tailTexts.mu.Lock()
	defer c.tailTexts.mu.Unlock()
	if text := c.tailTexts.texts[key]; text != "" {
		return text
	}
	if c.tailTexts.texts == nil {
		c.tailTexts.texts = map[string]string{}
	}
	text := k.document(lanes)
	c.tailTexts.texts[key] = text
	return text
}

func (k *tailKind) document(lanes int) string {
	var w writer
	w.declare("n", "Int!")
	if k.node.inner > 0 {
		w.declare("inner", "Int!")
	}
	for i := range lanes {
		at := strconv.Itoa(i)
		w.declare("id"+at, "ID!")
		w.declare("at"+at, "String!")
		w.body.WriteString(" " + laneName(i) + ": node(id: $id" + at + "){... on " + k.owner +
			"{list: " + k.name + "(first: $n, after: $at" + at + k.arguments + "){nodes{" + k.node.text + "} pageInfo{hasNextPage endCursor}}}}")
	}
	return w.document()
}
