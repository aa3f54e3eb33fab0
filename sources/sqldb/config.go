package sqldb

import (
	"context"
	"time"

	"github.com/galleria-graph/galleria/commerce"
)

// Config is one database, with the statement of which of its tables hold what.
type Config struct {
	// Name is the source's configured name.
	Name string
	// System is SystemPostgreSQL, SystemMySQL (also for MariaDB) or SystemSQLite.
	System commerce.System
	// DSN says where the database is: a postgres:// URL or key=value pairs,
	// user:password@tcp(host:3306)/db, or the path of a SQLite file. It is
	// never printed.
	DSN string
	// Timeout bounds one Get, Find or Query with all its statements. 0 is 10 seconds.
	Timeout time.Duration
	// MaxConns bounds the connections that are open. 0 is 8.
	MaxConns int
	// Tables are the kinds that the database holds.
	Tables Tables
	// Late is told why the database cannot be reached now; with it, Open returns
	// the source all the same. It may be nil.
	Late func(err error)
	// Pause is how long after an attempt to open late the next may be made. 0 is 1 second.
	Pause time.Duration
	// Trace is called with the text of each statement before it is sent, never with its values. It may be nil.
	Trace func(ctx context.Context, statement string)
}

// Tables names the tables of a database by the kind of entity that they hold.
// Nil means that the database has none.
type Tables struct {
	Customers *Table
	Orders    *Table
	// Products hold their variants as the child "variants"; without it, as the
	// rows of Variants whose column "product" names them.
	Products  *Table
	Variants  *Table
	Inventory *Table
	Locations *Table
	Payments  *Table
}

// Table maps the rows of a table, a view or a statement to one kind of entity.
type Table struct {
	// Table is a table or view, with its schema if need be. Either this or Select.
	Table string
	// Select is a statement of the operator's to read from instead.
	Select string
	// ID is the column that identifies a row. Rows without one are left out.
	ID string
	// Fields are the columns, by the field that they feed.
	Fields map[string]Column
	// Where is a condition of the operator's that every row must meet, in SQL.
	Where string
	// Children are the rows that belong to a row, by the field that they feed.
	Children map[string]Child
}

// Child maps rows that belong to a row of a [Table].
type Child struct {
	Table  string
	Select string
	// Parent is the column that holds the ID of the row it belongs to.
	Parent string
	// ID are the columns that identify a row of all the table, in the order in
	// which the children are listed. Several are joined by a slash: "1001/2".
	ID     []string
	Fields map[string]Column
	Where  string
	// shared marks the rows of another table, which is told of itself what is wrong with it.
	shared bool
}

// Column maps a column to a field.
type Column struct {
	// Name of the column.
	Name string
	// Type says how the column is read. Empty means: as its type in the database and the field say.
	Type ColumnType
	// Zone is the IANA time zone of wall-clock times and dates; UTC without.
	Zone string
	// Currency is the ISO 4217 code of an amount, where all rows have the same.
	Currency string
	// CurrencyColumn holds the code of an amount. With neither, an amount has
	// the currency of its row's main amount, or of the row that it belongs to.
	CurrencyColumn string
	// MinorDigits is set where an amount is stored as a whole number of minor units: 2 for cents.
	MinorDigits *int
	// Default is the value where the column is NULL, written as the column would hold it.
	Default *string
	// Values is the graph's word for each of the database's, for states and truth
	// values. Any other word is UNKNOWN. Without Values the words are the graph's own.
	Values map[string]string
}

// ColumnType says how a column is read.
type ColumnType string

// The types of columns.
const (
	ColumnText      ColumnType = "text"       // characters, also where the database has a number
	ColumnInteger   ColumnType = "integer"    // a whole number
	ColumnDecimal   ColumnType = "decimal"    // an exact number
	ColumnBoolean   ColumnType = "boolean"    // true or false, 1 or 0, t or f, y or n
	ColumnTime      ColumnType = "time"       // an instant, in UTC where it has no offset
	ColumnLocalTime ColumnType = "local-time" // a wall-clock time of Zone
	ColumnDate      ColumnType = "date"       // a day of Zone, which stands for its beginning
	ColumnUnix      ColumnType = "unix"       // whole seconds since 1970
	ColumnUnixMilli ColumnType = "unix-ms"    // whole milliseconds since 1970
)
