// Package sqldb reads customers, orders, products, stock and payments from the
// tables of a PostgreSQL, MySQL, MariaDB or SQLite database, as a [Config]
// maps them.
//
// It only reads, and only translates: one parameterised statement for each
// batch, and one more for each table of children that is asked for. What a
// table has a column for can be filtered, sorted and joined; what it has not,
// Traits do not promise. Nothing that a client sends is ever part of a
// statement's text.
//
// Exactness comes before speed. A filter means what [sources.Matches] means,
// to the last digit and nanosecond, whatever the collation, the precision or
// the affinity of a column: a bound that a column cannot hold is moved to the
// nearest value that it can.
//
//   - Text compares byte by byte. E-mail addresses compare as the database's
//     LOWER and TRIM (of spaces) give them.
//   - SQLite keeps no decimals and no times. Amounts and texts of time compare
//     there through functions of this package, exactly but without an index;
//     whole numbers (minor units, Unix seconds) use one. A REAL is read as its
//     shortest decimal text of 15 digits. PostgreSQL's and MySQL's floating
//     point columns are refused for amounts.
//   - A wall-clock time that occurs twice is the first of the two, and one that
//     the clocks skipped is the moment of the change.
//   - A row whose optional value cannot be read has none. A row that lacks what
//     its kind cannot be without, or that has a child that does, is left out and
//     named in Page.Missing, or in the *Partial of a Get.
package sqldb
