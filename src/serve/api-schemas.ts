/** The shapes of the HTTP API, as JSON Schema: what is checked on the way in, and what OpenAPI says. */

import { LARGEST_COUNT, LARGEST_MICROS } from '../plausible.js';
import { MICROS_PER_CENT } from './api-values.js';

const name = { type: 'string', minLength: 1, maxLength: 300, pattern: '\\S' } as const;
const count = { type: 'integer', minimum: 0, maximum: LARGEST_COUNT } as const;
const cents = { type: 'integer', minimum: 0, maximum: LARGEST_MICROS / MICROS_PER_CENT } as const;
const fraction = { type: 'number', minimum: 0, maximum: 1 } as const;

const known = <T extends string>(type: T) => ({ type, nullable: true }) as const;

export const SAVE_BODY = {
  type: 'object',
  required: ['name'],
  additionalProperties: false,
  properties: {
    name: { ...name, description: 'What the creative is called' },
    video_url: { type: 'string', format: 'uri', maxLength: 2000, description: 'An http or https address of the media' },
    path: {
      type: 'string',
      minLength: 1,
      maxLength: 4000,
      description:
        'Or a file in the media folder that the server was started with (--media-root); it has none by default',
    },
    product_category: { ...name, description: 'Product category' },
  },
} as const;

export const PERFORMANCE_BODY = {
  type: 'object',
  required: ['creative_id', 'impressions', 'clicks', 'conversions', 'spend'],
  additionalProperties: false,
  properties: {
    creative_id: { type: 'integer', minimum: 1 },
    impressions: count,
    clicks: count,
    conversions: {
      type: 'number',
      minimum: 0,
      maximum: LARGEST_COUNT,
      description: 'May be fractional, to the millionth',
    },
    spend: { ...cents, description: 'In cents' },
    revenue: { ...cents, description: 'In cents' },
    currency: { type: 'string', pattern: '^[A-Z]{3}$', description: "ISO 4217; default: that of the store's results" },
    date: { type: 'string', format: 'date', description: 'The day of these results; default: today' },
  },
} as const;

/** Whose results, and in which currency; every route that answers from results takes it. */
export const SCOPE = {
  client: { ...name, description: 'Only the accounts of this client; needed where the store has several' },
  account: { ...name, description: 'Only this account of an ad platform' },
  convert: {
    type: 'string',
    pattern: '^[A-Z]{3}$',
    description: 'ISO 4217: amounts in this currency, each day at its rate; default: the currency of the results',
  },
} as const;

export const CLUSTER_QUERY = {
  type: 'object',
  additionalProperties: false,
  properties: {
    ...SCOPE,
    n_clusters: { type: 'integer', minimum: 1, maximum: 1000, description: 'Default: chosen from the data' },
  },
} as const;

export const WINNING_QUERY = {
  type: 'object',
  additionalProperties: false,
  properties: {
    ...SCOPE,
    min_cvr: { ...fraction, description: 'Only creatives whose expected CVR reaches this' },
  },
} as const;

export const SCALING_BODY = {
  type: 'object',
  required: ['budget'],
  additionalProperties: false,
  properties: {
    ...SCOPE,
    budget: { ...cents, minimum: 1, description: 'In cents, of the currency that the answer is in' },
    min_cvr: { ...fraction, description: 'Only creatives that probably reach this CVR' },
  },
} as const;

export const CREATIVE_ANSWER = {
  type: 'object',
  required: ['id', 'name', 'status'],
  additionalProperties: true,
  properties: { id: { type: 'integer' }, name: { type: 'string' }, status: { type: 'string' } },
} as const;

const CLUSTER = {
  type: 'object',
  required: ['cluster_id', 'label', 'size', 'creatives'],
  additionalProperties: true,
  properties: {
    cluster_id: { type: 'integer' },
    label: { type: 'string' },
    size: { type: 'integer' },
    creatives: { type: 'array', items: { type: 'string' } },
    cvr: known('number'),
    cvr_low: known('number'),
    cvr_high: known('number'),
    roas: known('number'),
    prob_best: known('number'),
    winner: { type: 'boolean' },
    spend: { ...known('integer'), description: 'In cents' },
    revenue: { ...known('integer'), description: 'In cents' },
  },
} as const;

const CLUSTER_INFO = {
  type: 'object',
  nullable: true,
  additionalProperties: true,
  properties: { clusters: { type: 'array', items: CLUSTER } },
} as const;

export const CLUSTER_ANSWER = {
  type: 'object',
  required: ['cluster_info'],
  additionalProperties: true,
  properties: { cluster_info: CLUSTER_INFO },
} as const;

const RECOMMENDED = {
  type: 'array',
  items: {
    type: 'object',
    required: ['id', 'name'],
    additionalProperties: true,
    properties: {
      id: { type: 'integer' },
      name: { type: 'string' },
      cvr: known('number'),
      roas: known('number'),
      recommended_budget: { ...known('integer'), description: 'In cents' },
    },
  },
} as const;

export const RECOMMENDATION_ANSWER = {
  type: 'object',
  required: ['recommended_creatives', 'cluster_info'],
  additionalProperties: true,
  properties: {
    recommended_creatives: RECOMMENDED,
    expected_revenue: { ...known('integer'), description: 'In cents' },
    expected_roi: known('number'),
    confidence: known('number'),
    cluster_info: CLUSTER_INFO,
  },
} as const;

export const ERROR_ANSWER = {
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['code', 'message'],
      properties: { code: { type: 'string' }, message: { type: 'string' }, hint: { type: 'string' } },
    },
  },
} as const;

export const JOB_ANSWER = {
  type: 'object',
  required: ['job', 'status'],
  additionalProperties: true,
  properties: {
    job: { type: 'integer' },
    status: { type: 'string', enum: ['waiting', 'running', 'done', 'failed', 'cancelled'] },
    deadline: { type: 'string', description: 'Instant at which it is given up' },
    progress: {
      type: 'object',
      nullable: true,
      properties: { title: { type: 'string' }, done: { type: 'integer' }, total: known('integer') },
    },
    answer: {
      type: 'object',
      additionalProperties: true,
      description: 'What the request would have answered, once it is done',
    },
    error: ERROR_ANSWER.properties.error,
  },
} as const;

export const JOB_PARAMETERS = {
  type: 'object',
  required: ['job'],
  properties: { job: { type: 'integer', minimum: 1 } },
} as const;
