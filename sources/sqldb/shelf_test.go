package sqldb_test

import (
	"testing"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources/sourcetest"
	"github.com/galleria-graph/galleria/sources/sqldb"
	"go.uber.org/goleak"
)

// shelf is the tables of one kind, which hold what one test after another
// needs: to make tables takes longer than most tests of the suite.
type shelf[T any] struct {
	*database
	family family[T]
	tables sqldb.Tables
}

// ignoreLeaks names what may outlive a test of the suite: the pool of a shelf, which is closed after it.
var ignoreLeaks = []goleak.Option{goleak.IgnoreAnyFunction("database/sql.(*DB).connectionOpener")}

// openShelf connects once and for all, so that no goroutine of the shelf begins
// while the suite looks for those that are left behind.
func openShelf[T any](t *testing.T, system commerce.System, f family[T]) *shelf[T] {
	t.Helper()
	d := openDatabase(t, system)
	d.db.SetMaxOpenConns(1)
	return &shelf[T]{d, f, f.create(t, d)}
}

// fill replaces what is on the shelf.
func (s *shelf[T]) fill(t *testing.T, seed []*T) {
	t.Helper()
	s.batch(t, func() {
		for _, table := range s.family.tables {
			s.exec(t, "DELETE FROM "+s.table(table))
		}
		for _, e := range seed {
			s.family.put(t, s.database, e)
		}
	})
}

// changes puts onto the shelf, and takes away.
func (s *shelf[T]) changes(t *testing.T) sourcetest.Changes[T] {
	return sourcetest.Changes[T]{
		Put: func(e *T) { s.batch(t, func() { s.family.put(t, s.database, e) }) }, // one write to the disk
		Delete: func(id commerce.ID) {
			table := s.family.tables[len(s.family.tables)-1]
			s.exec(t, "DELETE FROM "+s.table(table)+" WHERE id = "+pick(table == "customers", "'"+id.Key+"'", id.Key))
		},
	}
}
