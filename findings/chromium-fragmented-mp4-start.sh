#!/bin/sh
# ffmpeg's fragmented MP4 (-movflags frag_keyframe+empty_moov, the way to write MP4 into a pipe; tried: @ffmpeg-installer/linux-x64
# 4.1.0, a build of 2018) meets Chromium (tried: Debian's 156.0.8078.108). x264's B-frames, which are on by default, put the first
# picture two frames after the start. A file with an index takes that back by an edit list; an empty moov is written before the
# delay is known and has none, and Chromium believes it: seekable.start(0) says 0, but currentTime is 0.133 once the clip has
# loaded, and setting it to 0 ends there again. A player that waits for the start, or compares with 0, waits for ever.
#
# Needs Debian's chromium. Seen: "fragments, B-frames: 0.133 of 3.067, from 0", "fragments: 0 of 3, from 0",
# "index, B-frames: 0 of 3, from 0". Exits 1 when this changes.
set -eu
command -v chromium >/dev/null || { echo 'needs Debian'"'"'s chromium'; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts playwright-core@1.65.1 @ffmpeg-installer/linux-x64@4.1.0 >/dev/null 2>&1
ffmpeg=$folder/node_modules/@ffmpeg-installer/linux-x64/ffmpeg
chmod u+x "$ffmpeg"
clip() {
  "$ffmpeg" -v error -f lavfi -i testsrc2=s=120x160:r=15 -t 3 -c:v libx264 -bf "$1" -pix_fmt yuv420p -movflags "$2" "$3"
}
clip 3 frag_keyframe+empty_moov+default_base_moof fragments-b.mp4
clip 0 frag_keyframe+empty_moov+default_base_moof fragments.mp4
clip 3 faststart index-b.mp4
cat > start.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';

const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
});
const page = await browser.newPage();
const CLIPS = { 'fragments, B-frames': 'fragments-b', fragments: 'fragments', 'index, B-frames': 'index-b' };
for (const [name, file] of Object.entries(CLIPS)) {
  const uri = `data:video/mp4;base64,${readFileSync(`${file}.mp4`).toString('base64')}`;
  const seen = await page.evaluate(async (source) => {
    const video = document.createElement('video');
    const once = (event) => new Promise((resolve) => video.addEventListener(event, resolve, { once: true }));
    video.src = source;
    await once('loadeddata');
    for (const moment of [1, 0]) {
      video.currentTime = moment;
      await once('seeked');
    }
    return [video.currentTime, video.duration, video.seekable.start(0)].map((value) => Number(value.toFixed(3)));
  }, uri);
  console.log(`${name}: ${seen[0]} of ${seen[1]}, from ${seen[2]}`);
}
await browser.close();
JS
timeout 60 node start.mjs > seen
cat seen
grep -q '^fragments, B-frames: 0.133 of 3.067, from 0$' seen
grep -q '^fragments: 0 of 3, from 0$' seen
grep -q '^index, B-frames: 0 of 3, from 0$' seen
