CREATE TABLE retail_customers (
  customer_id  integer   NOT NULL PRIMARY KEY,
  country_code text,            -- of the latest invoice; NULL where the country has no ISO code
  first_at     integer NOT NULL, -- seconds since 1970
  last_at      integer NOT NULL
);

CREATE TABLE retail_products (
  stock_code text NOT NULL PRIMARY KEY,
  title      text,     -- NULL where no row describes it
  kind       text NOT NULL,
  price      integer,        -- thousandths of a pound; NULL where it was never sold
  first_at   integer NOT NULL,
  last_at    integer NOT NULL
);

CREATE TABLE retail_orders (
  invoice_no   text NOT NULL PRIMARY KEY,
  kind         text NOT NULL,      -- SALE, CANCELLATION, ADJUSTMENT, STOCK
  customer_id  integer,            -- NULL for nobody
  placed_at    integer NOT NULL,
  updated_at   integer NOT NULL, -- of its last row
  cancelled_at integer,
  country      text NOT NULL,      -- the data set's word
  country_code text,
  total        integer NOT NULL
);

CREATE TABLE retail_lines (
  invoice_no  text NOT NULL,
  line_no     integer NOT NULL,
  stock_code  text NOT NULL,
  description text,                -- NULL where it is blank
  kind        text NOT NULL,
  is_goods    integer NOT NULL,
  quantity    integer NOT NULL,
  unit_price  integer NOT NULL,
  invoiced_at integer NOT NULL
);

CREATE TABLE retail_tags (
  invoice_no text NOT NULL,
  tag        text NOT NULL
);
