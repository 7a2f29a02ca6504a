#!/bin/sh
# ffmpeg (tried: @ffmpeg-installer/linux-x64 4.1.0, a build of 2018; Debian's 5.1.9 does the same): in an H.264 clip with open
# groups of pictures, `-noaccurate_seek -ss T` with `-skip_frame nokey` is known as "the key frame at or before T". The
# demuxer does seek to it, but the decoder passes over the first key frames after a seek: what comes out is from seconds
# AFTER T, for every T but 0, with no message; the container's key flags and index say that a key frame was at 5 s.
# And its time, printed by showinfo, is a few frames early, since a frame decoded alone gets the packet's decoding time.
#
# Seen: "sought 7.9 s: a frame of 14 to 15 s". Exits 1 when this changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @ffmpeg-installer/linux-x64@4.1.0 >/dev/null 2>&1
ffmpeg=$folder/node_modules/@ffmpeg-installer/linux-x64/ffmpeg
chmod u+x "$ffmpeg"
"$ffmpeg" -v error -f lavfi -i testsrc2=s=180x320:r=10 -t 40 -c:v libx264 -preset veryfast -pix_fmt yuv420p \
  -x264-params open-gop=1:keyint=50:min-keyint=50:bframes=3:scenecut=0 clip.mp4
after=$("$ffmpeg" -hide_banner -nostdin -skip_frame nokey -noaccurate_seek -ss 7.9 -i clip.mp4 -vf showinfo \
  -frames:v 1 -f null - 2>&1 | sed -n 's/.*pts_time: *\([-0-9.]*\).*/\1/p' | head -1)
echo "$after" | awk '{ at = 7.9 + $1; print "sought 7.9 s: " (at >= 14 && at <= 15.05 ? "a frame of 14 to 15 s" : "a frame of " at " s") }' > seen
cat seen
grep -q '^sought 7.9 s: a frame of 14 to 15 s$' seen
