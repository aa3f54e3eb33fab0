package app

import (
	"fmt"
	"slices"
	"strings"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/graph/model"
	"github.com/galleria-graph/galleria/internal/config"
	"github.com/galleria-graph/galleria/internal/view"
	"github.com/galleria-graph/galleria/resolvers"
	"github.com/galleria-graph/galleria/sources"
)

// member is one source's collection of a kind, with its stack around it.
type member[T any] struct {
	name       string
	collection sources.Collection[T]
}

// membersOf stacks the collections that the accounts have of a kind, in the configured order.
func membersOf[T any](accounts []*account, kind commerce.Kind[T], of func(*sources.Source) sources.Collection[T]) []member[T] {
	var out []member[T]
	for _, a := range accounts {
		if c := stack(a, kind, of(a.source)); c != nil {
			out = append(out, member[T]{a.source.Name, c})
		}
	}
	return out
}

// assemble builds the virtual collections that the configuration asks for. Its
// error is a *config.Problems with everything that the sources cannot do.
func assemble(cfg *config.Config, accounts []*account) (resolvers.Views, error) {
	b := builder{report: cfg.Report()}
	v := resolvers.Views{
		Customers: mergedView(&b, "customers", cfg.Views.Customers, view.CustomerMerge(),
			membersOf(accounts, commerce.Customers, func(s *sources.Source) sources.Collection[commerce.Customer] { return s.Customers })),
		Orders: unionView(&b, "orders", cfg.Views.Orders, commerce.Orders,
			membersOf(accounts, commerce.Orders, func(s *sources.Source) sources.Collection[commerce.Order] { return s.Orders }), descending("placedAt")),
		Products: unionView(&b, "products", cfg.Views.Products, commerce.Products,
			membersOf(accounts, commerce.Products, func(s *sources.Source) sources.Collection[commerce.Product] { return s.Products }), ascending("createdAt")),
		Variants: unionView(&b, "variants", cfg.Views.Variants, commerce.ProductVariants,
			membersOf(accounts, commerce.ProductVariants, func(s *sources.Source) sources.Collection[commerce.ProductVariant] { return s.Variants }), ascending("createdAt")),
		InventoryItems: mergedView(&b, "inventory", cfg.Views.Inventory, view.InventoryMerge(),
			membersOf(accounts, commerce.InventoryItems, func(s *sources.Source) sources.Collection[commerce.InventoryItem] { return s.InventoryItems })),
		Locations: unionView(&b, "locations", cfg.Views.Locations, commerce.Locations,
			membersOf(accounts, commerce.Locations, func(s *sources.Source) sources.Collection[commerce.Location] { return s.Locations }), sources.Sort{}),
		Payments: unionView(&b, "payments", cfg.Views.Payments, commerce.Payments,
			membersOf(accounts, commerce.Payments, func(s *sources.Source) sources.Collection[commerce.Payment] { return s.Payments }), descending("createdAt")),
		Sources: describe(accounts),
	}
	return v, b.report.Err()
}

func ascending(field string) sources.Sort  { return sources.Sort{Field: field} }
func descending(field string) sources.Sort { return sources.Sort{Field: field, Desc: true} }

func describe(accounts []*account) []*model.Source {
	out := make([]*model.Source, len(accounts))
	for i, a := range accounts {
		out[i] = &model.Source{Name: a.source.Name, System: a.source.System, Account: a.source.Account, Types: typesOf(a.source)}
	}
	return out
}

// builder gathers what is wrong with the views, at the places of the file.
type builder struct{ report *config.Report }

func (b *builder) wrong(path, message, remedy string) {
	b.report.Add(path, config.Problem{Message: message, Remedy: remedy})
}

// named returns the members of these names, in their order. A source that has
// none of the kind is a problem.
func named[T any](b *builder, path, kind string, names []string, members []member[T]) []sources.Collection[T] {
	var out []sources.Collection[T]
	for at, name := range names {
		i := slices.IndexFunc(members, func(m member[T]) bool { return m.name == name })
		if i < 0 {
			b.wrong(fmt.Sprintf("%s[%d]", path, at), fmt.Sprintf("the source %q has no %s", name, kind), "Remove it here.")
			continue
		}
		out = append(out, members[i].collection)
	}
	return out
}

func collections[T any](members []member[T]) []sources.Collection[T] {
	out := make([]sources.Collection[T], len(members))
	for i, m := range members {
		out[i] = m.collection
	}
	return out
}

// unionView lists the members as one, in the preferred order where all of them
// have it, and else one after another.
func unionView[T any](b *builder, path string, v *config.View, kind commerce.Kind[T], members []member[T], preferred sources.Sort) sources.Collection[T] {
	if v != nil && v.Primary != "" {
		b.wrong("views."+path+".primary", path+" of several sources are not the same things, so no source adds to another's", "Write union instead.")
		return nil
	}
	all := collections(members)
	if v != nil {
		all = named(b, "views."+path+".union", path, v.Union, members)
	}
	return union(b, path, kind, all, preferred)
}

func union[T any](b *builder, path string, kind commerce.Kind[T], all []sources.Collection[T], preferred sources.Sort) sources.Collection[T] {
	if len(all) == 0 {
		return nil
	}
	if slices.ContainsFunc(all, func(c sources.Collection[T]) bool { return !c.Traits().Sortable(preferred) }) {
		preferred = sources.Sort{}
	}
	u, err := view.Union(kind, preferred, all...)
	if err != nil {
		b.wrong("views."+path, err.Error(), "")
		return nil
	}
	return u
}

// mergedView shows one entity where several sources keep a record of it: the
// first member of those configured, or of all, is the primary one.
func mergedView[T any](b *builder, path string, v *config.View, m view.Merge[T], members []member[T]) sources.Collection[T] {
	if v != nil && len(v.Union) > 0 {
		return union(b, path, m.Kind, named(b, "views."+path+".union", path, v.Union, members), ascending("createdAt"))
	}
	var opts []view.PreferOption
	all := collections(members)
	if v != nil {
		if v.Match != "" && v.Match != m.Match {
			b.wrong("views."+path+".match", fmt.Sprintf("%s match by %s, not by %q", path, m.Match, v.Match), "Write match: "+m.Match)
		}
		all = slices.Concat(named(b, "views."+path+".primary", path, []string{v.Primary}, members), named(b, "views."+path+".secondaries", path, v.Secondaries, members))
		opts = rules(b, path, v, m)
	}
	switch len(all) {
	case 0:
		return nil
	case 1:
		return all[0]
	}
	p, err := view.Prefer(m, all[0], all[1:], opts...)
	if err != nil {
		b.wrong("views."+path, err.Error(), "")
		return nil
	}
	return p
}

// groups names the groups of fields that have a rule.
func groups[T any](m view.Merge[T]) []string {
	out := []string{"core"}
	for i, name := range m.Kind.Groups {
		if commerce.Groups(1)<<i != m.Members {
			out = append(out, name)
		}
	}
	return out
}

func rules[T any](b *builder, path string, v *config.View, m view.Merge[T]) []view.PreferOption {
	var out []view.PreferOption
	for name, order := range v.Rules {
		switch i := slices.Index(m.Kind.Groups, name); {
		case name == "core":
			out = append(out, view.OrderOf(0, order...))
		case !slices.Contains(groups(m), name):
			b.report.Add("views."+path+".rules."+name, config.Problem{
				Message: fmt.Sprintf("%s have no group of fields %q", path, name), Suggestion: config.Nearest(name, groups(m)),
				Remedy: "The groups are " + strings.Join(groups(m), ", ") + ".",
			})
		default:
			out = append(out, view.OrderOf(1<<i, order...))
		}
	}
	return out
}
