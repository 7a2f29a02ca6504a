/**
 * What creo tries to see in a creative, and the words by which it looks: each value has a description that is compared
 * with the frames. The names are those in use among performance creative teams. A file can replace all of it.
 */
import { UserError } from '../errors.js';

export interface TaxonomyValue {
  value: string;
  /** What is seen, in words, as a caption of the picture would say it. */
  description: string;
}

export interface Dimension {
  /** Key of the tag, such as `hook`. */
  key: string;
  /** Only the frames up to this moment count; null for all. */
  untilSeconds: number | null;
  values: readonly TaxonomyValue[];
}

export interface Taxonomy {
  /** Stated with the results, so that those of two taxonomies can be told apart. */
  version: string;
  dimensions: readonly Dimension[];
}

const values = (entries: Readonly<Record<string, string>>): TaxonomyValue[] =>
  Object.entries(entries).map(([value, description]) => ({ value, description }));

/** The hook is what happens in the first three seconds: the time that a 3-second view takes. */
export const HOOK_SECONDS = 3;

export const TAXONOMY: Taxonomy = {
  version: 'creo-2',
  dimensions: [
    {
      key: 'hook',
      untilSeconds: HOOK_SECONDS,
      values: values({
        question: 'a person asks the viewer a question, with a question mark in large text on the screen',
        'bold-claim': 'large bold text on the screen makes a surprising claim',
        problem: 'a frustrated person struggles with an everyday problem',
        'before-after': 'a comparison of before and after, side by side',
        testimonial: 'a happy customer talks about a product they use',
        curiosity: 'something hidden or covered that is about to be revealed',
        'product-demo': 'a close view of a product while it is being used',
        unboxing: 'hands open a cardboard box or a package',
        list: 'a numbered list on the screen',
        challenge: 'a person takes on a challenge or a dare',
        story: 'a person tells a personal story to the camera',
        'pattern-interrupt': 'something strange, sudden or shocking happens',
        'hot-take': 'a person argues an opinion with strong gestures',
        offer: 'a discount, a sale price or a percentage off on the screen',
        pov: 'a first-person view of what somebody is doing',
        callout: 'a person points at the viewer and addresses a group of people by name',
        urgency: 'a countdown, a timer or the words last chance on the screen',
        'how-to': 'a person shows the steps of how to do something',
      }),
    },
    {
      key: 'emotion',
      untilSeconds: null,
      values: values({
        joy: 'a smiling, laughing, happy person',
        excitement: 'an excited person who celebrates with raised arms',
        surprise: 'an astonished person with open mouth and wide eyes',
        curiosity: 'a person who looks closely at something with interest',
        trust: 'a calm, serious expert who explains something',
        desire: 'a beautiful, luxurious, tempting product',
        fear: 'a frightened, worried person',
        frustration: 'an angry, annoyed person',
        sadness: 'a sad, crying person',
        calm: 'a peaceful, relaxing, quiet scene',
      }),
    },
    {
      key: 'format',
      untilSeconds: null,
      values: values({
        'talking-head': 'one person talks to the camera, head and shoulders',
        'voiceover-broll': 'scenes from everyday life without anybody talking to the camera',
        unboxing: 'hands take a product out of its box',
        'product-demo': 'a demonstration of how a product works',
        tutorial: 'step-by-step instructions with numbered steps',
        testimonial: 'a customer review with a quotation and stars',
        'before-after': 'two pictures side by side that show before and after',
        'day-in-the-life': 'a vlog of somebody going through their day',
        'street-interview': 'a person with a microphone interviews people in the street',
        skit: 'actors play a funny scene',
        reaction: 'a person watches and reacts to another video in a small window',
        'green-screen': 'a person cut out in front of a screenshot',
        'split-screen': 'the screen is split into two videos',
        slideshow: 'a slideshow of still photographs',
        'screen-recording': 'a recording of a phone or computer screen that shows an app',
        gameplay: 'the screen of a video game while it is played',
        animation: 'an animated cartoon or a motion graphic',
        'text-on-screen': 'large moving text on a plain background',
        'product-close-up': 'a studio close-up of a product on a plain background',
      }),
    },
    {
      key: 'talent',
      untilSeconds: null,
      values: values({
        'one-person': 'a single person',
        'several-people': 'a group of people',
        'hands-only': "only a person's hands, no face",
        nobody: 'a picture without any people',
        animal: 'an animal or a pet',
        'drawn-character': 'a cartoon or computer-generated character',
      }),
    },
  ],
};

/** What a picture shows that is none of the values: they must beat these. */
export const NEUTRAL = ['an advertisement', 'a video frame', 'a picture'];

/**
 * A taxonomy from the JSON of a user's file: `{ version, dimensions: [{ key, untilSeconds?, values: [{ value,
 * description }] }] }`. Throws UserError BAD_TAXONOMY, which names the place.
 */
export function parseTaxonomy(json: string, file: string): Taxonomy {
  const wrong = (what: string): UserError =>
    new UserError('BAD_TAXONOMY', `${file}: ${what}`, 'See `creo analyze --help` for the shape of the file');
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch (thrown) {
    throw new UserError('BAD_TAXONOMY', `${file} is not JSON`, 'Check its commas and quotes', { cause: thrown });
  }
  const dimensions = member(parsed, 'dimensions');
  if (!Array.isArray(dimensions) || dimensions.length === 0) throw wrong('it has no list of dimensions');
  return {
    version: String(member(parsed, 'version') ?? file),
    dimensions: dimensions.map((dimension: unknown, place) => {
      const key = member(dimension, 'key');
      const untilSeconds = member(dimension, 'untilSeconds') ?? null;
      const list = member(dimension, 'values');
      if (typeof key !== 'string' || key === '') throw wrong(`dimension ${place + 1} has no key`);
      if (untilSeconds !== null && typeof untilSeconds !== 'number') throw wrong(`untilSeconds of ${key} is no number`);
      if (!Array.isArray(list) || list.length < 2) throw wrong(`${key} needs two values or more`);
      return {
        key,
        untilSeconds,
        values: list.map((entry: unknown) => {
          const value = member(entry, 'value');
          const description = member(entry, 'description');
          if (typeof value !== 'string' || value === '') throw wrong(`a value of ${key} has no name`);
          if (typeof description !== 'string' || description === '') throw wrong(`${key} ${value} has no description`);
          return { value, description };
        }),
      };
    }),
  };
}

const member = (object: unknown, key: string): unknown =>
  typeof object === 'object' && object !== null ? Reflect.get(object, key) : undefined;
