#!/bin/sh
# Builds the pages into internal/server/ui/dist. Needs Node 20.19 or newer and gzip; the same sources give the same bytes.
set -eu
cd "$(dirname "$0")"
npm ci --no-audit --no-fund
npm run build
