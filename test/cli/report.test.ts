/** `creo report` in a real Chromium: complete, self-contained, equal to `--json`, at every width, light, dark and in print. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { openPage } from '../helpers/browser.js';
import { makeClip } from '../helpers/clips.js';
import { creoJson, emptyFolder, runCreo } from '../helpers/run-creo.js';
import { sampleExport, sampleStore } from '../helpers/sample-store.js';
