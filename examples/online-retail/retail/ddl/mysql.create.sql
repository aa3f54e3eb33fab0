CREATE TABLE retail_customers (
  customer_id  integer   NOT NULL PRIMARY KEY,
  country_code char(2),            -- of the latest invoice; NULL where the country has no ISO code
  first_at     datetime NOT NULL, -- wall clocks of the shop: Europe/London
  last_at      datetime NOT NULL
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE retail_products (
  stock_code varchar(20) NOT NULL PRIMARY KEY,
  title      varchar(80),          -- NULL where no row describes it
  kind       varchar(20) NOT NULL,
  price      decimal(14,3),        -- pounds; NULL where it was never sold
  first_at   datetime NOT NULL,
  last_at    datetime NOT NULL
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE retail_orders (
  invoice_no   varchar(20) NOT NULL PRIMARY KEY,
  kind         varchar(20) NOT NULL,      -- SALE, CANCELLATION, ADJUSTMENT, STOCK
  customer_id  integer,            -- NULL for nobody
  placed_at    datetime NOT NULL,
  updated_at   datetime NOT NULL, -- of its last row
  cancelled_at datetime,
  country      varchar(40) NOT NULL,      -- the data set's word
  country_code char(2),
  total        decimal(14,3) NOT NULL
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE retail_lines (
  invoice_no  varchar(20) NOT NULL,
  line_no     integer NOT NULL,
  stock_code  varchar(20) NOT NULL,
  description varchar(80),         -- NULL where it is blank
  kind        varchar(20) NOT NULL,
  is_goods    boolean NOT NULL,
  quantity    integer NOT NULL,
  unit_price  decimal(14,3) NOT NULL,
  invoiced_at datetime NOT NULL
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE retail_tags (
  invoice_no varchar(20) NOT NULL,
  tag        varchar(40) NOT NULL
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
