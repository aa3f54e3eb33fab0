ALTER TABLE retail_lines ADD PRIMARY KEY (invoice_no, line_no);
ALTER TABLE retail_tags ADD PRIMARY KEY (invoice_no, tag);
ALTER TABLE retail_orders ADD FOREIGN KEY (customer_id) REFERENCES retail_customers (customer_id);
ALTER TABLE retail_lines ADD FOREIGN KEY (invoice_no) REFERENCES retail_orders (invoice_no);
ALTER TABLE retail_lines ADD FOREIGN KEY (stock_code) REFERENCES retail_products (stock_code);
ALTER TABLE retail_tags ADD FOREIGN KEY (invoice_no) REFERENCES retail_orders (invoice_no);
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
ANALYZE TABLE retail_customers, retail_products, retail_orders, retail_lines, retail_tags;
