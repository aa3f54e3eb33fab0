CREATE TABLE retail_customers (
  customer_id  integer   NOT NULL PRIMARY KEY,
  country_code char(2),            -- of the latest invoice; NULL where the country has no ISO code
  first_at     timestamp NOT NULL, -- wall clocks of the shop: Europe/London
  last_at      timestamp NOT NULL
);

CREATE TABLE retail_products (
  stock_code text COLLATE "C" NOT NULL PRIMARY KEY,
  title      text COLLATE "C",     -- NULL where no row describes it
  kind       text NOT NULL,
  price      numeric(14,3),        -- pounds; NULL where it was never sold
  first_at   timestamp NOT NULL,
  last_at    timestamp NOT NULL
);

CREATE TABLE retail_orders (
  invoice_no   text COLLATE "C" NOT NULL PRIMARY KEY,
  kind         text NOT NULL,      -- SALE, CANCELLATION, ADJUSTMENT, STOCK
  customer_id  integer,            -- NULL for nobody
  placed_at    timestamp NOT NULL,
  updated_at   timestamp NOT NULL, -- of its last row
  cancelled_at timestamp,
  country      text NOT NULL,      -- the data set's word
  country_code char(2),
  total        numeric(14,3) NOT NULL
);

CREATE TABLE retail_lines (
  invoice_no  text COLLATE "C" NOT NULL,
  line_no     integer NOT NULL,
  stock_code  text COLLATE "C" NOT NULL,
  description text,                -- NULL where it is blank
  kind        text NOT NULL,
  is_goods    boolean NOT NULL,
  quantity    integer NOT NULL,
  unit_price  numeric(14,3) NOT NULL,
  invoiced_at timestamp NOT NULL
);

CREATE TABLE retail_tags (
  invoice_no text COLLATE "C" NOT NULL,
  tag        text NOT NULL
);
