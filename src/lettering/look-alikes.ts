/**
 * Whether Latin letters are look-alikes of Cyrillic ones, by which follow which: "ckидka" for a discount has a capital or a
 * digit amid a word, and pairs that no language in Latin letters has. The table was counted on 1,600 lines of Russian words
 * (hunspell-ru) as PP-OCRv4 writes them in six fonts, and on 6,000 lines of English, Spanish, German, French and Portuguese
 * words (Debian's word lists), a third of the words of each the language's commonest.
 */

/** Row and column of a sign in the table: letters, any digit, a letter of another alphabet, anything else. */
const SIGNS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0^ ';

/** A sign of the table is the log-odds of a pair, in tenths, from 40 below `N` to 40 above. Row: the first of the pair. */
const ZERO = 78;
const TENTHS = 10;

const PAIRS: readonly string[] = [
  'H&K&b&&&&&U)&EOV&3&+?&TbJ&vvv=R:2vvvvvvvv_(&&vvUvvg(vvU',
  "&Qo&6&&+?&vO&l,q&&&&**&R&&vvv)v'&vv`v2vsTK&&&vCBvbT&vvu",
  'KvQ&H&*&&*8&@v;d&&&<:?Rgc&vvv?T<3vvvvHg`v`*&3vvWgvi*vvY',
  'Dfb&9P&E(*vHB\\@v`@&A=2KvcVvvvvvtlvvvvvvvvvbHkvvvvvvbvvL',
  '&BR&D&&A>&Q/:EMh&2&/T&LZR&vvv@U>5vvvvvvvvv,&4vZvvvv,vhN',
  'Fdv:D&7n&WV1nv;_U4&/5mvvvKvvvlvjavvvvuvvvvX=`vvvvvvXvvT',
  '?vv52&&&&S>1.E9vP+&/2h@vvFvvvhve\\vvvvqvvvvS9\\vvvvvvSvvW',
  'Dvm&6-&V&@l&&aTv>&&&QUAv)&vvvUjRIvvvv^vvvv@&Ivomvvv@vv[',
  "(9[&&&&'WCa&&<&-&J&IbQv&F&vvvYnVMvvvvavvvvD*MvsqvvvDvAb",
  '7vr(<3E\\XEqg\\s9vCc&T4[nvv8vvvZoWOvvvvcvvvvE+NvtrvvvEvvv',
  'amX&7&+A&*)&ANGv(&&&&@Sh_&crg@U=4vfvvIhava+&4jZXhvj+vvV',
  '&H&&@&&&&5&&&c;=3,&:&S^v&&vvrJvG?vvvvSrvul5&>vdbsvt5vvg',
  'EYm&U&@6&@l5&@E&=7&&&Uhv(3vvvUjRIvvvv^vvvv@&Ivomvvv@vvR',
  'KnE&Q&&&>&=&?OIr&?&&N2[+g&vvv>v;2vvvvGvvvv)&2vvvvvv)vvO',
  'AFY&I&&Q&&W57GN\\&F&&>&KvP&vvvBW?6vvvvKvclc-&6vvZvvv-vgK',
  "Kvv&N&&&&&I&&vK8&A&&H2vvv&vvv2G/'vviv;vvvT&&&vvJvv\\&vvV",
  'vvt*s5H^ZGsi^uqvEe&V&]pvv;vvv\\qYQvvvvevvvvG-PvvuvvvGvvv',
  'L1K&I&&c&8&&&VOs&D&&&&&;e&vvuMcKBvvvvVvvvv9&Bvvfvvv9vvF',
  'OgBLG&&31&FJ:cJO&v&&DvXvi\\vvvvvvsvvvvvvvvviOrvvvvvvivvC',
  "Mv?*S&H&&Gs,'\\&DE&&&&])vX&vvv\\rZQvvvvevvvvH-QvvuvvvHvvD",
  'TGB&W&&GE&Z&&HSN&8&&v&Y]i&ivvF[C:vvvvNvvpg1&:vv^nvv1vbL',
  "+vv&F.@W&@lbWn'v>J&O/Vivv4vvvUjRJvvvv^vvvv@&Ivomvvv@vvs",
  "Fv[&I&.&&.ZP&j&h,'&=vDWkk&fukCX@8vjvvLkvne.&7n][lvn.lv=",
  'T\\C&b&&&&&F;0v&E&8&&L/&vv&hvV/D,&vtfv8sPvP&&&YvGWgY&ju0',
  'NvM&G&&1&&vC;W8`&h&_v&vvv&vvv/p,&vvvv8vvvv&&&vIHvvv&vvA',
  'Dvv4@?Rh&QvGhv;vOp&+6g:vv&vvvfvd[vvvvovvvvR7[vvvvvvRvvJ',
  'vaH&v&&52&v@FSoX&Q&&G&v\\v&vYN&v&&cGvY1H?`X&&&N4&vED&vvY',
  '_v=&L&&&&&<&&qTv&&&&G&vMv&HLvkA&&\\Jbv-vvIv&&&KLvvvr&vvv',
  'Avg&^&&&&&F&1v9v&I&a@0Cvv&SvVv@,&E:vOYvvCt&&&b<GvvJ&vv_',
  "8vn&@.AW&AmcXo5v?:&P&Vjvv4,vv&&S&vXvI&vv2vA&&v'nvvvAvvY",
  '[Yh&X&-v&,Y&&SVf*_&&8&U&v&U_Z&L&&nP\\R&T6Zd&&&X&&Ne^&vvN',
  'Mvp&F0CY/Bo-Yq0v@0&R4Xkvv6;vvX/&Lv8vv&vvPvC&&A*p?ve&vvQ',
  'Fvv,B7J`+Iu3`PAvG:&X<_rvv=Rvv^)\\&Ojvv&v@FvJ&&U3vvvvJvvG',
  'Rvv&W&&&I&kfmvHv&n&&Ft5vv&=]vk7,uv@Gv-bWKv&&&SFnvvM&vvX',
  'vvv&v&&2p&G&=Ivv&&&?uvvvv&M]B9>0&rvv`(FL[C&&&IFIvvv&vv[',
  'Gv8&[&&&&&7-&9&E&)&&)&4Hs&<RH&A&&v_Wv)evMB&&&K&8IXv&qvT',
  ']k7&v&&&&&t&dvvv&&&&p&3Hv&P.v&2&&v>vv.tCvv&&&F4vHX2&Iv\\',
  'Mve&^&9O&8dZOQ*r6W&G_Navu,7b6&H&&bLv:&MrLo9&&BR&vv&9vvC',
  '[vv&Y&&v&&v;0vNv&8&)C/BWQ&@EP/C,&v9fvnHoI&&&&Y8GvgC&vvM',
  '<vv&_&v72&vB7v6v&v&/T6I^v&KdO&B&&s=vX&vV?V&&&ESWVvv&vvS',
  'Fvv&i&&v*&v9SVAe&R&lv&vvv&YXV&I.&qS_e5M6@P&&&X,&RQU&vvN',
  'MvM&C&&7&&L&7s&Z&&&/J6I]v&Tvv5M2*U>lv&vvQ&&&&GJvvvX&vvo',
  "svr'p2E[XEqf[sovBc&T'Zmvv8avvZoWNvvvvcvvvvE+Nv&rvvvEvvv",
  '_vvAML_CK_vvuv[v]v;nYtNvvRC[Q.4F&nFv[:KOKm&&&TD=UvI&vvN',
  'LvD/F:M.&L9n3MHHJk(&7b5vG@9i6a]&&H=vS)Av@7&2&Q06JvsMvv0',
  ']vv&b&&9&&v9.vOv&/&&P-@Tv&Aa[`7)&L:cv&vT]]&&3:DvEvD&vvD',
  "vvv&s&&>;'T.?=Qg&m&7v=Ped&TdU&&&&eLtl/P1P&(&8`WUvWv(vvL",
  "*lV&(&)@&)UK@W&c'G&8O?Rff&&pv>=;3v&uvGf_'v)&2iXWgv8)vvq",
  'Mvv&`&&&&&v;0vaS&&&(v/BVv&3vV.E&&6Evv7vvMP&&&vvvvfv&vvA',
  'ek7&f&&&&&6,&f4v&(&&d&3Gt&gv&&<&&^Fvv(vsM<&&&]o7vW&&HvU',
  'UZv&k&&.*&C9.]&Q&6&l=-pTT&>vv&N&&vXcv&GI4E&&Vv&Evvv&nvL',
  "svr'O2E[XEqf[sovBc&TPZmvv8CvvZ5WNvHvvcvvvvE+Nd*rCvvEvvG",
  'vvv&v&j/]&v:vvvv&v&ov.vvv&vvv.v+&vvvv6vvvv&&&vvFvvv&FvF',
  '`**&-&&&A&)&&des&O&C\\&&te&iv[&W&&v8vvQopij&&&vcrpJ_&vvg',
  'D=G&6&&5&&N&8VLL&C&/8&&i[&Q^S&3(&dJ]i=U@_J&&&T0&KvY&XvW',
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
