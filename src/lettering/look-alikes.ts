/**
 * Whether Latin letters are look-alikes of others, by which follow which: "CKИAKa", as a discount in Cyrillic comes out, has
 * capitals and digits amid words, and pairs that no language in Latin letters has. The table was counted on lines as PP-OCRv4
 * writes them in six fonts: 1,600 of Russian words (hunspell-ru), 500 in mirror writing, 250 Greek; against 6,000 lines of
 * English, Spanish, German, French and Portuguese words (Debian's word lists), a third of the words of each the language's
 * commonest, and a hundred brands, sizes and codes as ads have them.
 *
 * Measured on other lines, above 2: of Russian with 13 letters or more 100%, with 7 to 12 99%, with 4 to 6 90%; of mirror
 * writing 98, 91 and 90%; of Latin letters 0, 0 and 1%.
 */

/** Row and column of a sign in the table: letters, any digit, a letter of another alphabet, anything else. */
const SIGNS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0^ ';

/** A sign of the table is the log-odds of a pair, in tenths, from 40 below `N` to 40 above. Row: the first of the pair. */
const ZERO = 78;
const TENTHS = 10;

const PAIRS: readonly string[] = [
  "a=H&i&'&2&L62DUV&6&:B=R\\W&vvv@UB-vvvvvvvv_W&>vvvvvvIviT",
  '&Ah&6&&&B&7IF\\,RI&3&.&&OF&vvv-v0&vv`vsvLvov&+vnGv]U6vvn',
  'JvR.FH>&&S<&2r=v&.&:B][v\\7vv^&WE/vvvvMvvvaY(@vv[vvjKvvc',
  '&_6W)&&eC&;Sj^Lsi&GvP5nv5&vTsPeR=vEvvZrovog5NvhivvvYvvM',
  'FBQ&I&&71&Q0:EWh&6&7U:GOU&vvvDY&1vvvvvvvvc[)&vv]vvvMvvO',
  '@Nh7&&&)Kc=Cmn<Uv&RNFm8t2FsvuRgU?vvvv]uqvqi8Pvjkvvv[vvK',
  '/XrA&)&&Vl@M5cMvv&&3IvMvF&vvv[q^HvvvvfvvvvrAYvsuvvvdvvP',
  ':cr9&.5.&k6-,]O^v&&&Nu6vP&vvvZp]Gvvvvevvvvr@Yvstvvvdvv[',
  'J\\FO&5&&Z&ZMPIKNW@7L\\Uj[F<vvmv4L6vnvvTvvv)a/HvbvvvrSvv]',
  '&r]O+MCDRW^XTv(kvv@T&a`il;gujG\\I4vkvvQiene^,En_`lvoPvvn',
  "Z5f&7&&&NRO&&LWk+&&9Q\\(cZ6bpdAVD.tetvLd`v`X'?PY[gqiJvvN",
  'AR&P5&G&EXJF&YFTkUA@JL\\i>&vvjG]J4vvvvRjvof^-Ev_vvvoPvv_',
  '5K4_;+&&Q[&VBtB:4_RI[=vmO&OvnJ`M8vvvvUmirib0IrvdpvsTvvN',
  'Kb?&L&&&N&@MSTTsG;,1VRR&a&vvvvvA+vvvvIvvvvv&<vvXvovGvvL',
  'AIWFX5;;SFR>?GU[`<&IC[KSX&vvv?TB,vvvvJvvv&V&=vvvvvvHvnO',
  'LvYIM&0&8E[&VoO+v6&/MOYca(vvI4i6&vvgvsvvvSv&2vvMvdv=vvU',
  'UvREhB89gMSrvnvavD6J7WU^a1vk_<Q?)o`osG_[d[S&:dTVbldEvvv',
  'LCL&A&GY1&&&&UPj`?&G;&Vr_&vCvPfS=vvvv[vvveg6NvvvvvvYvvD',
  '.g&v;Z]&]t*jPf12)E>G&J4v>&Svv_taLvvvvivvvvvD.vvvvvvhvvE',
  'DfHiB&&&P\\6PJvUpv&FJIYhvH&lvnK`M&vvvvvmjvjb1IscdvvsTvvE',
  'XNCAM2&PB&b@,FhTk.4PvcYO^&vvvDZG2vvvvOvvvc\\*Ckv^vvvNviO',
  '@vTk5v:&GNUuvvNvZ&t.O)W`:2ula>s@+qbqtvv\\e\\U&veVWcnfGvvv',
  '>ivPE&<&,&[,[h[v\\&IMOvXav&`nb?UB,vdsvJbvv^V&=vXYvphHvvG',
  'Uv&?L&3&0GNlpvTN&>0&&Qv&G&WvY6L9&v[jvAYrvUM&4vvP\\g^?TvF',
  'G@R&W&&&<&YXATAWPV&&`vKZv(vvv3I6&vvvv>vvvRK&&vtMvvv=vv@',
  ':Vug6e3\\U7viHTUbvgC@.vEv[&vvv^taLvvvvivvvvvD]vvvvvvhvvB',
  'vMQ&v&&9Q&&&8QvT&I2J>&vvu&vUJ,e6*dNY^,B>^NQ&*PA8\\^P&vvX',
  'Yvm2N0&e&;A0jvEvF&&8DEvLv&FC]&<&&vN`X4v[MvA&&GGFvvH3UvX',
  '@vL>W;28&Fv&Cv:vR@&n@PNvm*QvM5>8vF>vV8r^BTL&?`<vvvM>YvZ',
  ";vn`)^TU.ioifr8vt1Qe6sBvNLN\\v&H&&vJB[&GpFt6&&Y'7QvBajvW",
  '\\c+&X&&&L&v&&OvY-I&Ll&\\=@8S^T&Y&&oKds<S1^f]&&WJFGU^&avQ',
  '=vk]B[QR1elWboMvq1Nv-onvvI3YIp+&&UWvXNQsTvl&&=&?vv8*QvQ',
  "OvvmEkabTuvGrvKvv<^rIvvvaYBiRBM<&ZIvh,VL]Kv&'Q4vWvUnvvH",
  'Rvv.^+&&>6v6fsHvBq&^I@pv_&A_vH;6&vFSj6S]Jv<&&NApLvJ.\\vO',
  'vvElv&q1vEvB2LvvP_&:vvvvv)N[<4@&&rvY]&HKSH=&&IPInfd&vvX',
  'Hv<.]+&&F6=[3a:cB\\&3+@>Gv&CTI&7(&uevveHvGD=&&b-qKvv/vvb',
  '\\rp*O(&&639.0SIv>3&ZJ=;tv&NIR&<&&v8vP&GEW\\9&&?JmEvT&@vR',
  'TvdV\\TJK*^e_[hHrjVG[1hgpcBK_4&L&&W7vg<0hJ8,&&IN&s<&&vvX',
  'UvG>X<2p&GvGDvRvR&/CTQOXU*IA]6F&&v0v9&=aK&M@&R>VvvJ&vvL',
  'DvvBT@67:JvKGv&vVu3GXvvvv.IpI&E&&`FKXMT\\Ck&&&GRXbXq&vvU',
  'eR]&r&-kaBv&uUviMW&s`&MRv&[aU0T-&s[e]2G8KT&&&X-6HcTRvvO',
  "DrPB<&6&&JQ&Gk-^V4&G&TS\\o.RovUT&'YDvv&TvSAQ&&OLv\\v\\CvvT",
  'ZlWIVG=>PRXROvZe]I&N&\\Zcf5bodAvC.vvtvKvvhvX&?v&Z:qiJvvi',
  'VvvvFsjAQvvvvvXvvugvWvvvvb9QH&.+&dSvV6EICLE&&J9?KvN;vvY',
  '@v6bf`V&1k5CJ^p@DbS//uvvINFE-)&&&B2O`\\6@:L&&&=&=Av</vv@',
  "\\vv9`7-<7AHB>uPvM9*vAKkSo&Cg]N9&&M>vi1ZcYgv&'KHvWvG&vvD",
  'vVvIvF=>OQv-8Avjvv:[TvYve5ZXT<>&&hE(iCJ;[H&&&\\U&vg\\&vvR',
  'EjvG&E;<&PV6vY&d[G8L8ZXa<3Evv&&A,vBrvIa^&bV&&vf&do_Hvvl',
  'Ivv;T9/&&DJDAvOqO&,@UNLUv(:as&G6&:DvZADrF&J&&VQLvcO<XvG',
  'jT?1m.&&C9@96iavEX&6<CAJt&Pv@(F+&b-vv&qjWB?&&<KBK&K1lvK',
  'Rvv9a6-.?AHm>o&4M`*>rKtvu&KaU&Q&&qWvv&J\\2EG&&v&JSvv&MvL',
  'EvdVCTJK9^e_\\vQrjVG[Sh/pJB3RqN&P&v6vv.KG;jv3Lb&8Gvv&vvQ',
  'vvvvvvJiavvvZvvvvvuvvvvHvvvvvCvu&evvWt]vavE&,vvvvvv7IvD',
  "e+Z&5&&&=&]Z&]lo\\7&>fg'0p&`vcLZ&&vOsv]`feP&&&nkdW>l&kvj",
  'BHE/B;7&8IP8@WSI5F1G<L>aX&NZQ&D7&aK^i9SF]CA&;V:@HeR@XvX',
];

/** Sum over the pairs of a text of ln(probability as look-alikes / probability as Latin): above 0 speaks for look-alikes. */
export function lookAlikeOdds(text: string): number {
  const signs = ` ${[...text].map(signOf).join('')} `.replace(/ +/g, ' ');
  let odds = 0;
  for (let i = 1; i < signs.length; i += 1) {
    const row = PAIRS[SIGNS.indexOf(signs[i - 1] ?? ' ')] ?? '';
    odds += (row.charCodeAt(SIGNS.indexOf(signs[i] ?? ' ')) - ZERO) / TENTHS;
  }
  return odds;
}

function signOf(letter: string): string {
  if (/\p{N}/u.test(letter)) return '0';
  if (!/\p{L}/u.test(letter)) return ' ';
  const [plain = ''] = letter.normalize('NFD');
  return /[a-zA-Z]/.test(plain) ? plain : '^';
}
