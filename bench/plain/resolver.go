package plain

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"github.com/galleria-graph/galleria/bench/plain/graph"
	"github.com/galleria-graph/galleria/bench/plain/model"
)

// Resolver is the root of all resolvers.
type Resolver struct{ api *api }

// Orders is the resolver for the orders field.
func (r *customerResolver) Orders(ctx context.Context, obj *model.Customer, first *int) (*model.OrderConnection, error) {
	return r.orders(ctx, fmt.Sprintf("customer=%d", obj.Key), first)
}

// InventoryItem is the resolver for the inventoryItem field.
func (r *lineItemResolver) InventoryItem(ctx context.Context, obj *model.LineItem) (*model.InventoryItem, error) {
	return loadersOf(ctx).items.Load(ctx, obj.Sku)()
}

// Customer is the resolver for the customer field.
func (r *orderResolver) Customer(ctx context.Context, obj *model.Order) (*model.Customer, error) {
	return loadersOf(ctx).customers.Load(ctx, obj.CustomerID)()
}

// Payments is the resolver for the payments field.
func (r *orderResolver) Payments(ctx context.Context, obj *model.Order) ([]*model.Payment, error) {
	keys := make([]int, len(obj.Transactions))
	for i, t := range obj.Transactions {
		keys[i] = t.PaymentID
	}
	payments, errs := loadersOf(ctx).payments.LoadMany(ctx, keys)()
	return payments, errors.Join(errs...)
}

// Customer is the resolver for the customer field.
func (r *queryResolver) Customer(ctx context.Context, id string) (*model.Customer, error) {
	raw, err := base64.RawURLEncoding.DecodeString(id)
	if err != nil {
		return nil, errors.New("not an id")
	}
	key, ok := strings.CutPrefix(string(raw), "Customer:"+model.Source+":")
	if !ok {
		return nil, errors.New("not an id of a customer")
	}
	found, err := get[model.Customer](ctx, r.api, "/customers", "ids="+url.QueryEscape(key))
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return found[0], nil
}

// Orders is the resolver for the orders field.
func (r *queryResolver) Orders(ctx context.Context, first *int, filter *model.OrderFilter) (*model.OrderConnection, error) {
	var conditions []string
	if filter != nil && filter.PlacedAt != nil {
		if from := filter.PlacedAt.Gte; from != nil {
			conditions = append(conditions, "from="+url.QueryEscape(from.Format(time.RFC3339)))
		}
		if before := filter.PlacedAt.Lt; before != nil {
			conditions = append(conditions, "before="+url.QueryEscape(before.Format(time.RFC3339)))
		}
	}
	return r.orders(ctx, strings.Join(conditions, "&"), first)
}

// orders lists orders, with those parts that are asked for below.
func (r *Resolver) orders(ctx context.Context, conditions string, first *int) (*model.OrderConnection, error) {
	limit := 20
	if first != nil {
		limit = *first
	}
	query := fmt.Sprintf("limit=%d&%s", limit, conditions)
	var include []string
	for _, field := range below(ctx, "nodes") {
		switch field {
		case "lineItems":
			include = append(include, "lines")
		case "payments":
			include = append(include, "transactions")
		}
	}
	if include != nil {
		query += "&include=" + strings.Join(include, ",")
	}
	orders, err := get[model.Order](ctx, r.api, "/orders", query)
	if err != nil {
		return nil, err
	}
	return &model.OrderConnection{Nodes: orders}, nil
}

// below names the fields that are selected below a field of the current one.
func below(ctx context.Context, name string) []string {
	var out []string
	op := graphql.GetOperationContext(ctx)
	for _, f := range graphql.CollectFieldsCtx(ctx, nil) {
		if f.Name == name {
			for _, sub := range graphql.CollectFields(op, f.Selections, nil) {
				out = append(out, sub.Name)
			}
		}
	}
	return out
}

// Customer returns graph.CustomerResolver implementation.
func (r *Resolver) Customer() graph.CustomerResolver { return &customerResolver{r} }

// LineItem returns graph.LineItemResolver implementation.
func (r *Resolver) LineItem() graph.LineItemResolver { return &lineItemResolver{r} }

// Order returns graph.OrderResolver implementation.
func (r *Resolver) Order() graph.OrderResolver { return &orderResolver{r} }

// Query returns graph.QueryResolver implementation.
func (r *Resolver) Query() graph.QueryResolver { return &queryResolver{r} }

type (
	customerResolver struct{ *Resolver }
	lineItemResolver struct{ *Resolver }
	orderResolver    struct{ *Resolver }
	queryResolver    struct{ *Resolver }
)
