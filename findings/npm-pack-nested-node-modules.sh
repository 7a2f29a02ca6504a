#!/bin/sh
# npm 11.19.1: `npm pack` and `npm publish` take along a node_modules inside a subfolder, with "files" or without it, though
# npm's pages list node_modules among what is always ignored. Only the one at the package's top is left out. A folder that
# fetches its own parts (a runtime, a plug-in) so makes a package megabytes larger, without a word; a negated entry in
# "files" ("!folder/node_modules") mends it.
#
# Seen: "without files: 1", "with files: 1", "with files and a negation: 0". Exits 1 when this changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts --no-save npm@11.19.1 >/dev/null 2>&1
npm_11=$folder/node_modules/.bin/npm
mkdir -p tried/parts/node_modules/left
cd tried
echo 'part' > parts/own.txt
echo '{ "name": "left", "version": "1.0.0" }' > parts/node_modules/left/package.json
packed() {
  echo "{ \"name\": \"tried\", \"version\": \"1.0.0\"$1 }" > package.json
  "$npm_11" pack --dry-run --json 2>/dev/null | grep -c '"path": "parts/node_modules/left/package.json"' || true
}
{
  echo "without files: $(packed '')"
  echo "with files: $(packed ', "files": ["parts"]')"
  echo "with files and a negation: $(packed ', "files": ["parts", "!parts/node_modules"]')"
} > seen
cat seen
grep -q '^without files: 1$' seen && grep -q '^with files: 1$' seen && grep -q '^with files and a negation: 0$' seen
