package sqldb

import (
	"time"
)

// use is what the graph needs a column for. It decides how its values compare.
type use uint8

const (
	useText use = iota
	useFolded
	useWord
	useFlag
	useKey
	useReference
	useNumber
	useMoney
	useCount
	useInstant
	useList
)

// store is how a column holds its values.
type store uint8

const (
	storeText store = iota
	storeInteger
	storeDecimal
	storeStamp // the database's own date and time
	storeDate
	storeUnix
	storeUnixMilli
	storeUUID
	storeArray
)

// class is the family of a column's type in the database.
type class uint8

const (
	classOther class = iota
	classText
	classInteger
	classDecimal
	classFloat
	classMoney
	classFlag
	classBits
	classZoned // an instant
	classWall  // a wall clock
	classDate
	classUUID
	classArray
	classBinary
)

// domain is the type in which a database compares, and to which parameters are cast.
type domain uint8

const (
	domText  domain = iota
	domBytes        // text that the database's text cannot hold, as bytes
	domInt
	domNumber
	domZoned
	domWall
	domDate
	domUUID
)

// column is a mapped column, resolved against the database.
type column struct {
	name     string // as configured
	sql      string // quoted, of its table
	use      use
	store    store
	class    class
	typeName string         // in the database, for messages
	zone     *time.Location // of wall clocks and dates
	shift    int32          // minor digits: a value is the column's times 10^-shift
	digits   int32          // fraction digits of a fixed-point column; -1 where any number fits
	nullable bool
	unique   bool
	fallback *string
	words    map[string]string
	// currency is constant, or of currencyAt, the index of another cell; -1 for inherited.
	currency   string
	currencyAt int
}

// operand is a column as a database compares it. A missing value is NULL, or
// for text the empty one.
type operand struct {
	col *column
	dom domain
	// eq serves equality and ord order: a collation that is good for one spoils the index of the other.
	eq, ord string
	// sort is ord with missing texts as empty ones; ord itself where it is empty.
	sort string
	// hint is a further expression that holds wherever equality holds, so that an index serves; "" for none.
	hint     string
	nullable bool
}

// unit is the step of a column of instants; 0 where it has none.
func (c *column) unit() time.Duration {
	switch c.store {
	case storeStamp:
		return time.Microsecond
	case storeDate:
		return 24 * time.Hour
	case storeUnix:
		return time.Second
	case storeUnixMilli:
		return time.Millisecond
	}
	return 0
}

func (u use) numeric() bool { return u == useNumber || u == useMoney || u == useCount }

func (u use) textual() bool { return u == useText || u == useFolded }

// operandOf returns the column as the database compares it, with its default
// in the place of NULL. It reports false where the database cannot compare it exactly.
func operandOf(d dialect, c *column) (operand, bool) {
	if c.fallback == nil || !c.nullable {
		return d.operand(c)
	}
	filled := *c
	filled.nullable = false
	if c.store == storeText {
		filled.sql, filled.class = d.read(c), classText
	}
	filled.sql = "COALESCE(" + filled.sql + ", " + d.literal(*c.fallback, c.native()) + ")"
	return d.operand(&filled)
}

// native is the domain in which the column itself holds its values.
func (c *column) native() domain {
	switch c.store {
	case storeInteger, storeUnix, storeUnixMilli:
		return domInt
	case storeDecimal:
		return domNumber
	case storeStamp:
		return pick(c.class == classZoned, domZoned, domWall)
	case storeDate:
		return domDate
	case storeUUID:
		return domUUID
	}
	return domText
}
