package sqldb

import "github.com/galleria-graph/galleria/sources"

// About returns what the pages of docs/sources say of the connector.
func About() sources.About {
	return sources.About{
		Title: "SQL databases",
		Summary: "Tables, views and statements of a PostgreSQL, MySQL, MariaDB or SQLite database, as the configuration maps them. " +
			"It only reads: one statement with parameters for each batch, and one for each table of children that is asked for.",
		Example: `sources:
  warehouse:
    kind: postgres # or mysql, sqlite
    url: ${WAREHOUSE_URL}
    tables:
      orders:
        table: orders
        id: order_id
        fields:
          name: order_no
          placedAt: {column: placed_at, type: local-time, zone: Europe/London}
          total: {column: total, currency: GBP}
          email: email
        children:
          lines:
            table: order_lines
            parent: order_id
            id: [order_id, line_no]
            fields: {sku: sku, quantity: qty, unitPrice: price}
`,
		Access: "A user of the database that may SELECT from what the configuration names, and nothing else. " +
			"`galleria check --connect` compares the configuration with the database's tables, and says all that is wrong.",
		Kinds: []sources.AboutKind{
			{Kind: "Customer"},
			{Kind: "Order", Notes: []string{"A line without a column for its `total` has its price, after discounts, times its quantity."}},
			{Kind: "Product", Notes: []string{"Variants are the child `variants`, or the rows of the table of variants whose `product` names the product."}},
			{Kind: "ProductVariant"},
			{Kind: "InventoryItem"},
			{Kind: "Location"},
			{Kind: "Payment"},
		},
		Limits: []string{
			"No more connections are open than `connections` says. What waits longer than `timeout` fails, and its statement is cancelled.",
			"An index on the columns that are filtered, sorted and looked up is the database's owner's to make; a statement sorts by the column and then by the id.",
		},
		Gaps: []string{
			"What has no column is not there: it cannot be filtered, sorted or looked up either.",
			"E-mail addresses compare as the database's LOWER and TRIM of spaces give them; other texts byte by byte.",
			"SQLite has no decimals and no times. Amounts and times that are stored as text compare there exactly, without an index; whole numbers (minor units, Unix seconds) use one.",
			"PostgreSQL and MySQL columns of floating point are refused for amounts, and columns of text for numbers are not filtered or sorted by there.",
			"A wall-clock time that occurs twice is the first of the two, and one that was skipped is the moment of the change.",
			"A row that lacks what its kind cannot be without is left out and named; an optional value that cannot be read is missing.",
			"A replica may lag behind, which it does not say.",
		},
		Links: []sources.Link{
			{Text: "PostgreSQL: connection strings", URL: "https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING"},
			{Text: "MySQL: data source names", URL: "https://github.com/go-sql-driver/mysql#dsn-data-source-name"},
			{Text: "PostgreSQL: GRANT", URL: "https://www.postgresql.org/docs/current/sql-grant.html"},
			{Text: "MySQL: GRANT", URL: "https://dev.mysql.com/doc/refman/8.4/en/grant.html"},
			{Text: "SQLite: data types", URL: "https://www.sqlite.org/datatype3.html"},
		},
	}
}
