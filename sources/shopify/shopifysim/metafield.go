package shopifysim

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Metafield is a value that a merchant or an app attached.
type Metafield struct {
	ID        string
	Namespace string // "custom" when empty
	Key       string
	Type      string // "single_line_text_field" when empty
	Value     string
	CreatedAt time.Time
	UpdatedAt time.Time
}

func (s *store) completeMetafields(fields []Metafield, now time.Time) ([]Metafield, error) {
	fields = slices.Clone(fields)
	for i := range fields {
		f := &fields[i]
		if f.Key == "" {
			return nil, fmt.Errorf("metafield %d has no key", i)
		}
		if err := s.claim(&f.ID, "Metafield"); err != nil {
			return nil, fmt.Errorf("metafield %s: %w", f.Key, err)
		}
		orString(&f.Namespace, "custom")
		orString(&f.Type, "single_line_text_field")
		orTime(&f.CreatedAt, now)
		orTime(&f.UpdatedAt, f.CreatedAt)
	}
	return fields, nil
}

// SetMetafields gives a customer, order, draft, product or variant values under
// their namespaces and keys; those of other keys stay.
func (s *Sim) SetMetafields(owner string, fields ...Metafield) error {
	s.store.Lock()
	defer s.store.Unlock()
	fields, err := s.store.completeMetafields(fields, s.now())
	if err != nil {
		return fmt.Errorf("set metafields of %s: %w", owner, err)
	}
	with := func(known []Metafield) []Metafield {
		known = slices.DeleteFunc(slices.Clone(known), func(k Metafield) bool {
			return slices.ContainsFunc(fields, func(f Metafield) bool { return f.Namespace == k.Namespace && f.Key == k.Key })
		})
		return append(known, fields...)
	}
	return s.store.setMetafields(owner, with, s.now())
}

func (s *store) setMetafields(owner string, with func([]Metafield) []Metafield, now time.Time) error {
	kind, _, _ := splitGID(owner)
	switch {
	case kind == kindOrder && s.orders[owner] != nil:
		o := *s.orders[owner]
		o.Metafields, o.UpdatedAt = with(o.Metafields), now
		s.putOrder(&o)
	case kind == kindDraft && s.drafts[owner] != nil:
		d := *s.drafts[owner]
		d.Metafields, d.UpdatedAt = with(d.Metafields), now
		replace(s, s.drafts, kindDraft, owner, &d)
	case kind == kindCustomer && s.customers[owner] != nil:
		c := *s.customers[owner]
		c.Metafields, c.UpdatedAt = with(c.Metafields), now
		replace(s, s.customers, kindCustomer, owner, &c)
	case kind == kindProduct && s.products[owner] != nil:
		p := *s.products[owner]
		p.Metafields, p.UpdatedAt = with(p.Metafields), now
		replace(s, s.products, kindProduct, owner, &p)
	case kind == kindVariant && s.variants[owner] != nil:
		v := *s.variants[owner]
		v.Metafields, v.UpdatedAt = with(v.Metafields), now
		replace(s, s.variants, kindVariant, owner, &v)
	default:
		return fmt.Errorf("set metafields of %q: %w", owner, ErrUnknown)
	}
	return nil
}

func metafieldResolvers() map[string]resolver {
	all := map[string]resolver{
		"Metafield.jsonValue": get(func(_ *call, f *Metafield) any { return f.jsonValue() }),
	}
	for kind, read := range map[string]func(any) []Metafield{
		kindOrder:    func(object any) []Metafield { return object.(*Order).Metafields },
		kindDraft:    func(object any) []Metafield { return object.(*DraftOrder).Metafields },
		kindCustomer: func(object any) []Metafield { return object.(*Customer).Metafields },
		kindProduct:  func(object any) []Metafield { return object.(*Product).Metafields },
		kindVariant:  func(object any) []Metafield { return object.(*ProductVariant).Metafields },
	} {
		all[kind+".metafields"] = func(_ *call, object any, args map[string]any) (any, error) { return metafields(read(object), args) }
		all[kind+".metafield"] = func(_ *call, object any, args map[string]any) (any, error) {
			return metafield(read(object), textArg(args, "namespace"), textArg(args, "key")), nil
		}
	}
	return all
}

func metafields(fields []Metafield, args map[string]any) (any, error) {
	l := listOf(fields, func(f *Metafield) string { return f.ID })
	namespace, keys := textArg(args, "namespace"), textsArg(args, "keys")
	if namespace != "" || len(keys) > 0 {
		l.keep = func(object any) bool {
			f := object.(*Metafield)
			return (namespace == "" || f.Namespace == namespace) && (len(keys) == 0 || slices.Contains(keys, f.Namespace+"."+f.Key))
		}
	}
	return paginate(l, args)
}

func metafield(fields []Metafield, namespace, key string) any {
	for i := range fields {
		if f := &fields[i]; f.Namespace == namespace && f.Key == key {
			return f
		}
	}
	return nil
}

// jsonValue is the value as JSON: texts stay texts, whatever they hold.
func (f *Metafield) jsonValue() any {
	base := strings.TrimPrefix(f.Type, "list.")
	isText := base == f.Type && (strings.HasSuffix(base, "_reference") || slices.Contains([]string{
		"single_line_text_field", "multi_line_text_field", "color", "date", "date_time", "url", "id", "language", "number_decimal", "string",
	}, base))
	if !isText && json.Valid([]byte(f.Value)) {
		return json.RawMessage(f.Value)
	}
	return f.Value
}
