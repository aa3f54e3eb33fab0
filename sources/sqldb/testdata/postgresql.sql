-- get two ids
SELECT t."id"::text AS c0, … FROM "orders" AS t WHERE t."id" = ANY($1::text[]::bigint[]);
SELECT c."order_id"::text AS c0, … FROM "order_tags" AS c WHERE c."order_id" = ANY($1::text[]::bigint[]) ORDER BY c."order_id", c."tag";

-- get ids that cannot be

-- get all groups
SELECT t."id"::text AS c0, … FROM "orders" AS t WHERE t."id" = ANY($1::text[]::bigint[]);
SELECT c."order_id"::text AS c0, … FROM "order_tags" AS c WHERE c."order_id" = ANY($1::text[]::bigint[]) ORDER BY c."order_id", c."tag";
SELECT c."id"::text AS c0, … FROM "order_lines" AS c WHERE c."order_id" = ANY($1::text[]::bigint[]) ORDER BY c."id";
SELECT c."order_id"::text AS c0, … FROM "order_taxes" AS c WHERE c."order_id" = ANY($1::text[]::bigint[]) ORDER BY c."order_id", c."n";

-- list, own order
SELECT t."id"::text AS c0, … FROM "orders" AS t WHERE t."id" IS NOT NULL AND (t."status" IS NULL OR NOT (t."status" = ANY($1::text[]))) ORDER BY t."id" ASC LIMIT $2::bigint;
SELECT c."order_id"::text AS c0, … FROM "order_tags" AS c WHERE c."order_id" = ANY($1::text[]::bigint[]) ORDER BY c."order_id", c."tag";

-- list with lines
SELECT t."id"::text AS c0, … FROM "orders" AS t WHERE t."id" IS NOT NULL AND (t."status" IS NULL OR NOT (t."status" = ANY($1::text[]))) ORDER BY t."id" ASC LIMIT $2::bigint;
SELECT c."order_id"::text AS c0, … FROM "order_tags" AS c WHERE c."order_id" = ANY($1::text[]::bigint[]) ORDER BY c."order_id", c."tag";
SELECT c."id"::text AS c0, … FROM "order_lines" AS c WHERE c."order_id" = ANY($1::text[]::bigint[]) ORDER BY c."id";

-- filter by two names
SELECT t."id"::text AS c0, … FROM "orders" AS t WHERE t."id" IS NOT NULL AND (t."number" = ANY($1::text[])) AND (t."status" IS NULL OR NOT (t."status" = ANY($2::text[]))) ORDER BY t."id" ASC LIMIT $3::bigint;
SELECT c."order_id"::text AS c0, … FROM "order_tags" AS c WHERE c."order_id" = ANY($1::text[]::bigint[]) ORDER BY c."order_id", c."tag";

-- filter by e-mail
SELECT t."id"::text AS c0, … FROM "orders" AS t WHERE t."id" IS NOT NULL AND (LOWER(TRIM(t."email")) = ANY($1::text[])) AND (t."status" IS NULL OR NOT (t."status" = ANY($2::text[]))) ORDER BY t."id" ASC LIMIT $3::bigint;
SELECT c."order_id"::text AS c0, … FROM "order_tags" AS c WHERE c."order_id" = ANY($1::text[]::bigint[]) ORDER BY c."order_id", c."tag";

-- filter by state
SELECT t."id"::text AS c0, … FROM "orders" AS t WHERE t."id" IS NOT NULL AND ((t."status" = ANY($1::text[]) OR (t."status" IS NULL OR NOT (t."status" = ANY($2::text[]))))) ORDER BY t."id" ASC LIMIT $3::bigint;
SELECT c."order_id"::text AS c0, … FROM "order_tags" AS c WHERE c."order_id" = ANY($1::text[]::bigint[]) ORDER BY c."order_id", c."tag";

-- filter by truth
SELECT t."id"::text AS c0, … FROM "orders" AS t WHERE t."id" IS NOT NULL AND ((t."is_test"::text IS NULL OR NOT (t."is_test"::text = ANY($1::text[])))) AND (t."status" IS NULL OR NOT (t."status" = ANY($2::text[]))) ORDER BY t."id" ASC LIMIT $3::bigint;
SELECT c."order_id"::text AS c0, … FROM "order_tags" AS c WHERE c."order_id" = ANY($1::text[]::bigint[]) ORDER BY c."order_id", c."tag";

-- filter by reference
SELECT t."id"::text AS c0, … FROM "orders" AS t WHERE t."id" IS NOT NULL AND (t."customer_id" = ANY($1::text[]::bigint[])) AND (t."status" IS NULL OR NOT (t."status" = ANY($2::text[]))) ORDER BY t."id" ASC LIMIT $3::bigint;
SELECT c."order_id"::text AS c0, … FROM "order_tags" AS c WHERE c."order_id" = ANY($1::text[]::bigint[]) ORDER BY c."order_id", c."tag";

-- filter by SKU of a line
SELECT t."id"::text AS c0, … FROM "orders" AS t WHERE t."id" IS NOT NULL AND (EXISTS (SELECT 1 FROM "order_lines" AS c WHERE c."order_id" = t."id" AND c."sku" = ANY($1::text[]))) AND (t."status" IS NULL OR NOT (t."status" = ANY($2::text[]))) ORDER BY t."id" ASC LIMIT $3::bigint;
SELECT c."order_id"::text AS c0, … FROM "order_tags" AS c WHERE c."order_id" = ANY($1::text[]::bigint[]) ORDER BY c."order_id", c."tag";

-- filter by prefix
SELECT t."id"::text AS c0, … FROM "orders" AS t WHERE t."id" IS NOT NULL AND (t."number" COLLATE "C" LIKE $1::text ESCAPE '!') AND (t."status" IS NULL OR NOT (t."status" = ANY($2::text[]))) ORDER BY t."id" ASC LIMIT $3::bigint;
SELECT c."order_id"::text AS c0, … FROM "order_tags" AS c WHERE c."order_id" = ANY($1::text[]::bigint[]) ORDER BY c."order_id", c."tag";

-- filter by time and amount
SELECT t."id"::text AS c0, … FROM "orders" AS t WHERE t."id" IS NOT NULL AND (t."placed_at" < $1::timestamptz) AND (t."total" >= $2::numeric) AND (t."status" IS NULL OR NOT (t."status" = ANY($3::text[]))) ORDER BY t."id" ASC LIMIT $4::bigint;
SELECT c."order_id"::text AS c0, … FROM "order_tags" AS c WHERE c."order_id" = ANY($1::text[]::bigint[]) ORDER BY c."order_id", c."tag";

-- find by customer
SELECT * FROM (SELECT t."id"::text AS c0, …, (t."placed_at")::text AS s, (t."customer_id")::text AS v, ROW_NUMBER() OVER (PARTITION BY t."customer_id" ORDER BY t."placed_at" DESC, t."id" DESC) AS n FROM "orders" AS t WHERE t."id" IS NOT NULL AND t."customer_id" = ANY($1::text[]::bigint[]) AND (t."status" IS NULL OR NOT (t."status" = ANY($2::text[])))) AS w WHERE w.n <= $3::bigint ORDER BY w.v, w.n;
SELECT c."order_id"::text AS c0, … FROM "order_tags" AS c WHERE c."order_id" = ANY($1::text[]::bigint[]) ORDER BY c."order_id", c."tag";
SELECT c."id"::text AS c0, … FROM "order_lines" AS c WHERE c."order_id" = ANY($1::text[]::bigint[]) ORDER BY c."id";

-- find by e-mail
SELECT * FROM (SELECT t."id"::text AS c0, …, (t."placed_at")::text AS s, (LOWER(TRIM(t."email")))::text AS v, ROW_NUMBER() OVER (PARTITION BY LOWER(TRIM(t."email")) ORDER BY t."placed_at" DESC, t."id" DESC) AS n FROM "orders" AS t WHERE t."id" IS NOT NULL AND LOWER(TRIM(t."email")) = ANY($1::text[]) AND (t."status" IS NULL OR NOT (t."status" = ANY($2::text[])))) AS w WHERE w.n <= $3::bigint ORDER BY w.v, w.n;
SELECT c."order_id"::text AS c0, … FROM "order_tags" AS c WHERE c."order_id" = ANY($1::text[]::bigint[]) ORDER BY c."order_id", c."tag";
SELECT c."id"::text AS c0, … FROM "order_lines" AS c WHERE c."order_id" = ANY($1::text[]::bigint[]) ORDER BY c."id";

-- find by SKU of a line
SELECT * FROM (SELECT t."id"::text AS c0, …, (t."placed_at")::text AS s, (j.v)::text AS v, ROW_NUMBER() OVER (PARTITION BY j.v ORDER BY t."placed_at" DESC, t."id" DESC) AS n FROM "orders" AS t JOIN (SELECT DISTINCT c."order_id" AS p, c."sku" AS v FROM "order_lines" AS c WHERE c."sku" = ANY($1::text[])) AS j ON j.p = t."id" WHERE t."id" IS NOT NULL AND (t."status" IS NULL OR NOT (t."status" = ANY($2::text[])))) AS w WHERE w.n <= $3::bigint ORDER BY w.v, w.n;
SELECT c."order_id"::text AS c0, … FROM "order_tags" AS c WHERE c."order_id" = ANY($1::text[]::bigint[]) ORDER BY c."order_id", c."tag";
SELECT c."id"::text AS c0, … FROM "order_lines" AS c WHERE c."order_id" = ANY($1::text[]::bigint[]) ORDER BY c."id";

-- go on, by its own order
SELECT t."id"::text AS c0, … FROM "orders" AS t WHERE t."id" IS NOT NULL AND (t."status" IS NULL OR NOT (t."status" = ANY($1::text[]))) AND t."id" > $2::bigint ORDER BY t."id" ASC LIMIT $3::bigint;
SELECT c."order_id"::text AS c0, … FROM "order_tags" AS c WHERE c."order_id" = ANY($1::text[]::bigint[]) ORDER BY c."order_id", c."tag";

-- go on, by placedAt
SELECT t."id"::text AS c0, …, (t."placed_at")::text AS s FROM "orders" AS t WHERE t."id" IS NOT NULL AND (t."status" IS NULL OR NOT (t."status" = ANY($1::text[]))) AND (t."placed_at" >= $2::timestamptz AND (t."placed_at" > $3::timestamptz OR t."id" > $4::bigint)) ORDER BY t."placed_at" ASC, t."id" ASC LIMIT $5::bigint;
SELECT c."order_id"::text AS c0, … FROM "order_tags" AS c WHERE c."order_id" = ANY($1::text[]::bigint[]) ORDER BY c."order_id", c."tag";

-- go on, by placedAt down
SELECT t."id"::text AS c0, …, (t."placed_at")::text AS s FROM "orders" AS t WHERE t."id" IS NOT NULL AND (t."status" IS NULL OR NOT (t."status" = ANY($1::text[]))) AND (t."placed_at" <= $2::timestamptz AND (t."placed_at" < $3::timestamptz OR t."id" < $4::bigint)) ORDER BY t."placed_at" DESC, t."id" DESC LIMIT $5::bigint;
SELECT c."order_id"::text AS c0, … FROM "order_tags" AS c WHERE c."order_id" = ANY($1::text[]::bigint[]) ORDER BY c."order_id", c."tag";

-- go on, by processedAt
SELECT t."id"::text AS c0, …, (t."processed_at")::text AS s FROM "orders" AS t WHERE t."id" IS NOT NULL AND (t."status" IS NULL OR NOT (t."status" = ANY($1::text[]))) AND (t."processed_at" >= $2::timestamptz AND (t."processed_at" > $3::timestamptz OR t."id" > $4::bigint)) ORDER BY t."processed_at" ASC NULLS FIRST, t."id" ASC LIMIT $5::bigint;
SELECT c."order_id"::text AS c0, … FROM "order_tags" AS c WHERE c."order_id" = ANY($1::text[]::bigint[]) ORDER BY c."order_id", c."tag";

-- go on, by processedAt down
SELECT t."id"::text AS c0, …, (t."processed_at")::text AS s FROM "orders" AS t WHERE t."id" IS NOT NULL AND (t."status" IS NULL OR NOT (t."status" = ANY($1::text[]))) AND (t."processed_at" <= $2::timestamptz AND (t."processed_at" < $3::timestamptz OR t."id" < $4::bigint) OR t."processed_at" IS NULL) ORDER BY t."processed_at" DESC NULLS LAST, t."id" DESC LIMIT $5::bigint;
SELECT c."order_id"::text AS c0, … FROM "order_tags" AS c WHERE c."order_id" = ANY($1::text[]::bigint[]) ORDER BY c."order_id", c."tag";

-- go on, by name
SELECT t."id"::text AS c0, …, (t."number" COLLATE "C")::text AS s FROM "orders" AS t WHERE t."id" IS NOT NULL AND (t."status" IS NULL OR NOT (t."status" = ANY($1::text[]))) AND (t."number" COLLATE "C" >= $2::text AND (t."number" COLLATE "C" > $3::text OR t."id" > $4::bigint)) ORDER BY t."number" COLLATE "C" ASC, t."id" ASC LIMIT $5::bigint;
SELECT c."order_id"::text AS c0, … FROM "order_tags" AS c WHERE c."order_id" = ANY($1::text[]::bigint[]) ORDER BY c."order_id", c."tag";

-- go on, by name down
SELECT t."id"::text AS c0, …, (t."number" COLLATE "C")::text AS s FROM "orders" AS t WHERE t."id" IS NOT NULL AND (t."status" IS NULL OR NOT (t."status" = ANY($1::text[]))) AND (t."number" COLLATE "C" <= $2::text AND (t."number" COLLATE "C" < $3::text OR t."id" < $4::bigint)) ORDER BY t."number" COLLATE "C" DESC, t."id" DESC LIMIT $5::bigint;
SELECT c."order_id"::text AS c0, … FROM "order_tags" AS c WHERE c."order_id" = ANY($1::text[]::bigint[]) ORDER BY c."order_id", c."tag";

-- go on, by country
SELECT t."id"::text AS c0, …, (COALESCE(t."country", '') COLLATE "C")::text AS s FROM "orders" AS t WHERE t."id" IS NOT NULL AND (t."status" IS NULL OR NOT (t."status" = ANY($1::text[]))) AND (COALESCE(t."country", '') COLLATE "C" >= $2::text AND (COALESCE(t."country", '') COLLATE "C" > $3::text OR t."id" > $4::bigint)) ORDER BY COALESCE(t."country", '') COLLATE "C" ASC, t."id" ASC LIMIT $5::bigint;
SELECT c."order_id"::text AS c0, … FROM "order_tags" AS c WHERE c."order_id" = ANY($1::text[]::bigint[]) ORDER BY c."order_id", c."tag";

-- go on, by country down
SELECT t."id"::text AS c0, …, (COALESCE(t."country", '') COLLATE "C")::text AS s FROM "orders" AS t WHERE t."id" IS NOT NULL AND (t."status" IS NULL OR NOT (t."status" = ANY($1::text[]))) AND (COALESCE(t."country", '') COLLATE "C" <= $2::text AND (COALESCE(t."country", '') COLLATE "C" < $3::text OR t."id" < $4::bigint)) ORDER BY COALESCE(t."country", '') COLLATE "C" DESC, t."id" DESC LIMIT $5::bigint;
SELECT c."order_id"::text AS c0, … FROM "order_tags" AS c WHERE c."order_id" = ANY($1::text[]::bigint[]) ORDER BY c."order_id", c."tag";

