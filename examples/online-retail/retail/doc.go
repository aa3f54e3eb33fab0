// Package retail reads the Online Retail data set, keeps its books, and writes
// them to the tables of a PostgreSQL, MySQL, MariaDB or SQLite database.
//
// The data set is one list of invoice rows. A [Book] makes customers, orders,
// lines, products and labels of it and leaves no row out: what is odd in the
// data (cancellations, write-offs, rows that are no goods, rows without a
// customer) is kept and marked. Amounts are whole thousandths of a pound, so
// that no sum is rounded. The package neither guesses nor repairs; a row that
// it cannot read ends the reading with an error that names its line.
package retail
