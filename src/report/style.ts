/** The page's style: one column, the system's fonts, light and dark by the reader's setting, and a plain print. */
export const STYLE = `
:root{color-scheme:light dark;--ink:#16181d;--muted:#5c6370;--line:#e3e6eb;--paper:#fff;--card:#f7f8fa;--accent:#2457c5;--good:#0a7a4b;
--c1:#0072b2;--c2:#d55e00;--c3:#009e73;--c4:#a8387f;--c5:#b07d00;--c6:#3a8fc4;--c7:#7a5c3e;--c8:#555}
@media (prefers-color-scheme:dark){:root{--ink:#eceef2;--muted:#a2a9b6;--line:#343a45;--paper:#14161a;--card:#1d2026;--accent:#86aaff;--good:#4fd39a;
--c1:#56b4e9;--c2:#ff8a3d;--c3:#2fd3a5;--c4:#e08bbf;--c5:#f0c030;--c6:#8fc8ee;--c7:#c9a57e;--c8:#bbb}}
*{box-sizing:border-box}
body{margin:0 auto;padding:2.5rem 1.25rem 4rem;max-width:75rem;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
h1{font-size:clamp(1.6rem,4vw,2.3rem);line-height:1.15;margin:.2rem 0 .6rem;overflow-wrap:anywhere}
h2{font-size:1.35rem;margin:2.8rem 0 .6rem}
h3{font-size:1.05rem;margin:0 0 .3rem;overflow-wrap:anywhere}
p{margin:.4rem 0 .8rem;max-width:50rem}
.kicker,.muted,small,.raw{color:var(--muted)}
.kicker{margin:0;font-size:.9rem}
.verdict{font-size:1.2rem;line-height:1.4;border-left:4px solid var(--accent);padding-left:.9rem}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(7.5rem,1fr));gap:.6rem;margin:1.2rem 0 0}
.tiles div{background:var(--card);border:1px solid var(--line);border-radius:.6rem;padding:.6rem .8rem}
.tiles dt{font-size:.8rem;color:var(--muted)}
.tiles dd{margin:0;font-size:1.25rem;font-weight:600;font-variant-numeric:tabular-nums}
.scroll{overflow-x:auto;border:1px solid var(--line);border-radius:.6rem}
.scroll:focus-visible,button:focus-visible,a:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
table{border-collapse:collapse;width:100%;font-size:.86rem;font-variant-numeric:tabular-nums}
th,td{padding:.45rem .55rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:middle}
tbody tr:last-child>*{border-bottom:0}
thead th{background:var(--card);font-weight:600;white-space:nowrap;font-size:.82rem}
tbody th{font-weight:600;min-width:12rem;max-width:20rem;overflow-wrap:break-word}
.number{text-align:right;white-space:nowrap}
td.text{min-width:6rem;max-width:26rem}
td.text:last-child{min-width:13rem}
.interval{color:var(--muted);font-size:.85em}td .interval{display:block}
thead button{all:unset;cursor:pointer;font:inherit}
thead button::after{content:" ↕";color:var(--muted)}
th[aria-sort=descending] button::after{content:" ↓";color:var(--accent)}
th[aria-sort=ascending] button::after{content:" ↑";color:var(--accent)}
.bar{display:block;height:.35rem;border-radius:.2rem;background:var(--color);width:var(--share);min-width:2px;margin-left:auto}
.who{display:flex;align-items:center;gap:.5rem;border-left:4px solid var(--color);padding-left:.5rem}
.who img{width:1.6rem;height:2.6rem;object-fit:cover;border-radius:.2rem;flex:none}
.chart{width:100%;height:auto;display:block}
figure{margin:.5rem 0 1.2rem;overflow-x:auto}
.intervals .narrow{display:none}
.map{border:1px solid var(--line);border-radius:.6rem;background:var(--card)}
.map .chart{min-width:46rem}
.sparkline{display:block;width:6rem;height:1.5rem;fill:none;stroke:var(--accent);stroke-width:1.5;stroke-linejoin:round}
.clusters{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,26rem),1fr));gap:1rem}
.cluster{border:1px solid var(--line);border-top:5px solid var(--color);border-radius:.6rem;padding:1rem;background:var(--card)}
.badge{font-size:.75rem;font-weight:600;color:var(--good);border:1px solid var(--good);border-radius:1rem;padding:.05rem .5rem;white-space:nowrap}
.rates b{font-weight:600;color:var(--muted);margin-left:.6rem;font-size:.85rem}
.rates b:first-child{margin-left:0}
.sheet{list-style:none;margin:.8rem 0 0;padding:0;display:grid;grid-template-columns:repeat(auto-fill,minmax(7.5rem,1fr));gap:.8rem}
.sheet li{font-size:.8rem;min-width:0}
.sheet .name,.sheet .muted{display:block;overflow-wrap:anywhere}
.frames{border-radius:.4rem;overflow:hidden}
.frames img{width:100%;object-fit:cover;display:block}
.frames .hook{aspect-ratio:4/5}
.preview{all:unset;display:block;position:relative;cursor:pointer}
.preview video{width:100%;object-fit:cover;display:block}
.preview::after{content:"▶";position:absolute;right:.35rem;bottom:.3rem;padding:.1rem .4rem;border-radius:1rem;background:#000a;color:#fff;font-size:.7rem}
.preview[aria-pressed=true]::after{content:"■"}
.later{display:grid;grid-template-columns:repeat(var(--n),1fr);gap:2px;margin-top:2px}
.later img{height:3.8rem}
.says{display:block;font-style:italic;overflow-wrap:anywhere;margin:.1rem 0}
.filter select{font:inherit;color:inherit;background:var(--card);border:1px solid var(--muted);border-radius:.4rem;padding:.2rem .4rem;max-width:100%}
.filter output{color:var(--muted)}
.no-media{aspect-ratio:4/5;display:grid;place-items:center;color:var(--muted);background:var(--card)}
#split thead th{white-space:normal;vertical-align:bottom}
#split th,#split td{padding-inline:.4rem}
.why{display:block;font-weight:400;max-width:24rem}
@media (min-width:58rem){.cluster:last-child:nth-child(odd){grid-column:1/-1}}
@media screen{#creatives .scroll{content-visibility:auto;contain-intrinsic-size:auto 60rem}}
.stop{padding-left:1.1rem}
.note{border-left:4px solid var(--c5);padding-left:.8rem}
.skip{position:absolute;left:-99rem}
.skip:focus{left:1rem;top:.5rem;background:var(--paper);padding:.4rem .8rem}
@media (max-width:40rem){.intervals .wide{display:none}.intervals .narrow{display:block}body{padding:1.2rem .9rem 3rem}th,td{padding:.4rem .5rem}.sheet{grid-template-columns:repeat(3,1fr)}}
@media print{:root{color-scheme:light;--ink:#000;--muted:#444;--line:#ccc;--paper:#fff;--card:#fff;--accent:#2457c5;--good:#0a7a4b;
--c1:#0072b2;--c2:#d55e00;--c3:#009e73;--c4:#a8387f;--c5:#b07d00;--c6:#3a8fc4;--c7:#7a5c3e;--c8:#555}
body{max-width:none;padding:0;font-size:11px}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
.scroll,figure{overflow:visible}.preview::after{display:none}.map .chart{min-width:0}.filter{display:none}table{font-size:9px}th,td{padding:.15rem .2rem}thead th,.number{white-space:normal}thead th,td.text{hyphens:auto}tbody th{min-width:6rem}td.text,td.text:last-child{min-width:0}#split table{font-size:8px}#split th,#split td{padding-inline:.2rem}.tiles{grid-template-columns:repeat(auto-fit,minmax(6rem,1fr));gap:.4rem}.tiles div{padding:.4rem .5rem}.tiles dd{font-size:.8rem}tr,.cluster,figure,.tiles{break-inside:avoid}h2,h3{break-after:avoid}.skip{display:none}thead button::after{content:""}}
`;
