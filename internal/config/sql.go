package config

import "iter"

// SQL is one database, with the statement of which of its tables hold what.
type SQL struct {
	// `postgres`, `mysql` or `sqlite`.
	Kind     SourceKind `yaml:"kind" required:"true"`
	Upstream `yaml:",inline"`
	// Where the database is: `postgres://user@host/db` or `host=… dbname=…` for PostgreSQL, `user:password@tcp(host:3306)/db` for MySQL, the path of the file for SQLite. It is taken as a secret as a whole.
	URL Secret `yaml:"url" required:"true" example:"${WAREHOUSE_URL}"`
	// Connections kept open at most.
	Connections int `yaml:"connections" range:"1..1000"`
	// Tables to read, by what they hold.
	Tables Tables `yaml:"tables" required:"true" example:"{orders: {table: orders, id: order_id, fields: {name: order_no}}}"`
}

// SourceKind returns KindPostgres, KindMySQL or KindSQLite.
func (s *SQL) SourceKind() SourceKind { return s.Kind }

// Tables names the tables of a database by the kind of entity that they hold. A kind that is left out is not in the database.
type Tables struct {
	// Customers.
	Customers *Table `yaml:"customers"`
	// Orders. Their lines are the child `lines`.
	Orders *Table `yaml:"orders"`
	// Products. Their variants are the child `variants`, or rows of `variants` whose field `product` names the product.
	Products *Table `yaml:"products"`
	// Variants of products: what is sold under one SKU.
	Variants *Table `yaml:"variants"`
	// Stock, by variant and location.
	Inventory *Table `yaml:"inventory"`
	// Places that hold stock.
	Locations *Table `yaml:"locations"`
	// Payments.
	Payments *Table `yaml:"payments"`
}

// All yields the tables that are configured, by the key of their kind, in the order of the struct.
func (t *Tables) All() iter.Seq2[string, *Table] { return present[Table](t) }

// Table maps the rows of a table, a view or a statement to one kind of entity.
type Table struct {
	// Table or view, with its schema if need be. Either this or `select`.
	Table string `yaml:"table" example:"orders"`
	// Statement to read from instead of a table.
	Select string `yaml:"select" example:"SELECT o.*, c.email FROM orders o JOIN customers c USING (customer_id)"`
	// Column that identifies a row.
	ID string `yaml:"id" required:"true" example:"order_id"`
	// Columns, by the field of the graph that they feed.
	Fields map[string]Column `yaml:"fields" required:"true" example:"{name: order_no}"`
	// Condition that every row must meet, in SQL. It is put into each statement as it stands, so it must never be made of anything that a caller sends.
	Where string `yaml:"where" example:"status <> 'draft'"`
	// Rows that belong to one of these, by the field of the graph that they feed: the lines of an order.
	Children map[string]Child `yaml:"children" example:"{lines: {table: order_lines, parent: order_id, id: [order_id, line_no], fields: {sku: sku}}}"`
	// The graph's word for each word of the database, by field: `{status: {open: OPEN, done: COMPLETED}}`. A word that is not there becomes UNKNOWN.
	Values map[string]map[string]string `yaml:"values" example:"{status: {open: OPEN, done: COMPLETED}}"`
}

// Child maps rows that belong to a row of a Table.
type Child struct {
	// Table or view, with its schema if need be. Either this or `select`.
	Table string `yaml:"table" example:"order_lines"`
	// Statement to read from instead of a table.
	Select string `yaml:"select" example:"SELECT * FROM order_lines WHERE qty > 0"`
	// Column that holds the id of the row that it belongs to.
	Parent string `yaml:"parent" required:"true" example:"order_id"`
	// Column that identifies a row of the table, or a list of columns that do so together, in the order in which the rows are listed.
	ID []string `yaml:"id" required:"true" single:"true" example:"[order_id, line_no]"`
	// Columns, by the field of the graph that they feed.
	Fields map[string]Column `yaml:"fields" required:"true" example:"{sku: sku, quantity: qty}"`
	// Condition that every row must meet, in SQL, as it stands.
	Where string `yaml:"where" example:"NOT deleted"`
	// The graph's word for each word of the database, by field.
	Values map[string]map[string]string `yaml:"values" example:"{kind: {g: GOODS}}"`
}

// Column maps a column to a field. A bare name is short for `{column: name}`.
type Column struct {
	// Name of the column.
	Column string `yaml:"column" required:"true" example:"placed_at" shorthand:"true"`
	// How the column is read, where its type in the database does not say it.
	Type ColumnType `yaml:"type" example:"local-time"`
	// IANA time zone of wall-clock times and dates. A `local-time` must have one; a date is one of UTC without.
	Zone string `yaml:"zone" example:"Europe/London"`
	// ISO 4217 currency of an amount, where all rows have the same.
	Currency string `yaml:"currency" example:"GBP"`
	// Column that holds the currency of an amount.
	CurrencyColumn string `yaml:"currencyColumn" example:"currency"`
	// Decimals of an amount that is stored as a whole number of minor units: 2 for cents.
	Scale *int `yaml:"scale" range:"0..6" example:"2"`
	// Value where the column is NULL, written as the column would hold it.
	Default *string `yaml:"default" example:"0"`
	// The graph's word for each word of the database, for this column.
	Values map[string]string `yaml:"values" example:"{open: OPEN, done: COMPLETED}"`
}

// ColumnType says how a column is read. Empty means: as its type in the database and the field of the graph say.
type ColumnType string

// The types of columns.
const (
	ColumnText      ColumnType = "text"       // characters, also where the database has a number
	ColumnInteger   ColumnType = "integer"    // a whole number
	ColumnDecimal   ColumnType = "decimal"    // an exact number
	ColumnBoolean   ColumnType = "boolean"    // true or false, 1 or 0, t or f, y or n
	ColumnTime      ColumnType = "time"       // an instant, in UTC where it has no offset
	ColumnLocalTime ColumnType = "local-time" // a wall-clock time of Zone
	ColumnDate      ColumnType = "date"       // a day of Zone, UTC without
	ColumnUnix      ColumnType = "unix"       // seconds since 1970
	ColumnUnixMilli ColumnType = "unix-ms"    // milliseconds since 1970
)

func (ColumnType) values() []string {
	return []string{
		string(ColumnText), string(ColumnInteger), string(ColumnDecimal), string(ColumnBoolean), string(ColumnTime), string(ColumnLocalTime),
		string(ColumnDate), string(ColumnUnix), string(ColumnUnixMilli),
	}
}
