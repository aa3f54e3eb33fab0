-- What the graph must answer, made of the rows of the data set by statements that
-- have nothing in common with the loader: times in UTC as text, amounts in pounds.

CREATE TABLE truth_countries (word text COLLATE "C" NOT NULL PRIMARY KEY, code text COLLATE "C" NOT NULL);

INSERT INTO truth_countries VALUES
  ('Australia', 'AU'), ('Austria', 'AT'), ('Bahrain', 'BH'), ('Belgium', 'BE'),
  ('Brazil', 'BR'), ('Canada', 'CA'), ('Cyprus', 'CY'), ('Czech Republic', 'CZ'),
  ('Denmark', 'DK'), ('EIRE', 'IE'), ('Finland', 'FI'), ('France', 'FR'),
  ('Germany', 'DE'), ('Greece', 'GR'), ('Hong Kong', 'HK'), ('Iceland', 'IS'),
  ('Israel', 'IL'), ('Italy', 'IT'), ('Japan', 'JP'), ('Lebanon', 'LB'),
  ('Lithuania', 'LT'), ('Malta', 'MT'), ('Netherlands', 'NL'), ('Norway', 'NO'),
  ('Poland', 'PL'), ('Portugal', 'PT'), ('RSA', 'ZA'), ('Saudi Arabia', 'SA'),
  ('Singapore', 'SG'), ('Spain', 'ES'), ('Sweden', 'SE'), ('Switzerland', 'CH'),
  ('USA', 'US'), ('United Arab Emirates', 'AE'), ('United Kingdom', 'GB');

CREATE TABLE truth_lines AS
SELECT InvoiceNo AS invoice_no, ROW_NUMBER() OVER (PARTITION BY InvoiceNo ORDER BY row_no) AS line_no, row_no, StockCode AS stock_code,
       Description AS description, Quantity AS quantity, UnitPrice AS unit_price, Quantity * UnitPrice AS amount, InvoiceDate AS at,
       CASE
         WHEN StockCode IN ('POST', 'DOT', 'C2') THEN 'postage'
         WHEN StockCode = 'D' THEN 'discount'
         WHEN StockCode IN ('M', 'm') THEN 'manual'
         WHEN StockCode = 'S' THEN 'samples'
         WHEN StockCode = 'BANK CHARGES' THEN 'bank-charges'
         WHEN StockCode = 'AMAZONFEE' THEN 'marketplace-fee'
         WHEN StockCode = 'CRUK' THEN 'charity-commission'
         WHEN StockCode = 'B' THEN 'bad-debt'
         WHEN StockCode LIKE 'gift%' THEN 'gift-voucher'
         ELSE 'goods'
       END AS kind
FROM truth_rows;

CREATE INDEX truth_lines_order ON truth_lines (invoice_no, line_no);

CREATE INDEX truth_lines_code ON truth_lines (stock_code, invoice_no);

CREATE TABLE truth_tags AS
SELECT invoice_no, kind AS tag FROM truth_lines WHERE kind <> 'goods'
UNION
SELECT InvoiceNo, 'no-customer' FROM truth_rows WHERE CustomerID IS NULL
UNION
SELECT InvoiceNo, Country FROM truth_rows WHERE Country IN ('Channel Islands', 'European Community', 'Unspecified');

CREATE INDEX truth_tags_order ON truth_tags (invoice_no, tag);

CREATE TABLE truth_orders AS
SELECT o.invoice_no, o.customer_id, o.total, o.country, c.code AS country_code, t.tags,
       to_char((o.first_at)::timestamp AT TIME ZONE 'Europe/London' AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS placed_at,
       to_char((o.last_at)::timestamp AT TIME ZONE 'Europe/London' AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS updated_at,
       CASE
         WHEN SUBSTR(o.invoice_no, 1, 1) = 'C' THEN 'CANCELLED'
         WHEN SUBSTR(o.invoice_no, 1, 1) = 'A' THEN 'UNKNOWN'
         WHEN o.customer_id IS NULL AND o.lowest = 0 AND o.highest = 0 THEN 'UNKNOWN'
         ELSE 'COMPLETED'
       END AS status,
       CASE
         WHEN SUBSTR(o.invoice_no, 1, 1) = 'C' THEN 'CANCELLATION'
         WHEN SUBSTR(o.invoice_no, 1, 1) = 'A' THEN 'ADJUSTMENT'
         WHEN o.customer_id IS NULL AND o.lowest = 0 AND o.highest = 0 THEN 'STOCK'
         ELSE 'SALE'
       END AS kind
FROM (SELECT InvoiceNo AS invoice_no, MAX(CustomerID) AS customer_id, SUM(Quantity * UnitPrice) AS total, MIN(Country) AS country,
             MIN(UnitPrice) AS lowest, MAX(UnitPrice) AS highest, MIN(InvoiceDate) AS first_at, MAX(InvoiceDate) AS last_at
      FROM truth_rows GROUP BY InvoiceNo) o
LEFT JOIN truth_countries c ON c.word = o.country
LEFT JOIN (SELECT invoice_no, string_agg(tag, '|' ORDER BY tag COLLATE "C") AS tags FROM truth_tags GROUP BY invoice_no) t ON t.invoice_no = o.invoice_no;

CREATE INDEX truth_orders_number ON truth_orders (invoice_no);

CREATE INDEX truth_orders_customer ON truth_orders (customer_id);

CREATE TABLE truth_products AS
SELECT p.stock_code, COALESCE(d.description, '(no description)') AS title, p.kind, s.unit_price AS price,
       to_char((p.first_at)::timestamp AT TIME ZONE 'Europe/London' AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS created_at,
       to_char((p.last_at)::timestamp AT TIME ZONE 'Europe/London' AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS updated_at
FROM (SELECT stock_code, MIN(kind) AS kind, MIN(at) AS first_at, MAX(at) AS last_at FROM truth_lines GROUP BY stock_code) p
LEFT JOIN (SELECT stock_code, description, ROW_NUMBER() OVER (PARTITION BY stock_code ORDER BY COUNT(*) DESC, description) AS place
           FROM truth_lines WHERE description <> '' GROUP BY stock_code, description) d ON d.stock_code = p.stock_code AND d.place = 1
LEFT JOIN (SELECT l.stock_code, l.unit_price, ROW_NUMBER() OVER (PARTITION BY l.stock_code ORDER BY l.at DESC, l.invoice_no DESC, l.line_no DESC) AS place
           FROM truth_lines l JOIN truth_orders o ON o.invoice_no = l.invoice_no
           WHERE o.status = 'COMPLETED' AND l.quantity > 0 AND l.unit_price > 0) s ON s.stock_code = p.stock_code AND s.place = 1;

CREATE INDEX truth_products_code ON truth_products (stock_code);

CREATE TABLE truth_customers AS
SELECT o.customer_id, c.code AS country_code, o.sales, o.spent, t.tags,
       to_char((o.first_at)::timestamp AT TIME ZONE 'Europe/London' AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS created_at,
       to_char((o.last_at)::timestamp AT TIME ZONE 'Europe/London' AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS updated_at
FROM (SELECT CustomerID AS customer_id, MIN(InvoiceDate) AS first_at, MAX(InvoiceDate) AS last_at, SUM(Quantity * UnitPrice) AS spent,
             COUNT(DISTINCT CASE WHEN SUBSTR(InvoiceNo, 1, 1) NOT IN ('A', 'C') THEN InvoiceNo END) AS sales
      FROM truth_rows WHERE CustomerID IS NOT NULL GROUP BY CustomerID) o
JOIN (SELECT CustomerID AS customer_id, Country AS country, ROW_NUMBER() OVER (PARTITION BY CustomerID ORDER BY InvoiceDate DESC, row_no DESC) AS place
      FROM truth_rows WHERE CustomerID IS NOT NULL) l ON l.customer_id = o.customer_id AND l.place = 1
LEFT JOIN truth_countries c ON c.word = l.country
JOIN (SELECT customer_id, string_agg(country, '|' ORDER BY country) AS tags
      FROM (SELECT DISTINCT CustomerID AS customer_id, Country AS country FROM truth_rows WHERE CustomerID IS NOT NULL) w
      GROUP BY customer_id) t ON t.customer_id = o.customer_id;

CREATE INDEX truth_customers_number ON truth_customers (customer_id);
