package magento

import (
	"context"
	"slices"
	"strings"

	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/internal/jsonx"
)

// checked are the lists that the collections read, each with a field that it
// has. Those of sources may be absent: then the older stock is read.
var checked = []struct {
	path, field string
	optional    bool
}{
	{path: "/V1/orders", field: "entity_id"},
	{path: orderItemsPath, field: "order_id"},
	{path: "/V1/transactions", field: "transaction_id"},
	{path: "/V1/invoices", field: "entity_id"},
	{path: "/V1/creditmemos", field: "entity_id"},
	{path: "/V1/shipments", field: "entity_id"},
	{path: "/V1/customers/search", field: "id"},
	{path: productPath, field: "id"},
	{path: attributesPath, field: "attribute_id"},
	{path: sourcesPath, field: "source_code", optional: true},
	{path: sourceItemsPath, field: "sku", optional: true},
}

// check reads the shop's settings and one entry of each list, and names all
// rights that the integration lacks.
func (c *client) check(ctx context.Context) error {
	const op = "check the shop"
	if _, err := c.shopFacts(ctx, op); err != nil && !lacksRight(err) {
		return err
	} else if err != nil {
		return c.checkLists(ctx, op, []string{rightTo("/V1/store/storeConfigs")})
	}
	return c.checkLists(ctx, op, nil)
}

func (c *client) checkLists(ctx context.Context, op string, lacked []string) error {
	older := false
	for _, l := range checked {
		_, _, err := list(ctx, c, op, l.path, criteria{size: 1, fields: l.field}, func(_ *struct{}, r *jsonx.Reader) { r.Skip() })
		switch {
		case lacksRight(err):
			lacked = append(lacked, rightTo(l.path))
		case isMissing(err) && l.optional:
			older = true
		case err != nil:
			return err
		}
	}
	more, err := c.checkStock(ctx, op, older)
	if err != nil {
		return err
	}
	if lacked = append(lacked, more...); len(lacked) > 0 {
		return &sources.Error{
			Kind: sources.KindDenied, Source: c.source, Op: op, Err: errLacksRight,
			Reason: "the integration lacks the rights to read " + strings.Join(slices.Compact(lacked), ", ") + ": grant them under System, Integrations, API, and activate it again",
		}
	}
	if older && c.stock != 0 {
		return &sources.Error{
			Kind: sources.KindInvalid, Source: c.source, Op: op,
			Reason: "the shop has no inventory sources, so there is no salable quantity: leave the salable stock out, the older stock is read instead",
		}
	}
	return nil
}

// checkStock reads what is asked for one product at a time, of any one. A shop
// without products shows nothing.
func (c *client) checkStock(ctx context.Context, op string, older bool) (lacked []string, err error) {
	rows, _, err := list(ctx, c, op, productPath, criteria{groups: stocked, size: 1, fields: "sku"}, (*productWire).decode)
	if lacksRight(err) || err == nil && len(rows) == 0 {
		return nil, nil // the lists have told
	}
	if err != nil {
		return nil, err
	}
	sku := rows[0].wire.SKU.Value
	paths := []string{stockItemPath(sku)}
	if c.stock != 0 && !older {
		paths = append(paths, c.salablePath(sku))
	}
	for _, path := range paths {
		switch err := c.get(ctx, op, path, nil, func(r *jsonx.Reader) { r.Skip() }); {
		case lacksRight(err):
			lacked = append(lacked, rightTo(path))
		case err != nil && !isMissing(err) && !isRefused(err):
			return nil, err
		}
	}
	return lacked, nil
}
