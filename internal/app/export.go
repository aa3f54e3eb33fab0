package app

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/parser"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/graph"
	"github.com/galleria-graph/galleria/internal/config"
	"github.com/galleria-graph/galleria/resolvers"
	"github.com/galleria-graph/galleria/sources"
)

// Exporter runs operations over whole listings, in this process and over the
// sources of a configuration: without a server's limits, and with what a source
// has for who wants all it holds.
type Exporter struct {
	accounts []*account
	views    resolvers.Views
	united   map[string][]string // the members of views that the file unites, by kind
	first    int
}

// ExportRequest is an operation whose one root field is a connection, with no
// other argument than filter.
type ExportRequest struct {
	Query     string
	Operation string // its name, where the document has several
	Variables map[string]any
	// Sources are those that are read; none means all.
	Sources []string
}

// ExportPart is the answer to the operation for a part of the listing.
type ExportPart struct {
	Data   json.RawMessage
	Errors gqlerror.List
}

// exportPart is how many entities are resolved at once.
const exportPart = 100

// OpenExporter opens the sources of a configuration, as [Open] does.
func OpenExporter(ctx context.Context, cfg *config.Config, o Options) (*Exporter, error) {
	if _, err := vet(cfg); err != nil {
		return nil, err
	}
	accounts, err := openAll(ctx, cfg, o)
	if err != nil {
		return nil, err
	}
	e := &Exporter{accounts: accounts, first: cfg.Limits.First, united: map[string][]string{}}
	if e.views, err = assemble(cfg, accounts); err != nil {
		return nil, errors.Join(err, e.Close())
	}
	for kind, v := range map[string]*config.View{commerce.Orders.Name: cfg.Views.Orders, commerce.Products.Name: cfg.Views.Products, commerce.ProductVariants.Name: cfg.Views.Variants} {
		if v != nil {
			e.united[kind] = v.Union
		}
	}
	return e, nil
}

// Close closes all sources.
func (e *Exporter) Close() error { return closeAll(e.accounts) }

// Run runs the operation over all that its listing has, in no order, and hands
// over part after part. What a source could not give is among a part's errors.
// It fails where the request is none that can be run, where write fails, and
// when ctx ends.
func (e *Exporter) Run(ctx context.Context, r ExportRequest, write func(ExportPart) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	name, err := exportedField(r)
	if err != nil {
		return err
	}
	views := e.views
	list, err := e.whole(ctx, name, &views, r.Sources)
	if err != nil {
		return err
	}
	defer list.stop()
	root := resolvers.New(views, e.first)
	run := executor.New(graph.NewExecutor(graph.Config{Resolvers: root}))
	run.Use(root.Memory())
	for {
		list.next()
		part, err := answerPart(ctx, run, r)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			return err
		}
		if err := write(part); err != nil {
			return err
		}
		if list.ended() {
			return nil
		}
	}
}

func answerPart(ctx context.Context, run *executor.Executor, r ExportRequest) (ExportPart, error) {
	ctx = graphql.StartOperationTrace(ctx)
	op, errs := run.CreateOperationContext(ctx, &graphql.RawParams{Query: r.Query, OperationName: r.Operation, Variables: r.Variables})
	if errs != nil {
		return ExportPart{}, errs
	}
	next, ctx := run.DispatchOperation(ctx, op)
	answer := next(ctx)
	if answer == nil { // nobody waits for it any more
		return ExportPart{}, context.Cause(ctx)
	}
	return ExportPart{Data: answer.Data, Errors: answer.Errors}, nil
}

// exportedField returns the field of the query type whose listing is wanted.
func exportedField(r ExportRequest) (string, error) {
	doc, err := parser.ParseQuery(&ast.Source{Input: r.Query})
	if err != nil {
		return "", err
	}
	op := doc.Operations.ForName(r.Operation)
	if op == nil || op.Operation != ast.Query || len(op.SelectionSet) != 1 {
		return "", errExported
	}
	field, ok := op.SelectionSet[0].(*ast.Field)
	if !ok {
		return "", errExported
	}
	for _, a := range field.Arguments {
		if a.Name != "filter" {
			return "", fmt.Errorf("an export is a whole listing in no order: leave out the argument %q of %s", a.Name, field.Name)
		}
	}
	return field.Name, nil
}

var errExported = errors.New("an export takes one query with one listing, such as { orders { nodes { name } } }")

// wholeList is a listing that is given part by part.
type wholeList interface {
	next()       // the next query is that of the root field
	ended() bool // there are no more parts
	stop()
}

// whole puts a whole listing in place of the view that the field reads.
func (e *Exporter) whole(ctx context.Context, field string, v *resolvers.Views, names []string) (wholeList, error) {
	lists := map[string]func() (wholeList, error){
		"orders": func() (wholeList, error) {
			return united(ctx, e, commerce.Orders, &v.Orders, names, func(s *sources.Source) (sources.Collection[commerce.Order], sources.Export[commerce.Order]) {
				return s.Orders, s.Exports.Orders
			})
		},
		"products": func() (wholeList, error) {
			return united(ctx, e, commerce.Products, &v.Products, names, func(s *sources.Source) (sources.Collection[commerce.Product], sources.Export[commerce.Product]) {
				return s.Products, s.Exports.Products
			})
		},
		"productVariants": func() (wholeList, error) {
			return united(ctx, e, commerce.ProductVariants, &v.Variants, names, func(s *sources.Source) (sources.Collection[commerce.ProductVariant], sources.Export[commerce.ProductVariant]) {
				return s.Variants, s.Exports.Variants
			})
		},
		"payments": func() (wholeList, error) {
			return united(ctx, e, commerce.Payments, &v.Payments, names, func(s *sources.Source) (sources.Collection[commerce.Payment], sources.Export[commerce.Payment]) {
				return s.Payments, nil
			})
		},
		"customers":      func() (wholeList, error) { return merged(ctx, &v.Customers, names) },
		"inventoryItems": func() (wholeList, error) { return merged(ctx, &v.InventoryItems, names) },
		"locations":      func() (wholeList, error) { return merged(ctx, &v.Locations, names) },
	}
	list := lists[field]
	if list == nil {
		return nil, fmt.Errorf("%s is no listing that can be exported: take one of %s", field, strings.Join(slices.Sorted(maps.Keys(lists)), ", "))
	}
	return list()
}

// united is the listing of a view that is a union: each source gives its part
// in the way that suits it.
func united[T any](ctx context.Context, e *Exporter, kind commerce.Kind[T], at *sources.Collection[T], names []string, of func(*sources.Source) (sources.Collection[T], sources.Export[T])) (wholeList, error) {
	known := map[string]bool{}
	w := &whole[T]{ctx: ctx}
	for _, a := range e.accounts {
		c, export := of(a.source)
		stacked := stack(a, kind, c)
		if union := e.united[kind.Name]; stacked == nil || len(union) > 0 && !slices.Contains(union, a.source.Name) {
			continue
		}
		known[a.source.Name] = true
		if len(names) == 0 || slices.Contains(names, a.source.Name) {
			w.parts = append(w.parts, func(q sources.Query) iter.Seq2[*T, error] { return sources.Walk(ctx, stacked, export, q) })
		}
	}
	for _, name := range names {
		if !known[name] {
			return nil, fmt.Errorf("the source %q is not in this listing: it reads %s", name, strings.Join(slices.Sorted(maps.Keys(known)), ", "))
		}
	}
	if *at != nil {
		w.Collection, *at = *at, w
	}
	return w, nil
}

// merged is the listing of a view that makes one entity of several sources' records.
func merged[T any](ctx context.Context, at *sources.Collection[T], names []string) (wholeList, error) {
	if len(names) > 0 {
		return nil, errors.New("this listing is one of all sources together: leave out the source")
	}
	w := &whole[T]{ctx: ctx}
	if view := *at; view != nil {
		w.parts = append(w.parts, func(q sources.Query) iter.Seq2[*T, error] { return sources.Walk(ctx, view, nil, q) })
		w.Collection, *at = view, w
	}
	return w, nil
}

// whole is a view whose root listing gives all there is, a part at each asking.
type whole[T any] struct {
	sources.Collection[T]

	ctx   context.Context // of the export: the listing goes on from operation to operation
	parts []func(sources.Query) iter.Seq2[*T, error]

	armed bool
	over  bool
	pull  func() (*T, error, bool)
	end   func()
}

// next ends the listing unless the operation comes to ask for it.
func (w *whole[T]) next() { w.armed, w.over = true, true }

func (w *whole[T]) ended() bool { return w.over }

func (w *whole[T]) stop() {
	if w.end != nil {
		w.end()
	}
}

// Query gives the next part to the root field. Deeper fields are asked after
// it, and their listings are those of the view.
func (w *whole[T]) Query(ctx context.Context, q sources.Query) (sources.Page[T], error) {
	if !w.armed {
		return w.Collection.Query(ctx, q)
	}
	w.armed, w.over = false, false
	if w.pull == nil {
		q.Sort, q.After = sources.Sort{}, ""
		w.pull, w.end = iter.Pull2(w.all(q))
	}
	var page sources.Page[T]
	for len(page.Items)+len(page.Missing) < exportPart {
		node, err, ok := w.pull()
		switch {
		case !ok:
			w.over = true
			return page, nil
		case err != nil:
			page.Missing = append(page.Missing, err)
		default:
			page.Items = append(page.Items, sources.Item[T]{Node: node})
		}
	}
	return page, nil
}

func (w *whole[T]) all(q sources.Query) iter.Seq2[*T, error] {
	return func(yield func(*T, error) bool) {
		for _, part := range w.parts {
			for node, err := range part(q) {
				if !yield(node, err) {
					return
				}
			}
		}
	}
}
