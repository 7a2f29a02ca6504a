#!/bin/sh
# fluent-ffmpeg 2.1.3: outputOptions and inputOptions take a list, and the documentation shows "-option value" as one element
# that is split for you. An element with exactly one space is split wherever it stands and whatever it begins with, so a value
# of two words becomes two arguments while one of three words stays whole. ffmpeg takes the second word for another output
# file: "title=Spring sale.mp4" writes a file sale.mp4 with the title "Spring", and the file that was asked for has no title;
# both end well. Separate arguments (no list) are never split.
#
# Seen: "list, two words: title=Spring | sale", "list, three words: title=Big spring sale", "separate: title=Spring sale", and
# with ffmpeg of 2018 "written: asked.mp4 sale.mp4". Exits 1 when this changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts fluent-ffmpeg@2.1.3 @ffmpeg-installer/linux-x64@4.1.0 >/dev/null 2>&1
ffmpeg=$folder/node_modules/@ffmpeg-installer/linux-x64/ffmpeg
chmod u+x "$ffmpeg"
cat > split.mjs <<'JS'
import ffmpeg from 'fluent-ffmpeg';

const titles = (command) => command._getArguments().slice(3).join(' | ');
console.log(`list, two words: ${titles(ffmpeg('a.mp4').outputOptions(['-metadata', 'title=Spring sale']))}`);
console.log(`list, three words: ${titles(ffmpeg('a.mp4').outputOptions(['-metadata', 'title=Big spring sale']))}`);
console.log(`separate: ${titles(ffmpeg('a.mp4').outputOptions('-metadata', 'title=Spring sale'))}`);
await new Promise((resolve, reject) => {
  ffmpeg('testsrc2=s=64x64:d=1')
    .setFfmpegPath(process.argv[2])
    .inputFormat('lavfi')
    .outputOptions(['-c:v', 'libx264', '-metadata', 'title=Spring sale.mp4'])
    .on('end', resolve)
    .on('error', reject)
    .save('asked.mp4');
});
JS
node split.mjs "$ffmpeg" > seen 2> /dev/null
echo "written: $(echo *.mp4)" >> seen
cat seen
grep -q '^list, two words: title=Spring | sale$' seen
grep -q '^list, three words: title=Big spring sale$' seen
grep -q '^separate: title=Spring sale$' seen
grep -q '^written: asked.mp4 sale.mp4$' seen
