# The checks are .ci/run; this gives them and the benchmark short names.

.PHONY: test ci bench bench-load

test:
	go test ./...

ci:
	.ci/run

# BENCH takes flags, such as BENCH='-query Q3 -rounds 9 -out figures.json'.
bench:
	go run ./bench $(BENCH)

bench-load:
	go run ./bench -load
