package sqldb

import (
	"context"
	"database/sql"
	"errors"
	"strings"

	"github.com/galleria-graph/galleria/sources"
)

// opener asks the database what it has, while the configuration is compiled.
type opener struct {
	*client
	*compiler
	ctx    context.Context // of the call to Open, which it does not outlive
	denied bool
	probes []string
}

// ping connects, and refuses a database in which bytes are not UTF-8's.
func (o *opener) ping() error {
	if err := o.db.PingContext(o.ctx); err != nil {
		return o.classify(o.ctx, "open", err)
	}
	if _, ok := o.client.d.(sqlite); !ok {
		return nil
	}
	var encoding string
	b := o.builder()
	b.write("PRAGMA encoding")
	if err := o.query(o.ctx, "open", b, func(cells []sql.RawBytes) { encoding = string(cells[0]) }); err != nil {
		return err
	}
	if encoding != "UTF-8" {
		return o.invalid("open", "the database keeps texts as "+encoding+", not UTF-8: copy it into one that does, with .dump")
	}
	return nil
}

// inspect returns the columns of a relation, with what the database says about them.
func (o *opener) inspect(r relation, from string) (map[string]fact, error) {
	rows, err := o.db.QueryContext(o.ctx, "SELECT * FROM "+from+" WHERE "+never)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	types, err := rows.ColumnTypes()
	if err != nil {
		return nil, err
	}
	facts := make(map[string]fact, len(types))
	for _, t := range types {
		f := fact{name: t.Name(), typeName: strings.ToLower(t.DatabaseTypeName()), class: o.client.d.class(t.DatabaseTypeName()), digits: -1}
		if _, scale, ok := t.DecimalSize(); ok && o.fixedPoint() {
			f.digits = int32(scale)
		}
		facts[f.name] = f
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	rows.Close()
	return facts, o.constraints(r, facts)
}

// fixedPoint reports whether the scale that a driver tells is the column's, with no digit beyond.
func (o *opener) fixedPoint() bool {
	_, ok := o.client.d.(mariadb)
	return ok
}

// constraints notes which columns of a table are never NULL, and which are a key. Of views and selects nothing is known.
func (o *opener) constraints(r relation, facts map[string]fact) error {
	if r.table == "" {
		return nil
	}
	b := o.builder()
	text, args := o.client.d.facts(r.table)
	b.write(text)
	b.args = args
	return o.query(o.ctx, "open", b, func(cells []sql.RawBytes) {
		f, ok := facts[string(cells[0])]
		if !ok {
			return
		}
		f.notNull, f.unique = truth(cells[1]), truth(cells[2])
		facts[f.name] = f
	})
}

func truth(cell sql.RawBytes) bool {
	return string(cell) == "true" || string(cell) == "1" || string(cell) == "t"
}

// probe runs statements that answer nothing, to find what the database cannot compare.
func (o *opener) probe(at spot, statements []string) {
	for _, text := range statements {
		b := o.builder()
		b.write(text)
		if err := o.query(o.ctx, "open", b, func([]sql.RawBytes) {}); err != nil {
			o.refused(at, err)
			return
		}
		o.probes = append(o.probes, text)
	}
}

// refused notes an error of the database about a relation.
func (o *opener) refused(at spot, err error) {
	err = o.classify(o.ctx, "open", err)
	var e *sources.Error
	errors.As(err, &e)
	switch e.Kind {
	case sources.KindDenied:
		o.denied = true
	case sources.KindInvalid, sources.KindMalformed, sources.KindInternal:
	default:
		o.failure = err
		return
	}
	o.refusedBy(at, e.Reason)
}
