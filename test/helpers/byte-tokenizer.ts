/** CLIP's tokenizer without its merges: every byte is a token, and every byte at the end of a word another. */

const START_TOKEN = '<|startoftext|>';
const END_TOKEN = '<|endoftext|>';

/** 256 bytes, 256 bytes that end a word, start and end. */
export const VOCABULARY_SIZE = 514;

/** The printable stand-ins that byte-level tokenizers use for bytes (GPT-2, Radford et al. 2019). */
function byteCharacters(): string[] {
  const printable = (byte: number): boolean =>
    (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || (byte >= 174 && byte <= 255);
  let spare = 256;
  return Array.from({ length: 256 }, (_, byte) => {
    if (printable(byte)) return String.fromCodePoint(byte);
    spare += 1;
    return String.fromCodePoint(spare - 1);
  });
}

/** tokenizer.json and tokenizer_config.json. */
export function byteTokenizer(maxTokens: number): { tokenizer: unknown; config: unknown } {
  const characters = byteCharacters();
  const tokens = [...characters, ...characters.map((character) => `${character}</w>`), START_TOKEN, END_TOKEN];
  const special = [START_TOKEN, END_TOKEN].map((content, index) => ({
    id: VOCABULARY_SIZE - 2 + index,
    content,
    single_word: false,
    lstrip: false,
    rstrip: false,
    normalized: true,
    special: true,
  }));
  return {
    tokenizer: {
      version: '1.0',
      truncation: null,
      padding: null,
      added_tokens: special,
      normalizer: { type: 'Sequence', normalizers: [{ type: 'NFC' }, { type: 'Lowercase' }] },
      pre_tokenizer: {
        type: 'Sequence',
        pretokenizers: [
          {
            type: 'Split',
            pattern: { Regex: '[\\p{L}]+|[\\p{N}]|[^\\s\\p{L}\\p{N}]+' },
            behavior: 'Removed',
            invert: true,
          },
          { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true },
        ],
      },
      post_processor: {
        type: 'RobertaProcessing',
        sep: [END_TOKEN, VOCABULARY_SIZE - 1],
        cls: [START_TOKEN, VOCABULARY_SIZE - 2],
        trim_offsets: false,
        add_prefix_space: false,
      },
      decoder: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true },
      model: {
        type: 'BPE',
        dropout: null,
        unk_token: END_TOKEN,
        continuing_subword_prefix: '',
        end_of_word_suffix: '</w>',
        fuse_unk: false,
        vocab: Object.fromEntries(tokens.map((token, id) => [token, id])),
        merges: [],
      },
    },
    config: {
      tokenizer_class: 'CLIPTokenizer',
      model_max_length: maxTokens,
      bos_token: START_TOKEN,
      eos_token: END_TOKEN,
      pad_token: END_TOKEN,
      unk_token: END_TOKEN,
      do_lower_case: true,
    },
  };
}
