-- The data set, as it is.
CREATE TABLE truth_rows (
  row_no integer NOT NULL PRIMARY KEY, InvoiceNo text NOT NULL, StockCode text NOT NULL, Description text NOT NULL, Quantity integer NOT NULL,
  InvoiceDate text NOT NULL, UnitPrice integer NOT NULL, CustomerID integer, Country text NOT NULL
);
