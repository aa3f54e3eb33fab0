-- The data set, as it is.
CREATE TABLE truth_rows (
  row_no integer NOT NULL PRIMARY KEY, InvoiceNo text COLLATE "C" NOT NULL, StockCode text COLLATE "C" NOT NULL, Description text COLLATE "C" NOT NULL, Quantity integer NOT NULL,
  InvoiceDate text COLLATE "C" NOT NULL, UnitPrice numeric(14,3) NOT NULL, CustomerID integer, Country text COLLATE "C" NOT NULL
);
