-- The data set, as it is.
CREATE TABLE truth_rows (
  row_no integer NOT NULL PRIMARY KEY, InvoiceNo varchar(80) NOT NULL, StockCode varchar(80) NOT NULL, Description varchar(80) NOT NULL, Quantity integer NOT NULL,
  InvoiceDate varchar(80) NOT NULL, UnitPrice decimal(14,3) NOT NULL, CustomerID integer, Country varchar(80) NOT NULL
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
