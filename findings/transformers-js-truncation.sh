#!/bin/sh
# @huggingface/transformers 4.3.1: with `truncation: true` a tokenizer cuts the finished ids off at max_length, so that the
# closing special token is lost. The Python library cuts the text and keeps the token. CLIP's text tower takes its vector
# where the end token is: for texts over 77 tokens the vector comes from another place, without a word.
#
# Seen: "short: 1 5 2" and "long: 1 5 5 5", where 1 begins and 2 ends a text. Exits 1 when this changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @huggingface/transformers@4.3.1 >/dev/null 2>&1
mkdir -p model
cat > model/tokenizer_config.json <<'JSON'
{ "tokenizer_class": "CLIPTokenizer", "model_max_length": 4, "bos_token": "<s>", "eos_token": "</s>", "pad_token": "</s>", "unk_token": "<unk>" }
JSON
cat > model/tokenizer.json <<'JSON'
{
  "version": "1.0", "truncation": null, "padding": null, "normalizer": null, "decoder": null,
  "added_tokens": [
    { "id": 1, "content": "<s>", "single_word": false, "lstrip": false, "rstrip": false, "normalized": false, "special": true },
    { "id": 2, "content": "</s>", "single_word": false, "lstrip": false, "rstrip": false, "normalized": false, "special": true }
  ],
  "pre_tokenizer": { "type": "WhitespaceSplit" },
  "post_processor": { "type": "TemplateProcessing",
    "single": [{ "SpecialToken": { "id": "<s>", "type_id": 0 } }, { "Sequence": { "id": "A", "type_id": 0 } }, { "SpecialToken": { "id": "</s>", "type_id": 0 } }],
    "pair": [{ "Sequence": { "id": "A", "type_id": 0 } }, { "Sequence": { "id": "B", "type_id": 1 } }],
    "special_tokens": { "<s>": { "id": "<s>", "ids": [1], "tokens": ["<s>"] }, "</s>": { "id": "</s>", "ids": [2], "tokens": ["</s>"] } } },
  "model": { "type": "WordLevel", "vocab": { "<unk>": 0, "<s>": 1, "</s>": 2, "very": 5 }, "unk_token": "<unk>" }
}
JSON
cat > try.mjs <<'JS'
import { AutoTokenizer, env } from '@huggingface/transformers';
env.allowRemoteModels = false;
env.localModelPath = '.';
const tokenizer = await AutoTokenizer.from_pretrained('model', { local_files_only: true });
for (const [name, text] of [['short', 'very'], ['long', 'very very very very very very']]) {
  const { input_ids } = tokenizer([text], { padding: true, truncation: true });
  console.log(`${name}: ${[...input_ids.data].map(Number).join(' ')}`);
}
JS
node try.mjs 2>/dev/null > seen || true
cat seen
grep -q '^short: 1 5 2$' seen && grep -q '^long: 1 5 5 5$' seen
