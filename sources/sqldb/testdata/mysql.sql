-- get two ids
SELECT CAST(t.`id` AS CHAR) AS c0, … FROM `orders` AS t WHERE t.`id` IN (?, ?);
SELECT CAST(c.`order_id` AS CHAR) AS c0, … FROM `order_tags` AS c WHERE c.`order_id` IN (?, ?) ORDER BY c.`order_id`, CAST(CONVERT(c.`tag` USING utf8mb4) AS BINARY);

-- get ids that cannot be

-- get all groups
SELECT CAST(t.`id` AS CHAR) AS c0, … FROM `orders` AS t WHERE t.`id` IN (?);
SELECT CAST(c.`order_id` AS CHAR) AS c0, … FROM `order_tags` AS c WHERE c.`order_id` IN (?) ORDER BY c.`order_id`, CAST(CONVERT(c.`tag` USING utf8mb4) AS BINARY);
SELECT CAST(c.`id` AS CHAR) AS c0, … FROM `order_lines` AS c WHERE c.`order_id` IN (?) ORDER BY c.`id`;
SELECT CAST(c.`order_id` AS CHAR) AS c0, … FROM `order_taxes` AS c WHERE c.`order_id` IN (?) ORDER BY c.`order_id`, c.`n`;

-- list, own order
SELECT CAST(t.`id` AS CHAR) AS c0, … FROM `orders` AS t WHERE t.`id` IS NOT NULL AND (CAST(CONVERT(t.`status` USING utf8mb4) AS BINARY) IS NULL OR NOT (t.`status` IN (?) AND CAST(CONVERT(t.`status` USING utf8mb4) AS BINARY) IN (CAST(? AS BINARY)))) ORDER BY t.`id` ASC LIMIT ?;
SELECT CAST(c.`order_id` AS CHAR) AS c0, … FROM `order_tags` AS c WHERE c.`order_id` IN (?, ?) ORDER BY c.`order_id`, CAST(CONVERT(c.`tag` USING utf8mb4) AS BINARY);

-- list with lines
SELECT CAST(t.`id` AS CHAR) AS c0, … FROM `orders` AS t WHERE t.`id` IS NOT NULL AND (CAST(CONVERT(t.`status` USING utf8mb4) AS BINARY) IS NULL OR NOT (t.`status` IN (?) AND CAST(CONVERT(t.`status` USING utf8mb4) AS BINARY) IN (CAST(? AS BINARY)))) ORDER BY t.`id` ASC LIMIT ?;
SELECT CAST(c.`order_id` AS CHAR) AS c0, … FROM `order_tags` AS c WHERE c.`order_id` IN (?, ?) ORDER BY c.`order_id`, CAST(CONVERT(c.`tag` USING utf8mb4) AS BINARY);
SELECT CAST(c.`id` AS CHAR) AS c0, … FROM `order_lines` AS c WHERE c.`order_id` IN (?, ?) ORDER BY c.`id`;

-- filter by two names
SELECT CAST(t.`id` AS CHAR) AS c0, … FROM `orders` AS t WHERE t.`id` IS NOT NULL AND (t.`number` IN (?, ?) AND CAST(CONVERT(t.`number` USING utf8mb4) AS BINARY) IN (CAST(? AS BINARY), CAST(? AS BINARY))) AND (CAST(CONVERT(t.`status` USING utf8mb4) AS BINARY) IS NULL OR NOT (t.`status` IN (?) AND CAST(CONVERT(t.`status` USING utf8mb4) AS BINARY) IN (CAST(? AS BINARY)))) ORDER BY t.`id` ASC LIMIT ?;
SELECT CAST(c.`order_id` AS CHAR) AS c0, … FROM `order_tags` AS c WHERE c.`order_id` IN (?, ?) ORDER BY c.`order_id`, CAST(CONVERT(c.`tag` USING utf8mb4) AS BINARY);

-- filter by e-mail
SELECT CAST(t.`id` AS CHAR) AS c0, … FROM `orders` AS t WHERE t.`id` IS NOT NULL AND (LOWER(TRIM(t.`email`)) IN (?) AND CAST(CONVERT(LOWER(TRIM(t.`email`)) USING utf8mb4) AS BINARY) IN (CAST(? AS BINARY))) AND (CAST(CONVERT(t.`status` USING utf8mb4) AS BINARY) IS NULL OR NOT (t.`status` IN (?) AND CAST(CONVERT(t.`status` USING utf8mb4) AS BINARY) IN (CAST(? AS BINARY)))) ORDER BY t.`id` ASC LIMIT ?;
SELECT CAST(c.`order_id` AS CHAR) AS c0, … FROM `order_tags` AS c WHERE c.`order_id` IN (?) ORDER BY c.`order_id`, CAST(CONVERT(c.`tag` USING utf8mb4) AS BINARY);

-- filter by state
SELECT CAST(t.`id` AS CHAR) AS c0, … FROM `orders` AS t WHERE t.`id` IS NOT NULL AND ((t.`status` IN (?) AND CAST(CONVERT(t.`status` USING utf8mb4) AS BINARY) IN (CAST(? AS BINARY)) OR (CAST(CONVERT(t.`status` USING utf8mb4) AS BINARY) IS NULL OR NOT (t.`status` IN (?, ?, ?, ?, ?) AND CAST(CONVERT(t.`status` USING utf8mb4) AS BINARY) IN (CAST(? AS BINARY), CAST(? AS BINARY), CAST(? AS BINARY), CAST(? AS BINARY), CAST(? AS BINARY)))))) ORDER BY t.`id` ASC LIMIT ?;
SELECT CAST(c.`order_id` AS CHAR) AS c0, … FROM `order_tags` AS c WHERE c.`order_id` IN (?, ?) ORDER BY c.`order_id`, CAST(CONVERT(c.`tag` USING utf8mb4) AS BINARY);

-- filter by truth
SELECT CAST(t.`id` AS CHAR) AS c0, … FROM `orders` AS t WHERE t.`id` IS NOT NULL AND ((CAST(CONVERT(CAST(t.`is_test` AS CHAR) USING utf8mb4) AS BINARY) IS NULL OR NOT (CAST(t.`is_test` AS CHAR) IN (?, ?, ?, ?, ?, ?, ?, ?, ?) AND CAST(CONVERT(CAST(t.`is_test` AS CHAR) USING utf8mb4) AS BINARY) IN (CAST(? AS BINARY), CAST(? AS BINARY), CAST(? AS BINARY), CAST(? AS BINARY), CAST(? AS BINARY), CAST(? AS BINARY), CAST(? AS BINARY), CAST(? AS BINARY), CAST(? AS BINARY))))) AND (CAST(CONVERT(t.`status` USING utf8mb4) AS BINARY) IS NULL OR NOT (t.`status` IN (?) AND CAST(CONVERT(t.`status` USING utf8mb4) AS BINARY) IN (CAST(? AS BINARY)))) ORDER BY t.`id` ASC LIMIT ?;
SELECT CAST(c.`order_id` AS CHAR) AS c0, … FROM `order_tags` AS c WHERE c.`order_id` IN (?, ?) ORDER BY c.`order_id`, CAST(CONVERT(c.`tag` USING utf8mb4) AS BINARY);

-- filter by reference
SELECT CAST(t.`id` AS CHAR) AS c0, … FROM `orders` AS t WHERE t.`id` IS NOT NULL AND (t.`customer_id` IN (?)) AND (CAST(CONVERT(t.`status` USING utf8mb4) AS BINARY) IS NULL OR NOT (t.`status` IN (?) AND CAST(CONVERT(t.`status` USING utf8mb4) AS BINARY) IN (CAST(? AS BINARY)))) ORDER BY t.`id` ASC LIMIT ?;
SELECT CAST(c.`order_id` AS CHAR) AS c0, … FROM `order_tags` AS c WHERE c.`order_id` IN (?) ORDER BY c.`order_id`, CAST(CONVERT(c.`tag` USING utf8mb4) AS BINARY);

-- filter by SKU of a line
SELECT CAST(t.`id` AS CHAR) AS c0, … FROM `orders` AS t WHERE t.`id` IS NOT NULL AND (EXISTS (SELECT 1 FROM `order_lines` AS c WHERE c.`order_id` = t.`id` AND c.`sku` IN (?) AND CAST(CONVERT(c.`sku` USING utf8mb4) AS BINARY) IN (CAST(? AS BINARY)))) AND (CAST(CONVERT(t.`status` USING utf8mb4) AS BINARY) IS NULL OR NOT (t.`status` IN (?) AND CAST(CONVERT(t.`status` USING utf8mb4) AS BINARY) IN (CAST(? AS BINARY)))) ORDER BY t.`id` ASC LIMIT ?;
SELECT CAST(c.`order_id` AS CHAR) AS c0, … FROM `order_tags` AS c WHERE c.`order_id` IN (?, ?) ORDER BY c.`order_id`, CAST(CONVERT(c.`tag` USING utf8mb4) AS BINARY);

-- filter by prefix
SELECT CAST(t.`id` AS CHAR) AS c0, … FROM `orders` AS t WHERE t.`id` IS NOT NULL AND (t.`number` LIKE ? ESCAPE '!' AND CAST(CONVERT(t.`number` USING utf8mb4) AS BINARY) >= CAST(? AS BINARY) AND CAST(CONVERT(t.`number` USING utf8mb4) AS BINARY) < CAST(? AS BINARY)) AND (CAST(CONVERT(t.`status` USING utf8mb4) AS BINARY) IS NULL OR NOT (t.`status` IN (?) AND CAST(CONVERT(t.`status` USING utf8mb4) AS BINARY) IN (CAST(? AS BINARY)))) ORDER BY t.`id` ASC LIMIT ?;
SELECT CAST(c.`order_id` AS CHAR) AS c0, … FROM `order_tags` AS c WHERE c.`order_id` IN (?, ?) ORDER BY c.`order_id`, CAST(CONVERT(c.`tag` USING utf8mb4) AS BINARY);

-- filter by time and amount
SELECT CAST(t.`id` AS CHAR) AS c0, … FROM `orders` AS t WHERE t.`id` IS NOT NULL AND (t.`placed_at` < CAST(? AS DATETIME(6))) AND (t.`total` > CAST(? AS DECIMAL(65, 30))) AND (CAST(CONVERT(t.`status` USING utf8mb4) AS BINARY) IS NULL OR NOT (t.`status` IN (?) AND CAST(CONVERT(t.`status` USING utf8mb4) AS BINARY) IN (CAST(? AS BINARY)))) ORDER BY t.`id` ASC LIMIT ?;
SELECT CAST(c.`order_id` AS CHAR) AS c0, … FROM `order_tags` AS c WHERE c.`order_id` IN (?, ?) ORDER BY c.`order_id`, CAST(CONVERT(c.`tag` USING utf8mb4) AS BINARY);

-- find by customer
SELECT * FROM (SELECT CAST(t.`id` AS CHAR) AS c0, …, CAST(t.`placed_at` AS CHAR) AS s, CAST(t.`customer_id` AS CHAR) AS v, ROW_NUMBER() OVER (PARTITION BY t.`customer_id` ORDER BY t.`placed_at` DESC, t.`id` DESC) AS n FROM `orders` AS t WHERE t.`id` IS NOT NULL AND t.`customer_id` IN (?, ?) AND (CAST(CONVERT(t.`status` USING utf8mb4) AS BINARY) IS NULL OR NOT (t.`status` IN (?) AND CAST(CONVERT(t.`status` USING utf8mb4) AS BINARY) IN (CAST(? AS BINARY))))) AS w WHERE w.n <= ? ORDER BY w.v, w.n;
SELECT CAST(c.`order_id` AS CHAR) AS c0, … FROM `order_tags` AS c WHERE c.`order_id` IN (?, ?) ORDER BY c.`order_id`, CAST(CONVERT(c.`tag` USING utf8mb4) AS BINARY);
SELECT CAST(c.`id` AS CHAR) AS c0, … FROM `order_lines` AS c WHERE c.`order_id` IN (?, ?) ORDER BY c.`id`;

-- find by e-mail
SELECT * FROM (SELECT CAST(t.`id` AS CHAR) AS c0, …, CAST(t.`placed_at` AS CHAR) AS s, CONVERT(CAST(CONVERT(LOWER(TRIM(t.`email`)) USING utf8mb4) AS BINARY) USING utf8mb4) AS v, ROW_NUMBER() OVER (PARTITION BY CAST(CONVERT(LOWER(TRIM(t.`email`)) USING utf8mb4) AS BINARY) ORDER BY t.`placed_at` DESC, t.`id` DESC) AS n FROM `orders` AS t WHERE t.`id` IS NOT NULL AND LOWER(TRIM(t.`email`)) IN (?, ?) AND CAST(CONVERT(LOWER(TRIM(t.`email`)) USING utf8mb4) AS BINARY) IN (CAST(? AS BINARY), CAST(? AS BINARY)) AND (CAST(CONVERT(t.`status` USING utf8mb4) AS BINARY) IS NULL OR NOT (t.`status` IN (?) AND CAST(CONVERT(t.`status` USING utf8mb4) AS BINARY) IN (CAST(? AS BINARY))))) AS w WHERE w.n <= ? ORDER BY w.v, w.n;
SELECT CAST(c.`order_id` AS CHAR) AS c0, … FROM `order_tags` AS c WHERE c.`order_id` IN (?, ?) ORDER BY c.`order_id`, CAST(CONVERT(c.`tag` USING utf8mb4) AS BINARY);
SELECT CAST(c.`id` AS CHAR) AS c0, … FROM `order_lines` AS c WHERE c.`order_id` IN (?, ?) ORDER BY c.`id`;

-- find by SKU of a line
SELECT * FROM (SELECT CAST(t.`id` AS CHAR) AS c0, …, CAST(t.`placed_at` AS CHAR) AS s, CONVERT(j.v USING utf8mb4) AS v, ROW_NUMBER() OVER (PARTITION BY j.v ORDER BY t.`placed_at` DESC, t.`id` DESC) AS n FROM `orders` AS t JOIN (SELECT DISTINCT c.`order_id` AS p, CAST(CONVERT(c.`sku` USING utf8mb4) AS BINARY) AS v FROM `order_lines` AS c WHERE c.`sku` IN (?, ?) AND CAST(CONVERT(c.`sku` USING utf8mb4) AS BINARY) IN (CAST(? AS BINARY), CAST(? AS BINARY))) AS j ON j.p = t.`id` WHERE t.`id` IS NOT NULL AND (CAST(CONVERT(t.`status` USING utf8mb4) AS BINARY) IS NULL OR NOT (t.`status` IN (?) AND CAST(CONVERT(t.`status` USING utf8mb4) AS BINARY) IN (CAST(? AS BINARY))))) AS w WHERE w.n <= ? ORDER BY w.v, w.n;
SELECT CAST(c.`order_id` AS CHAR) AS c0, … FROM `order_tags` AS c WHERE c.`order_id` IN (?, ?, ?, ?, ?) ORDER BY c.`order_id`, CAST(CONVERT(c.`tag` USING utf8mb4) AS BINARY);
SELECT CAST(c.`id` AS CHAR) AS c0, … FROM `order_lines` AS c WHERE c.`order_id` IN (?, ?, ?, ?, ?) ORDER BY c.`id`;

-- go on, by its own order
SELECT CAST(t.`id` AS CHAR) AS c0, … FROM `orders` AS t WHERE t.`id` IS NOT NULL AND (CAST(CONVERT(t.`status` USING utf8mb4) AS BINARY) IS NULL OR NOT (t.`status` IN (?) AND CAST(CONVERT(t.`status` USING utf8mb4) AS BINARY) IN (CAST(? AS BINARY)))) AND t.`id` > ? ORDER BY t.`id` ASC LIMIT ?;
SELECT CAST(c.`order_id` AS CHAR) AS c0, … FROM `order_tags` AS c WHERE c.`order_id` IN (?, ?) ORDER BY c.`order_id`, CAST(CONVERT(c.`tag` USING utf8mb4) AS BINARY);

-- go on, by placedAt
SELECT CAST(t.`id` AS CHAR) AS c0, …, CAST(t.`placed_at` AS CHAR) AS s FROM `orders` AS t WHERE t.`id` IS NOT NULL AND (CAST(CONVERT(t.`status` USING utf8mb4) AS BINARY) IS NULL OR NOT (t.`status` IN (?) AND CAST(CONVERT(t.`status` USING utf8mb4) AS BINARY) IN (CAST(? AS BINARY)))) AND (t.`placed_at` >= CAST(? AS DATETIME(6)) AND (t.`placed_at` > CAST(? AS DATETIME(6)) OR t.`id` > ?)) ORDER BY t.`placed_at` ASC, t.`id` ASC LIMIT ?;
SELECT CAST(c.`order_id` AS CHAR) AS c0, … FROM `order_tags` AS c WHERE c.`order_id` IN (?, ?) ORDER BY c.`order_id`, CAST(CONVERT(c.`tag` USING utf8mb4) AS BINARY);

-- go on, by placedAt down
SELECT CAST(t.`id` AS CHAR) AS c0, …, CAST(t.`placed_at` AS CHAR) AS s FROM `orders` AS t WHERE t.`id` IS NOT NULL AND (CAST(CONVERT(t.`status` USING utf8mb4) AS BINARY) IS NULL OR NOT (t.`status` IN (?) AND CAST(CONVERT(t.`status` USING utf8mb4) AS BINARY) IN (CAST(? AS BINARY)))) AND (t.`placed_at` <= CAST(? AS DATETIME(6)) AND (t.`placed_at` < CAST(? AS DATETIME(6)) OR t.`id` < ?)) ORDER BY t.`placed_at` DESC, t.`id` DESC LIMIT ?;
SELECT CAST(c.`order_id` AS CHAR) AS c0, … FROM `order_tags` AS c WHERE c.`order_id` IN (?, ?) ORDER BY c.`order_id`, CAST(CONVERT(c.`tag` USING utf8mb4) AS BINARY);

-- go on, by processedAt
SELECT CAST(t.`id` AS CHAR) AS c0, …, CAST(t.`processed_at` AS CHAR) AS s FROM `orders` AS t WHERE t.`id` IS NOT NULL AND (CAST(CONVERT(t.`status` USING utf8mb4) AS BINARY) IS NULL OR NOT (t.`status` IN (?) AND CAST(CONVERT(t.`status` USING utf8mb4) AS BINARY) IN (CAST(? AS BINARY)))) AND (t.`processed_at` >= CAST(? AS DATETIME(6)) AND (t.`processed_at` > CAST(? AS DATETIME(6)) OR t.`id` > ?)) ORDER BY t.`processed_at` ASC, t.`id` ASC LIMIT ?;
SELECT CAST(c.`order_id` AS CHAR) AS c0, … FROM `order_tags` AS c WHERE c.`order_id` IN (?, ?) ORDER BY c.`order_id`, CAST(CONVERT(c.`tag` USING utf8mb4) AS BINARY);

-- go on, by processedAt down
SELECT CAST(t.`id` AS CHAR) AS c0, …, CAST(t.`processed_at` AS CHAR) AS s FROM `orders` AS t WHERE t.`id` IS NOT NULL AND (CAST(CONVERT(t.`status` USING utf8mb4) AS BINARY) IS NULL OR NOT (t.`status` IN (?) AND CAST(CONVERT(t.`status` USING utf8mb4) AS BINARY) IN (CAST(? AS BINARY)))) AND (t.`processed_at` <= CAST(? AS DATETIME(6)) AND (t.`processed_at` < CAST(? AS DATETIME(6)) OR t.`id` < ?) OR t.`processed_at` IS NULL) ORDER BY t.`processed_at` DESC, t.`id` DESC LIMIT ?;
SELECT CAST(c.`order_id` AS CHAR) AS c0, … FROM `order_tags` AS c WHERE c.`order_id` IN (?, ?) ORDER BY c.`order_id`, CAST(CONVERT(c.`tag` USING utf8mb4) AS BINARY);

-- go on, by name
SELECT CAST(t.`id` AS CHAR) AS c0, …, CONVERT(CAST(CONVERT(t.`number` USING utf8mb4) AS BINARY) USING utf8mb4) AS s FROM `orders` AS t WHERE t.`id` IS NOT NULL AND (CAST(CONVERT(t.`status` USING utf8mb4) AS BINARY) IS NULL OR NOT (t.`status` IN (?) AND CAST(CONVERT(t.`status` USING utf8mb4) AS BINARY) IN (CAST(? AS BINARY)))) AND (CAST(CONVERT(t.`number` USING utf8mb4) AS BINARY) >= CAST(? AS BINARY) AND (CAST(CONVERT(t.`number` USING utf8mb4) AS BINARY) > CAST(? AS BINARY) OR t.`id` > ?)) ORDER BY CAST(CONVERT(t.`number` USING utf8mb4) AS BINARY) ASC, t.`id` ASC LIMIT ?;
SELECT CAST(c.`order_id` AS CHAR) AS c0, … FROM `order_tags` AS c WHERE c.`order_id` IN (?, ?) ORDER BY c.`order_id`, CAST(CONVERT(c.`tag` USING utf8mb4) AS BINARY);

-- go on, by name down
SELECT CAST(t.`id` AS CHAR) AS c0, …, CONVERT(CAST(CONVERT(t.`number` USING utf8mb4) AS BINARY) USING utf8mb4) AS s FROM `orders` AS t WHERE t.`id` IS NOT NULL AND (CAST(CONVERT(t.`status` USING utf8mb4) AS BINARY) IS NULL OR NOT (t.`status` IN (?) AND CAST(CONVERT(t.`status` USING utf8mb4) AS BINARY) IN (CAST(? AS BINARY)))) AND (CAST(CONVERT(t.`number` USING utf8mb4) AS BINARY) <= CAST(? AS BINARY) AND (CAST(CONVERT(t.`number` USING utf8mb4) AS BINARY) < CAST(? AS BINARY) OR t.`id` < ?)) ORDER BY CAST(CONVERT(t.`number` USING utf8mb4) AS BINARY) DESC, t.`id` DESC LIMIT ?;
SELECT CAST(c.`order_id` AS CHAR) AS c0, … FROM `order_tags` AS c WHERE c.`order_id` IN (?, ?) ORDER BY c.`order_id`, CAST(CONVERT(c.`tag` USING utf8mb4) AS BINARY);

-- go on, by country
SELECT CAST(t.`id` AS CHAR) AS c0, …, CONVERT(COALESCE(CAST(CONVERT(t.`country` USING utf8mb4) AS BINARY), '') USING utf8mb4) AS s FROM `orders` AS t WHERE t.`id` IS NOT NULL AND (CAST(CONVERT(t.`status` USING utf8mb4) AS BINARY) IS NULL OR NOT (t.`status` IN (?) AND CAST(CONVERT(t.`status` USING utf8mb4) AS BINARY) IN (CAST(? AS BINARY)))) AND (COALESCE(CAST(CONVERT(t.`country` USING utf8mb4) AS BINARY), '') >= CAST(? AS BINARY) AND (COALESCE(CAST(CONVERT(t.`country` USING utf8mb4) AS BINARY), '') > CAST(? AS BINARY) OR t.`id` > ?)) ORDER BY COALESCE(CAST(CONVERT(t.`country` USING utf8mb4) AS BINARY), '') ASC, t.`id` ASC LIMIT ?;
SELECT CAST(c.`order_id` AS CHAR) AS c0, … FROM `order_tags` AS c WHERE c.`order_id` IN (?, ?) ORDER BY c.`order_id`, CAST(CONVERT(c.`tag` USING utf8mb4) AS BINARY);

-- go on, by country down
SELECT CAST(t.`id` AS CHAR) AS c0, …, CONVERT(COALESCE(CAST(CONVERT(t.`country` USING utf8mb4) AS BINARY), '') USING utf8mb4) AS s FROM `orders` AS t WHERE t.`id` IS NOT NULL AND (CAST(CONVERT(t.`status` USING utf8mb4) AS BINARY) IS NULL OR NOT (t.`status` IN (?) AND CAST(CONVERT(t.`status` USING utf8mb4) AS BINARY) IN (CAST(? AS BINARY)))) AND (COALESCE(CAST(CONVERT(t.`country` USING utf8mb4) AS BINARY), '') <= CAST(? AS BINARY) AND (COALESCE(CAST(CONVERT(t.`country` USING utf8mb4) AS BINARY), '') < CAST(? AS BINARY) OR t.`id` < ?)) ORDER BY COALESCE(CAST(CONVERT(t.`country` USING utf8mb4) AS BINARY), '') DESC, t.`id` DESC LIMIT ?;
SELECT CAST(c.`order_id` AS CHAR) AS c0, … FROM `order_tags` AS c WHERE c.`order_id` IN (?, ?) ORDER BY c.`order_id`, CAST(CONVERT(c.`tag` USING utf8mb4) AS BINARY);

