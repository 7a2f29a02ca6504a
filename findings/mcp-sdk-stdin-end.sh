#!/bin/sh
# @modelcontextprotocol/sdk 1.32.2: StdioServerTransport listens to 'data' and 'error' of stdin and not to its end. The
# protocol's way to end a server over stdio is that the client closes the server's stdin; the transport then calls neither
# onclose of itself nor that of the server. A program that waits for onclose to clean up is ended by Node in the middle of
# its wait, with status 13 (unsettled top-level await), or, where something keeps it alive, never. Listen to 'end' of
# process.stdin yourself.
#
# Seen: "status 13, cleaned up: no". Exits 1 when this changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @modelcontextprotocol/sdk@1.32.2 zod@4.6.7 >/dev/null 2>&1
cat > server.mjs <<'JS'
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
const server = new McpServer({ name: 'example', version: '1' });
const closed = new Promise((resolve) => {
  server.server.onclose = resolve;
});
await server.connect(new StdioServerTransport());
await closed;
console.error('cleaned up');
JS
hello='{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"client","version":"1"}}}'
status=0
printf '%s\n' "$hello" | node server.mjs >answers 2>said || status=$?
grep -q '"serverInfo"' answers
cleaned=no
grep -q 'cleaned up' said && cleaned=yes
echo "status $status, cleaned up: $cleaned"
[ "$status" = 13 ] && [ "$cleaned" = no ]
