CREATE UNIQUE INDEX retail_lines_key ON retail_lines (invoice_no, line_no);
CREATE UNIQUE INDEX retail_tags_key ON retail_tags (invoice_no, tag);
-- Each serves a sort with its tie-break, or a relation.
CREATE INDEX retail_orders_by_placed_at ON retail_orders (placed_at, invoice_no);
CREATE INDEX retail_orders_by_updated_at ON retail_orders (updated_at, invoice_no);
CREATE INDEX retail_orders_by_total ON retail_orders (total, invoice_no);
CREATE INDEX retail_orders_by_customer_id ON retail_orders (customer_id, placed_at, invoice_no);
CREATE INDEX retail_orders_by_kind ON retail_orders (kind, placed_at, invoice_no);
CREATE INDEX retail_lines_by_stock_code ON retail_lines (stock_code, invoice_no);
CREATE INDEX retail_tags_by_tag ON retail_tags (tag, invoice_no);
CREATE INDEX retail_products_by_title ON retail_products (title, stock_code);
CREATE INDEX retail_products_by_last_at ON retail_products (last_at, stock_code);
CREATE INDEX retail_customers_by_last_at ON retail_customers (last_at, customer_id);
ANALYZE;
