package sqldb

import (
	"database/sql/driver"
	"sync"
	"time"

	"github.com/galleria-graph/galleria/commerce"
	sqlitedriver "modernc.org/sqlite"
)

// newSQLiteDriver returns a driver of our own, so that the functions are on
// our connections and no others in the process.
func newSQLiteDriver() (driver.Driver, error) {
	d := new(sqlitedriver.Driver)
	zones := &zoneCache{}
	functions := []struct {
		name string
		args int32
		call func(args []driver.Value) driver.Value
	}{
		{"galleria_number", 1, func(args []driver.Value) driver.Value {
			if n, ok := parseNumber(textOf(args[0])); ok {
				return numberKey(n)
			}
			return nil
		}},
		{"galleria_clock", 2, func(args []driver.Value) driver.Value {
			if at, ok := parseClock(textOf(args[0]), zones.load(textOf(args[1]))); ok {
				return clockKey(at)
			}
			return nil
		}},
		{"galleria_fold", 1, func(args []driver.Value) driver.Value {
			return commerce.FoldEmail(textOf(args[0]))
		}},
	}
	for _, f := range functions {
		err := d.RegisterDeterministicScalarFunction(f.name, f.args, func(_ *sqlitedriver.FunctionContext, args []driver.Value) (driver.Value, error) {
			return f.call(args), nil
		})
		if err != nil {
			return nil, err
		}
	}
	return d, nil
}

func textOf(v driver.Value) string {
	switch v := v.(type) {
	case string:
		return v
	case []byte:
		return string(v)
	}
	return ""
}

// zoneCache keeps the zones of the configuration: loading one takes longer than a row may.
type zoneCache struct{ zones sync.Map }

func (z *zoneCache) load(name string) *time.Location {
	if loc, ok := z.zones.Load(name); ok {
		return loc.(*time.Location)
	}
	loc, err := time.LoadLocation(name)
	if err != nil {
		return time.UTC // Open has refused the name already
	}
	z.zones.Store(name, loc)
	return loc
}
