ALTER TABLE retail_lines ADD PRIMARY KEY (invoice_no, line_no);
ALTER TABLE retail_tags ADD PRIMARY KEY (invoice_no, tag);
ALTER TABLE retail_orders ADD FOREIGN KEY (customer_id) REFERENCES retail_customers;
ALTER TABLE retail_lines ADD FOREIGN KEY (invoice_no) REFERENCES retail_orders;
ALTER TABLE retail_lines ADD FOREIGN KEY (stock_code) REFERENCES retail_products;
ALTER TABLE retail_tags ADD FOREIGN KEY (invoice_no) REFERENCES retail_orders;
-- Each serves a sort with its tie-break, or a relation.
CREATE INDEX ON retail_orders (placed_at, invoice_no);
CREATE INDEX ON retail_orders (updated_at, invoice_no);
CREATE INDEX ON retail_orders (total, invoice_no);
CREATE INDEX ON retail_orders (customer_id, placed_at, invoice_no);
CREATE INDEX ON retail_orders (kind, placed_at, invoice_no);
CREATE INDEX ON retail_lines (stock_code, invoice_no);
CREATE INDEX ON retail_tags (tag, invoice_no);
CREATE INDEX ON retail_products (title, stock_code);
CREATE INDEX ON retail_products (last_at, stock_code);
CREATE INDEX ON retail_customers (last_at, customer_id);
ANALYZE retail_customers, retail_products, retail_orders, retail_lines, retail_tags;
