-- get two ids
SELECT CAST(t."id" AS TEXT) AS c0, … FROM "orders" AS t WHERE t."id" IN (?, ?);
SELECT CAST(c."order_id" AS TEXT) AS c0, … FROM "order_tags" AS c WHERE c."order_id" IN (?, ?) ORDER BY c."order_id", c."tag" COLLATE BINARY;

-- get ids that cannot be

-- get all groups
SELECT CAST(t."id" AS TEXT) AS c0, … FROM "orders" AS t WHERE t."id" IN (?);
SELECT CAST(c."order_id" AS TEXT) AS c0, … FROM "order_tags" AS c WHERE c."order_id" IN (?) ORDER BY c."order_id", c."tag" COLLATE BINARY;
SELECT CAST(c."id" AS TEXT) AS c0, … FROM "order_lines" AS c WHERE c."order_id" IN (?) ORDER BY c."id";
SELECT CAST(c."order_id" AS TEXT) AS c0, … FROM "order_taxes" AS c WHERE c."order_id" IN (?) ORDER BY c."order_id", c."n";

-- list, own order
SELECT CAST(t."id" AS TEXT) AS c0, … FROM "orders" AS t WHERE t."id" IS NOT NULL AND (t."status" COLLATE BINARY IS NULL OR NOT (t."status" COLLATE BINARY IN (?))) ORDER BY t."id" ASC LIMIT ?;
SELECT CAST(c."order_id" AS TEXT) AS c0, … FROM "order_tags" AS c WHERE c."order_id" IN (?, ?) ORDER BY c."order_id", c."tag" COLLATE BINARY;

-- list with lines
SELECT CAST(t."id" AS TEXT) AS c0, … FROM "orders" AS t WHERE t."id" IS NOT NULL AND (t."status" COLLATE BINARY IS NULL OR NOT (t."status" COLLATE BINARY IN (?))) ORDER BY t."id" ASC LIMIT ?;
SELECT CAST(c."order_id" AS TEXT) AS c0, … FROM "order_tags" AS c WHERE c."order_id" IN (?, ?) ORDER BY c."order_id", c."tag" COLLATE BINARY;
SELECT CAST(c."id" AS TEXT) AS c0, … FROM "order_lines" AS c WHERE c."order_id" IN (?, ?) ORDER BY c."id";

-- filter by two names
SELECT CAST(t."id" AS TEXT) AS c0, … FROM "orders" AS t WHERE t."id" IS NOT NULL AND (t."number" COLLATE BINARY IN (?, ?)) AND (t."status" COLLATE BINARY IS NULL OR NOT (t."status" COLLATE BINARY IN (?))) ORDER BY t."id" ASC LIMIT ?;
SELECT CAST(c."order_id" AS TEXT) AS c0, … FROM "order_tags" AS c WHERE c."order_id" IN (?, ?) ORDER BY c."order_id", c."tag" COLLATE BINARY;

-- filter by e-mail
SELECT CAST(t."id" AS TEXT) AS c0, … FROM "orders" AS t WHERE t."id" IS NOT NULL AND (LOWER(TRIM(t."email")) IN (?)) AND (t."status" COLLATE BINARY IS NULL OR NOT (t."status" COLLATE BINARY IN (?))) ORDER BY t."id" ASC LIMIT ?;
SELECT CAST(c."order_id" AS TEXT) AS c0, … FROM "order_tags" AS c WHERE c."order_id" IN (?) ORDER BY c."order_id", c."tag" COLLATE BINARY;

-- filter by state
SELECT CAST(t."id" AS TEXT) AS c0, … FROM "orders" AS t WHERE t."id" IS NOT NULL AND ((t."status" COLLATE BINARY IN (?) OR (t."status" COLLATE BINARY IS NULL OR NOT (t."status" COLLATE BINARY IN (?, ?, ?, ?, ?))))) ORDER BY t."id" ASC LIMIT ?;
SELECT CAST(c."order_id" AS TEXT) AS c0, … FROM "order_tags" AS c WHERE c."order_id" IN (?, ?) ORDER BY c."order_id", c."tag" COLLATE BINARY;

-- filter by truth
SELECT CAST(t."id" AS TEXT) AS c0, … FROM "orders" AS t WHERE t."id" IS NOT NULL AND ((CAST(t."is_test" AS TEXT) COLLATE BINARY IS NULL OR NOT (CAST(t."is_test" AS TEXT) COLLATE BINARY IN (?, ?, ?, ?, ?, ?, ?, ?, ?)))) AND (t."status" COLLATE BINARY IS NULL OR NOT (t."status" COLLATE BINARY IN (?))) ORDER BY t."id" ASC LIMIT ?;
SELECT CAST(c."order_id" AS TEXT) AS c0, … FROM "order_tags" AS c WHERE c."order_id" IN (?, ?) ORDER BY c."order_id", c."tag" COLLATE BINARY;

-- filter by reference
SELECT CAST(t."id" AS TEXT) AS c0, … FROM "orders" AS t WHERE t."id" IS NOT NULL AND (t."customer_id" IN (?)) AND (t."status" COLLATE BINARY IS NULL OR NOT (t."status" COLLATE BINARY IN (?))) ORDER BY t."id" ASC LIMIT ?;
SELECT CAST(c."order_id" AS TEXT) AS c0, … FROM "order_tags" AS c WHERE c."order_id" IN (?) ORDER BY c."order_id", c."tag" COLLATE BINARY;

-- filter by SKU of a line
SELECT CAST(t."id" AS TEXT) AS c0, … FROM "orders" AS t WHERE t."id" IS NOT NULL AND (EXISTS (SELECT 1 FROM "order_lines" AS c WHERE c."order_id" = t."id" AND c."sku" COLLATE BINARY IN (?))) AND (t."status" COLLATE BINARY IS NULL OR NOT (t."status" COLLATE BINARY IN (?))) ORDER BY t."id" ASC LIMIT ?;
SELECT CAST(c."order_id" AS TEXT) AS c0, … FROM "order_tags" AS c WHERE c."order_id" IN (?, ?) ORDER BY c."order_id", c."tag" COLLATE BINARY;

-- filter by prefix
SELECT CAST(t."id" AS TEXT) AS c0, … FROM "orders" AS t WHERE t."id" IS NOT NULL AND (t."number" COLLATE BINARY >= ? AND t."number" COLLATE BINARY < ?) AND (t."status" COLLATE BINARY IS NULL OR NOT (t."status" COLLATE BINARY IN (?))) ORDER BY t."id" ASC LIMIT ?;
SELECT CAST(c."order_id" AS TEXT) AS c0, … FROM "order_tags" AS c WHERE c."order_id" IN (?, ?) ORDER BY c."order_id", c."tag" COLLATE BINARY;

-- filter by time and amount
SELECT CAST(t."id" AS TEXT) AS c0, … FROM "orders" AS t WHERE t."id" IS NOT NULL AND (galleria_clock(CAST(t."placed_at" AS TEXT), 'UTC') COLLATE BINARY < ?) AND (galleria_number(CAST(t."total" AS TEXT)) COLLATE BINARY >= ?) AND (t."status" COLLATE BINARY IS NULL OR NOT (t."status" COLLATE BINARY IN (?))) ORDER BY t."id" ASC LIMIT ?;
SELECT CAST(c."order_id" AS TEXT) AS c0, … FROM "order_tags" AS c WHERE c."order_id" IN (?, ?) ORDER BY c."order_id", c."tag" COLLATE BINARY;

-- find by customer
SELECT * FROM (SELECT CAST(t."id" AS TEXT) AS c0, …, CAST(galleria_clock(CAST(t."placed_at" AS TEXT), 'UTC') COLLATE BINARY AS TEXT) AS s, CAST(t."customer_id" AS TEXT) AS v, ROW_NUMBER() OVER (PARTITION BY t."customer_id" ORDER BY galleria_clock(CAST(t."placed_at" AS TEXT), 'UTC') COLLATE BINARY DESC, t."id" DESC) AS n FROM "orders" AS t WHERE t."id" IS NOT NULL AND t."customer_id" IN (?, ?) AND (t."status" COLLATE BINARY IS NULL OR NOT (t."status" COLLATE BINARY IN (?)))) AS w WHERE w.n <= ? ORDER BY w.v, w.n;
SELECT CAST(c."order_id" AS TEXT) AS c0, … FROM "order_tags" AS c WHERE c."order_id" IN (?, ?) ORDER BY c."order_id", c."tag" COLLATE BINARY;
SELECT CAST(c."id" AS TEXT) AS c0, … FROM "order_lines" AS c WHERE c."order_id" IN (?, ?) ORDER BY c."id";

-- find by e-mail
SELECT * FROM (SELECT CAST(t."id" AS TEXT) AS c0, …, CAST(galleria_clock(CAST(t."placed_at" AS TEXT), 'UTC') COLLATE BINARY AS TEXT) AS s, CAST(LOWER(TRIM(t."email")) AS TEXT) AS v, ROW_NUMBER() OVER (PARTITION BY LOWER(TRIM(t."email")) ORDER BY galleria_clock(CAST(t."placed_at" AS TEXT), 'UTC') COLLATE BINARY DESC, t."id" DESC) AS n FROM "orders" AS t WHERE t."id" IS NOT NULL AND LOWER(TRIM(t."email")) IN (?, ?) AND (t."status" COLLATE BINARY IS NULL OR NOT (t."status" COLLATE BINARY IN (?)))) AS w WHERE w.n <= ? ORDER BY w.v, w.n;
SELECT CAST(c."order_id" AS TEXT) AS c0, … FROM "order_tags" AS c WHERE c."order_id" IN (?, ?) ORDER BY c."order_id", c."tag" COLLATE BINARY;
SELECT CAST(c."id" AS TEXT) AS c0, … FROM "order_lines" AS c WHERE c."order_id" IN (?, ?) ORDER BY c."id";

-- find by SKU of a line
SELECT * FROM (SELECT CAST(t."id" AS TEXT) AS c0, …, CAST(galleria_clock(CAST(t."placed_at" AS TEXT), 'UTC') COLLATE BINARY AS TEXT) AS s, CAST(j.v AS TEXT) AS v, ROW_NUMBER() OVER (PARTITION BY j.v ORDER BY galleria_clock(CAST(t."placed_at" AS TEXT), 'UTC') COLLATE BINARY DESC, t."id" DESC) AS n FROM "orders" AS t JOIN (SELECT DISTINCT c."order_id" AS p, c."sku" COLLATE BINARY AS v FROM "order_lines" AS c WHERE c."sku" COLLATE BINARY IN (?, ?)) AS j ON j.p = t."id" WHERE t."id" IS NOT NULL AND (t."status" COLLATE BINARY IS NULL OR NOT (t."status" COLLATE BINARY IN (?)))) AS w WHERE w.n <= ? ORDER BY w.v, w.n;
SELECT CAST(c."order_id" AS TEXT) AS c0, … FROM "order_tags" AS c WHERE c."order_id" IN (?, ?, ?, ?, ?) ORDER BY c."order_id", c."tag" COLLATE BINARY;
SELECT CAST(c."id" AS TEXT) AS c0, … FROM "order_lines" AS c WHERE c."order_id" IN (?, ?, ?, ?, ?) ORDER BY c."id";

-- go on, by its own order
SELECT CAST(t."id" AS TEXT) AS c0, … FROM "orders" AS t WHERE t."id" IS NOT NULL AND (t."status" COLLATE BINARY IS NULL OR NOT (t."status" COLLATE BINARY IN (?))) AND t."id" > ? ORDER BY t."id" ASC LIMIT ?;
SELECT CAST(c."order_id" AS TEXT) AS c0, … FROM "order_tags" AS c WHERE c."order_id" IN (?, ?) ORDER BY c."order_id", c."tag" COLLATE BINARY;

-- go on, by placedAt
SELECT CAST(t."id" AS TEXT) AS c0, …, CAST(galleria_clock(CAST(t."placed_at" AS TEXT), 'UTC') COLLATE BINARY AS TEXT) AS s FROM "orders" AS t WHERE t."id" IS NOT NULL AND (t."status" COLLATE BINARY IS NULL OR NOT (t."status" COLLATE BINARY IN (?))) AND (galleria_clock(CAST(t."placed_at" AS TEXT), 'UTC') COLLATE BINARY >= ? AND (galleria_clock(CAST(t."placed_at" AS TEXT), 'UTC') COLLATE BINARY > ? OR t."id" > ?)) ORDER BY galleria_clock(CAST(t."placed_at" AS TEXT), 'UTC') COLLATE BINARY ASC, t."id" ASC LIMIT ?;
SELECT CAST(c."order_id" AS TEXT) AS c0, … FROM "order_tags" AS c WHERE c."order_id" IN (?, ?) ORDER BY c."order_id", c."tag" COLLATE BINARY;

-- go on, by placedAt down
SELECT CAST(t."id" AS TEXT) AS c0, …, CAST(galleria_clock(CAST(t."placed_at" AS TEXT), 'UTC') COLLATE BINARY AS TEXT) AS s FROM "orders" AS t WHERE t."id" IS NOT NULL AND (t."status" COLLATE BINARY IS NULL OR NOT (t."status" COLLATE BINARY IN (?))) AND (galleria_clock(CAST(t."placed_at" AS TEXT), 'UTC') COLLATE BINARY <= ? AND (galleria_clock(CAST(t."placed_at" AS TEXT), 'UTC') COLLATE BINARY < ? OR t."id" < ?) OR galleria_clock(CAST(t."placed_at" AS TEXT), 'UTC') COLLATE BINARY IS NULL) ORDER BY galleria_clock(CAST(t."placed_at" AS TEXT), 'UTC') COLLATE BINARY DESC, t."id" DESC LIMIT ?;
SELECT CAST(c."order_id" AS TEXT) AS c0, … FROM "order_tags" AS c WHERE c."order_id" IN (?, ?) ORDER BY c."order_id", c."tag" COLLATE BINARY;

-- go on, by processedAt
SELECT CAST(t."id" AS TEXT) AS c0, …, CAST(galleria_clock(CAST(t."processed_at" AS TEXT), 'UTC') COLLATE BINARY AS TEXT) AS s FROM "orders" AS t WHERE t."id" IS NOT NULL AND (t."status" COLLATE BINARY IS NULL OR NOT (t."status" COLLATE BINARY IN (?))) AND (galleria_clock(CAST(t."processed_at" AS TEXT), 'UTC') COLLATE BINARY >= ? AND (galleria_clock(CAST(t."processed_at" AS TEXT), 'UTC') COLLATE BINARY > ? OR t."id" > ?)) ORDER BY galleria_clock(CAST(t."processed_at" AS TEXT), 'UTC') COLLATE BINARY ASC, t."id" ASC LIMIT ?;
SELECT CAST(c."order_id" AS TEXT) AS c0, … FROM "order_tags" AS c WHERE c."order_id" IN (?, ?) ORDER BY c."order_id", c."tag" COLLATE BINARY;

-- go on, by processedAt down
SELECT CAST(t."id" AS TEXT) AS c0, …, CAST(galleria_clock(CAST(t."processed_at" AS TEXT), 'UTC') COLLATE BINARY AS TEXT) AS s FROM "orders" AS t WHERE t."id" IS NOT NULL AND (t."status" COLLATE BINARY IS NULL OR NOT (t."status" COLLATE BINARY IN (?))) AND (galleria_clock(CAST(t."processed_at" AS TEXT), 'UTC') COLLATE BINARY <= ? AND (galleria_clock(CAST(t."processed_at" AS TEXT), 'UTC') COLLATE BINARY < ? OR t."id" < ?) OR galleria_clock(CAST(t."processed_at" AS TEXT), 'UTC') COLLATE BINARY IS NULL) ORDER BY galleria_clock(CAST(t."processed_at" AS TEXT), 'UTC') COLLATE BINARY DESC, t."id" DESC LIMIT ?;
SELECT CAST(c."order_id" AS TEXT) AS c0, … FROM "order_tags" AS c WHERE c."order_id" IN (?, ?) ORDER BY c."order_id", c."tag" COLLATE BINARY;

-- go on, by name
SELECT CAST(t."id" AS TEXT) AS c0, …, CAST(t."number" COLLATE BINARY AS TEXT) AS s FROM "orders" AS t WHERE t."id" IS NOT NULL AND (t."status" COLLATE BINARY IS NULL OR NOT (t."status" COLLATE BINARY IN (?))) AND (t."number" COLLATE BINARY >= ? AND (t."number" COLLATE BINARY > ? OR t."id" > ?)) ORDER BY t."number" COLLATE BINARY ASC, t."id" ASC LIMIT ?;
SELECT CAST(c."order_id" AS TEXT) AS c0, … FROM "order_tags" AS c WHERE c."order_id" IN (?, ?) ORDER BY c."order_id", c."tag" COLLATE BINARY;

-- go on, by name down
SELECT CAST(t."id" AS TEXT) AS c0, …, CAST(t."number" COLLATE BINARY AS TEXT) AS s FROM "orders" AS t WHERE t."id" IS NOT NULL AND (t."status" COLLATE BINARY IS NULL OR NOT (t."status" COLLATE BINARY IN (?))) AND (t."number" COLLATE BINARY <= ? AND (t."number" COLLATE BINARY < ? OR t."id" < ?)) ORDER BY t."number" COLLATE BINARY DESC, t."id" DESC LIMIT ?;
SELECT CAST(c."order_id" AS TEXT) AS c0, … FROM "order_tags" AS c WHERE c."order_id" IN (?, ?) ORDER BY c."order_id", c."tag" COLLATE BINARY;

-- go on, by country
SELECT CAST(t."id" AS TEXT) AS c0, …, CAST(COALESCE(t."country", '') COLLATE BINARY AS TEXT) AS s FROM "orders" AS t WHERE t."id" IS NOT NULL AND (t."status" COLLATE BINARY IS NULL OR NOT (t."status" COLLATE BINARY IN (?))) AND (COALESCE(t."country", '') COLLATE BINARY >= ? AND (COALESCE(t."country", '') COLLATE BINARY > ? OR t."id" > ?)) ORDER BY COALESCE(t."country", '') COLLATE BINARY ASC, t."id" ASC LIMIT ?;
SELECT CAST(c."order_id" AS TEXT) AS c0, … FROM "order_tags" AS c WHERE c."order_id" IN (?, ?) ORDER BY c."order_id", c."tag" COLLATE BINARY;

-- go on, by country down
SELECT CAST(t."id" AS TEXT) AS c0, …, CAST(COALESCE(t."country", '') COLLATE BINARY AS TEXT) AS s FROM "orders" AS t WHERE t."id" IS NOT NULL AND (t."status" COLLATE BINARY IS NULL OR NOT (t."status" COLLATE BINARY IN (?))) AND (COALESCE(t."country", '') COLLATE BINARY <= ? AND (COALESCE(t."country", '') COLLATE BINARY < ? OR t."id" < ?)) ORDER BY COALESCE(t."country", '') COLLATE BINARY DESC, t."id" DESC LIMIT ?;
SELECT CAST(c."order_id" AS TEXT) AS c0, … FROM "order_tags" AS c WHERE c."order_id" IN (?, ?) ORDER BY c."order_id", c."tag" COLLATE BINARY;

