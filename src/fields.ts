/**
 * The vocabulary: every field that creo reports, with its title, unit and meaning, and the shape of what a command
 * returns. Keys are stable: they are the keys of `--json` and the heads of `--csv`.
 */

/**
 * How a raw value is meant, and so how it is shown:
 * `money` integer micros beside the row's or the table's currency; `rate` and `probability` fractions 0..1 (a rate may
 * exceed 1); `multiple` a ratio such as ROAS, shown as 2.35x; `exchange` units of a currency for one euro; `seconds`, `bytes`, `day`, `instant` as named.
 */
export type Unit =
  | 'text'
  /** Sentences and lists: broken over lines where a text would be cut. */
  | 'prose'
  | 'count'
  | 'number'
  | 'exchange'
  | 'money'
  | 'rate'
  | 'probability'
  | 'multiple'
  | 'seconds'
  | 'bytes'
  | 'day'
  | 'instant'
  | 'flag';

export interface Field {
  title: string;
  unit: Unit;
  meaning: string;
}

export const FIELDS = {
  // identity
  creative: { title: 'Creative', unit: 'text', meaning: 'Name of the creative' },
  creativeId: { title: 'Id', unit: 'text', meaning: 'Number of the creative in the store' },
  category: { title: 'Category', unit: 'text', meaning: 'Product category given with `add --category`' },
  status: {
    title: 'Status',
    unit: 'text',
    meaning: 'Of an added file: added, updated or same',
  },
  tags: { title: 'Tags', unit: 'text', meaning: 'Tags as key=value' },
  clusterId: { title: 'Cluster', unit: 'text', meaning: 'Number of the cluster in its run' },
  label: { title: 'Label', unit: 'text', meaning: 'What the members of a cluster share, in words' },
  size: { title: 'Size', unit: 'count', meaning: 'Creatives in the cluster' },
  bestCreative: { title: 'Best', unit: 'text', meaning: 'Member of the highest pooled rate' },
  centralCreative: { title: 'Typical', unit: 'text', meaning: 'Member nearest to the middle of the cluster' },
  central: { title: 'Typical', unit: 'flag', meaning: 'Whether it is nearest to the middle of its cluster' },
  otherClusterId: { title: 'Cluster', unit: 'text', meaning: 'Number of a cluster in the other run' },
  otherLabel: { title: 'Label', unit: 'text', meaning: 'Label of a cluster in the other run' },
  runId: { title: 'Run', unit: 'text', meaning: 'Number of a clustering run' },
  groupedBy: {
    title: 'By',
    unit: 'text',
    meaning: 'What creatives were grouped by: visual, patterns, hybrid or a tag',
  },
  algorithm: { title: 'Algorithm', unit: 'text', meaning: 'kmeans, dbscan, or tag where groups were given' },
  k: { title: 'k', unit: 'count', meaning: 'Number of clusters' },
  inUse: { title: 'In use', unit: 'flag', meaning: 'Whether the run pools the evidence of the answers' },
  silhouette: { title: 'Silhouette', unit: 'number', meaning: 'How far apart the clusters are: 1 far, 0 not at all' },
  seed: { title: 'Seed', unit: 'text', meaning: 'Start of the random numbers' },
  model: { title: 'Model', unit: 'text', meaning: 'Model whose vectors were compared' },
  createdAt: { title: 'Made', unit: 'instant', meaning: 'When it was made, UTC' },
  winner: { title: 'Winner', unit: 'flag', meaning: 'The cluster that is most likely the best' },
  probBest: { title: 'P(best)', unit: 'probability', meaning: 'Probability of having the highest rate of all' },
  lift: {
    title: 'Lift',
    unit: 'rate',
    meaning: 'Pooled rate against that of the others together: 25% is a quarter more',
  },
  liftLow: { title: 'low', unit: 'rate', meaning: 'Lower end of the interval of the lift' },
  liftHigh: { title: 'high', unit: 'rate', meaning: 'Upper end of the interval of the lift' },
  currency: { title: 'Currency', unit: 'text', meaning: 'ISO 4217 code of every amount beside it' },
  tag: { title: 'Tag', unit: 'text', meaning: 'Name of a tag' },
  tagValue: { title: 'Value', unit: 'text', meaning: 'Value of a tag' },
  source: {
    title: 'Set by',
    unit: 'text',
    meaning: 'Who set a tag: person, naming, words or detected; the first of these wins',
  },
  score: { title: 'Score', unit: 'probability', meaning: 'How sure a detection is' },
  atSeconds: { title: 'At', unit: 'seconds', meaning: 'The moment in the clip that speaks for a detection' },
  familyId: {
    title: 'Family',
    unit: 'text',
    meaning: 'Number of a family: creatives that share a body and differ in the opening',
  },
  openingId: { title: 'Opening', unit: 'text', meaning: 'Number of an opening, the same in every family' },
  hookName: { title: 'Hook', unit: 'text', meaning: 'Words of an opening, or a kind of hook' },
  families: { title: 'Families', unit: 'count', meaning: 'Families in which a hook stands beside others' },
  hook: { title: 'Hook', unit: 'text', meaning: 'Way in which the ad opens, such as question or list' },
  offer: {
    title: 'Offer',
    unit: 'text',
    meaning: 'What the ad offers: discount, price, free, bundle, code or giveaway',
  },
  cta: { title: 'CTA', unit: 'text', meaning: 'What the ad asks the viewer to do, such as buy, link or install' },
  says: { title: 'Says', unit: 'text', meaning: 'The words that the ad opens with, read on the screen or spoken' },
  line: { title: 'Line', unit: 'text', meaning: 'The words that speak for a tag' },
  foundBy: { title: 'Found by', unit: 'text', meaning: 'What found it: words, picture or both' },
  fit: {
    title: 'Fit',
    unit: 'probability',
    meaning: 'How well words fit a search, 1 where they stand there as they are',
  },
  medium: { title: 'Where', unit: 'text', meaning: 'Where words are found: screen, or spoken' },
  discount: { title: 'Off', unit: 'rate', meaning: 'Percentage that an offer names' },
  amountMicros: { title: 'Amount', unit: 'money', meaning: 'Amount of money that an offer names' },
  // ads
  platform: { title: 'Platform', unit: 'text', meaning: 'Where the ad ran' },
  account: { title: 'Account', unit: 'text', meaning: 'Ad account, where the export names it' },
  level: {
    title: 'Level',
    unit: 'text',
    meaning: 'What one row of the export stood for: ad, ad_group, campaign or account',
  },
  campaign: { title: 'Campaign', unit: 'text', meaning: 'Name of the campaign' },
  adGroup: { title: 'Ad group', unit: 'text', meaning: 'Name of the ad group (ad set on Meta)' },
  adName: { title: 'Ad', unit: 'text', meaning: 'Name of the ad on the platform' },
  dateStart: { title: 'From', unit: 'day', meaning: 'First day, as the platform gave it' },
  dateEnd: { title: 'To', unit: 'day', meaning: 'Last day, included' },
  // imports
  importId: { title: 'Import', unit: 'text', meaning: 'Number of the import, for `import undo`' },
  file: { title: 'File', unit: 'text', meaning: 'The imported file, and the entry or sheet in it' },
  language: { title: 'Lang.', unit: 'text', meaning: 'Language of the headers, ISO 639-1' },
  grain: { title: 'Grain', unit: 'text', meaning: 'day, or period for rows of several days' },
  rowsRead: { title: 'Rows', unit: 'count', meaning: 'Rows of data in the file, without totals and repeated headers' },
  rowsNew: { title: 'New', unit: 'count', meaning: 'Rows whose ad and days the store did not have' },
  rowsReplaced: {
    title: 'Replaced',
    unit: 'count',
    meaning: 'Rows that replaced older figures of the same ad and days',
  },
  rowsUnchanged: {
    title: 'Unchanged',
    unit: 'count',
    meaning: 'Rows that the store already had with the same figures',
  },
  outcome: {
    title: 'Outcome',
    unit: 'text',
    meaning: 'What became of a file that arrived: imported, known, rejected or waiting',
  },
  rowsSkipped: { title: 'Skipped', unit: 'count', meaning: 'Rows left out because something in them cannot be read' },
  role: { title: 'Is', unit: 'text', meaning: 'What a column of an export was taken for' },
  header: { title: 'Column', unit: 'text', meaning: 'Header of a column of an export' },
  importedAt: { title: 'Imported', unit: 'instant', meaning: 'When the file was imported' },
  undoneAt: { title: 'Undone', unit: 'instant', meaning: 'When the import was undone' },
  name: { title: 'Name', unit: 'text', meaning: 'Name under which a platform reported' },
  by: {
    title: 'By',
    unit: 'text',
    meaning: 'How a name was matched: exact, normalised, marks, size, similar or answer',
  },
  similarity: { title: 'Alike', unit: 'rate', meaning: 'How alike two names are, 0 to 1' },
  failsAt: { title: 'Fails at', unit: 'text', meaning: 'Field of the naming convention at which a name stops to fit' },
  // media
  media: { title: 'Media', unit: 'text', meaning: 'Kind and picture size of the file' },
  kind: { title: 'Kind', unit: 'text', meaning: 'video or image' },
  path: { title: 'File', unit: 'text', meaning: 'Where the media file was when it was added' },
  durationSeconds: { title: 'Length', unit: 'seconds', meaning: 'Length of the video' },
  width: { title: 'Width', unit: 'count', meaning: 'Picture width in pixels, as shown' },
  height: { title: 'Height', unit: 'count', meaning: 'Picture height in pixels, as shown' },
  fps: { title: 'fps', unit: 'number', meaning: 'Frames per second' },
  hasAudio: { title: 'Sound', unit: 'flag', meaning: 'Whether the file has a sound track' },
  sizeBytes: { title: 'Bytes', unit: 'bytes', meaning: 'Size of the file' },
  // vectors
  modelId: { title: 'Model', unit: 'text', meaning: 'The model and the precision of its weights' },
  readsText: {
    title: 'Text',
    unit: 'flag',
    meaning: 'Whether the model knows words, so that text can be searched for',
  },
  whole: { title: 'Whole', unit: 'flag', meaning: 'Whether the files are what their checksums say' },
  subject: { title: 'Subject', unit: 'text', meaning: 'One thing that the image network saw' },
  copies: { title: 'Edits of one another', unit: 'prose', meaning: 'Creatives that are edits of the same footage' },
  frames: { title: 'Frames', unit: 'count', meaning: 'Frames that were looked at' },
  subjects: {
    title: 'Subjects',
    unit: 'text',
    meaning: 'What the image network saw, surest first',
  },
  // patterns
  shots: { title: 'Shots', unit: 'count', meaning: 'Number of shots' },
  firstCutSeconds: { title: 'First cut', unit: 'seconds', meaning: 'When the first shot ends' },
  meanShotSeconds: { title: 'Mean shot', unit: 'seconds', meaning: 'Length / shots' },
  densestShots: { title: 'Shots in 5 s', unit: 'count', meaning: 'Most shots that are seen within any five seconds' },
  pace: {
    title: 'Pace',
    unit: 'text',
    meaning: 'fast: mean shot below 2 s or quick pacing; slow: above 4 s; else medium',
  },
  dynamicStart: {
    title: 'Dynamic start',
    unit: 'flag',
    meaning: "Google's ABCD: the first shot changes in less than 3 s",
  },
  quickPacing: { title: 'Quick', unit: 'flag', meaning: "Google's ABCD: five or more shots within some five seconds" },
  motion: { title: 'Motion', unit: 'rate', meaning: 'Mean change of the light in a tenth of a second within a shot' },
  brightness: { title: 'Light', unit: 'rate', meaning: 'Mean luma' },
  saturation: { title: 'Saturation', unit: 'rate', meaning: 'Mean saturation' },
  textArea: { title: 'Text', unit: 'rate', meaning: 'Share of the picture that looks like lettering' },
  loudnessLufs: { title: 'LUFS', unit: 'number', meaning: 'Integrated loudness of the mono mix (ITU-R BS.1770)' },
  silence: { title: 'Silence', unit: 'rate', meaning: 'Share of the time below -50 dBFS' },
  voiceScore: {
    title: 'Voice',
    unit: 'probability',
    meaning: 'How much the sound is like a voice; from 0.5 on it counts as one',
  },
  beatScore: { title: 'Beat', unit: 'probability', meaning: 'How steady the beat is; from 0.5 on it counts as one' },
  beatsPerMinute: { title: 'BPM', unit: 'number', meaning: 'Beats a minute, where there is a steady beat' },
  speechShare: { title: 'Speech', unit: 'rate', meaning: 'Share of the time in which somebody speaks' },
  speechStartSeconds: { title: 'Talk from', unit: 'seconds', meaning: 'When somebody begins to speak' },
  talksAtOnce: { title: 'Talks at once', unit: 'flag', meaning: 'Whether somebody speaks within the first second' },
  faceShare: { title: 'Faces', unit: 'rate', meaning: 'Share of the frames looked at that show a face' },
  smileShare: { title: 'Smiles', unit: 'rate', meaning: 'Share of the faces large enough to tell that smile' },
  smileSeconds: { title: 'Smile at', unit: 'seconds', meaning: 'When the surest smile is seen' },
  mostFaces: { title: 'Most faces', unit: 'count', meaning: 'Most faces in one of those frames' },
  text: {
    title: 'On screen',
    unit: 'text',
    meaning: 'A line read on the screen; a dash where its letters were not read',
  },
  untilSeconds: { title: 'Until', unit: 'seconds', meaning: 'When the line was last seen, among the frames read' },
  textLanguage: {
    title: 'Letters',
    unit: 'text',
    meaning: 'Language (ISO 639-1) of the recogniser that wrote the line',
  },
  looks: { title: 'Looks', unit: 'text', meaning: 'What was measured, in words' },
  // counts and money
  impressions: { title: 'Impr.', unit: 'count', meaning: 'Times the ad was shown' },
  clicks: { title: 'Clicks', unit: 'count', meaning: 'Link or destination clicks where the platform tells them apart' },
  conversions: { title: 'Conv.', unit: 'number', meaning: 'Attributed conversions; may be fractional' },
  spendMicros: { title: 'Spend', unit: 'money', meaning: 'Cost of the delivery' },
  revenueMicros: { title: 'Revenue', unit: 'money', meaning: 'Value of the attributed conversions' },
  // rates
  ctr: { title: 'CTR', unit: 'rate', meaning: 'clicks / impressions' },
  cvr: { title: 'CVR', unit: 'rate', meaning: 'conversions / clicks; in decisions the pooled (posterior) rate' },
  cvrRaw: { title: 'CVR raw', unit: 'rate', meaning: 'conversions / clicks of this creative alone' },
  cvrLow: { title: 'CVR low', unit: 'rate', meaning: 'Lower end of the interval of the pooled CVR' },
  cvrHigh: { title: 'CVR high', unit: 'rate', meaning: 'Upper end of the interval of the pooled CVR' },
  ctrLow: { title: 'CTR low', unit: 'rate', meaning: 'Lower end of the interval of the pooled CTR' },
  ctrHigh: { title: 'CTR high', unit: 'rate', meaning: 'Upper end of the interval of the pooled CTR' },
  ctrExpected: { title: 'CTR exp.', unit: 'rate', meaning: 'CTR of the other days together' },
  ctrExpectedLow: { title: 'from', unit: 'rate', meaning: 'Lower end of the band of CTRs that chance explains (80%)' },
  ctrExpectedHigh: { title: 'to', unit: 'rate', meaning: 'Upper end of the band of CTRs that chance explains (80%)' },
  ctrMark: { title: 'CTR is', unit: 'text', meaning: 'Where the CTR of a day lies: below, within or above its band' },
  cvrExpected: { title: 'CVR exp.', unit: 'rate', meaning: 'CVR of the other days together' },
  cvrExpectedLow: { title: 'from', unit: 'rate', meaning: 'Lower end of the band of CVRs that chance explains (80%)' },
  cvrExpectedHigh: { title: 'to', unit: 'rate', meaning: 'Upper end of the band of CVRs that chance explains (80%)' },
  cvrMark: { title: 'CVR is', unit: 'text', meaning: 'Where the CVR of a day lies: below, within or above its band' },
  ageDays: { title: 'Days later', unit: 'count', meaning: 'Days from a day of delivery to the import that told of it' },
  knownShare: { title: 'Known', unit: 'rate', meaning: 'Share of the final conversions that is known by then' },
  knownShareLow: { title: 'from', unit: 'rate', meaning: 'Lower end of the interval of that share' },
  knownShareHigh: { title: 'to', unit: 'rate', meaning: 'Upper end of the interval of that share' },
  reimports: { title: 'Re-imports', unit: 'count', meaning: 'Days on which days were imported again that were known' },
  falseDiscovery: {
    title: 'False',
    unit: 'probability',
    meaning: 'Share of false findings to be borne when this counts as one (Benjamini-Hochberg)',
  },
  enough: {
    title: 'Enough',
    unit: 'flag',
    meaning: 'Whether there is enough evidence: the share of false findings is within the limit',
  },
  cpcMicros: { title: 'CPC', unit: 'money', meaning: 'spend / clicks' },
  cpaMicros: { title: 'CPA', unit: 'money', meaning: 'spend / conversions' },
  cpmMicros: { title: 'CPM', unit: 'money', meaning: '1000 x spend / impressions' },
  roas: { title: 'ROAS', unit: 'multiple', meaning: 'revenue / spend; in decisions the pooled (posterior) ratio' },
  roasRaw: { title: 'ROAS raw', unit: 'multiple', meaning: 'revenue / spend of this creative alone' },
  roasLow: { title: 'ROAS low', unit: 'multiple', meaning: 'Lower end of the interval of the pooled ROAS' },
  roasHigh: { title: 'ROAS high', unit: 'multiple', meaning: 'Upper end of the interval of the pooled ROAS' },
  hookRate: { title: 'Hook rate', unit: 'rate', meaning: 'Early plays (3 s on Meta, 2 s on TikTok) / impressions' },
  holdRate: {
    title: 'Hold rate',
    unit: 'rate',
    meaning: 'Long plays (ThruPlays on Meta, 6 s on TikTok) / early plays',
  },
  ctrSpendShare: {
    title: 'CTR of',
    unit: 'rate',
    meaning: 'Share of the spend whose rows know clicks and impressions',
  },
  cvrSpendShare: {
    title: 'CVR of',
    unit: 'rate',
    meaning: 'Share of the spend that the CVR rests on: rows that know conversions and clicks',
  },
  roasSpendShare: {
    title: 'ROAS of',
    unit: 'rate',
    meaning: 'Share of the spend that the ROAS rests on: rows that know their revenue',
  },
  hookRateSpendShare: {
    title: 'Hook rate of',
    unit: 'rate',
    meaning: 'Share of the spend that the hook rate rests on: rows that know early plays and impressions',
  },
  // what early figures tell
  early: { title: 'Early', unit: 'text', meaning: 'Figure of the first days of an ad' },
  correlation: {
    title: 'Corr.',
    unit: 'number',
    meaning: 'Rank correlation of the early figure with the later result, chance taken out of both: -1 to 1',
  },
  correlationLow: { title: 'from', unit: 'number', meaning: 'Lower end of the interval of the correlation' },
  correlationHigh: { title: 'to', unit: 'number', meaning: 'Upper end of the interval of the correlation' },
  correlationRaw: {
    title: 'Corr. raw',
    unit: 'number',
    meaning: "Spearman's rank correlation of what the reports say, chance included",
  },
  weighted: { title: 'By spend', unit: 'number', meaning: 'The correlation with ads counted by their later spend' },
  weightedLow: { title: 'from', unit: 'number', meaning: 'Lower end of the interval of that by spend' },
  weightedHigh: { title: 'to', unit: 'number', meaning: 'Upper end of the interval of that by spend' },
  adsNeeded: {
    title: 'Needs',
    unit: 'count',
    meaning:
      'Ads at which a correlation of 0.3 with the figure as it is seen would be found four times in five, at the least',
  },
  chance: { title: 'Chance', unit: 'probability', meaning: 'Probability of a relation at least as clear by chance' },
  earlyReliability: {
    title: 'Reliable',
    unit: 'probability',
    meaning: 'Share of the differences in the early figure that is not chance',
  },
  laterSpread: {
    title: 'Spread',
    unit: 'number',
    meaning: 'Standard deviation of the true later rates over their mean',
  },
  rankUnadjusted: { title: 'As shown', unit: 'count', meaning: 'Place among the creatives as each was delivered' },
  mixFactor: {
    title: 'By mix',
    unit: 'multiple',
    meaning: 'What its rate is multiplied by at the common mix of people and places; a dash where its mix is not known',
  },
  // decisions
  expectedLoss: {
    title: 'Exp. loss',
    unit: 'number',
    meaning: 'Rate to expect less than of the best when choosing it',
  },
  probAboveLine: {
    title: 'P(over line)',
    unit: 'probability',
    meaning: 'Probability of a CVR of the minimum, or a ROAS of break-even, and more',
  },
  plan: { title: 'Plan', unit: 'text', meaning: 'A way to spend the same budget' },
  funded: { title: 'Creatives', unit: 'count', meaning: 'How many creatives: with money, or of one reason for none' },
  allocatedMicros: { title: 'Spends', unit: 'money', meaning: 'What a plan spends' },
  expectedRevenueLowMicros: { title: 'low', unit: 'money', meaning: 'Lower end of the interval of the revenue' },
  expectedRevenueHighMicros: { title: 'high', unit: 'money', meaning: 'Upper end of the interval of the revenue' },
  expectedProfitMicros: {
    title: 'Exp. profit',
    unit: 'money',
    meaning: 'Expected revenue / break-even ROAS, less spend',
  },
  expectedConversions: { title: 'Exp. conv.', unit: 'number', meaning: 'Conversions to expect' },
  confidence: { title: 'P(earns back)', unit: 'probability', meaning: 'Probability that a plan earns its spend back' },
  marginalRoas: { title: 'Marg. ROAS', unit: 'multiple', meaning: 'Expected revenue of the next unit of money' },
  dailyBudgetMicros: { title: 'A day', unit: 'money', meaning: 'What a part of the budget is a day' },
  expectedRoas: {
    title: 'Exp. ROAS',
    unit: 'multiple',
    meaning: 'Expected revenue / spend at the planned spend; `roas` is at the tested one',
  },
  probProfitPlanned: {
    title: 'P(profit) planned',
    unit: 'probability',
    meaning: 'Probability that it earns its planned spend back; `probProfit` is at the tested one',
  },
  timesTested: {
    title: 'x test',
    unit: 'multiple',
    meaning: 'Planned spend / what its test spends in as many days',
  },
  beyondEvidenceMicros: {
    title: 'Beyond evidence',
    unit: 'money',
    meaning: 'Part of its budget beyond ten times the largest pace tested in the account',
  },
  firstDailyMicros: { title: 'Begin a day', unit: 'money', meaning: 'Spend a day to begin with: a step up' },
  lookAgainDays: {
    title: 'Look again',
    unit: 'number',
    meaning: 'Days of the first step after which results tell whether to raise it further',
  },
  lookAgainConversions: {
    title: 'Conv. by then',
    unit: 'number',
    meaning: 'Conversions to expect of the first step until then',
  },
  probProfitLow: { title: 'P(profit) from', unit: 'probability', meaning: 'Lowest of their probabilities of profit' },
  probProfitHigh: { title: 'to', unit: 'probability', meaning: 'Highest of their probabilities of profit' },
  binding: { title: 'Bound', unit: 'text', meaning: 'What keeps the amount from being larger or smaller' },
  elasticity: {
    title: 'Elasticity',
    unit: 'number',
    meaning: 'Revenue grows as spend to this power beyond the tested spend',
  },
  change: { title: 'Change', unit: 'number', meaning: 'Conversions more (or fewer) than reported' },
  movedMicros: { title: 'Moves', unit: 'money', meaning: 'Money that the changed plan spends elsewhere or not at all' },
  action: { title: 'Action', unit: 'text', meaning: 'retest, scale, drop or wait' },
  testMicros: { title: 'Test', unit: 'money', meaning: 'Test money for each creative' },
  testTotalMicros: { title: 'All tests', unit: 'money', meaning: 'Test money for all creatives together' },
  valueMicros: { title: 'Worth', unit: 'money', meaning: 'Expected gain in profit from what a test tells' },
  conversionsPerTest: {
    title: 'Conv. a test',
    unit: 'number',
    meaning: 'Conversions to expect of the test of one creative',
  },
  findsBest: {
    title: 'Finds best',
    unit: 'probability',
    meaning: 'How often the truly best creative gets the largest part',
  },
  best: { title: 'Best', unit: 'flag', meaning: 'Whether it is the choice of largest expected profit' },
  part: { title: 'Part', unit: 'text', meaning: 'Factor of the cost: cpm, ctr, cvr or aov' },
  days: { title: 'Days', unit: 'text', meaning: 'Which days: before, or after' },
  aovMicros: { title: 'Order value', unit: 'money', meaning: 'revenue / conversions' },
  costShare: {
    title: 'Adds to cost',
    unit: 'rate',
    meaning: 'Part of the change of cost per revenue, in logs: parts add up',
  },
  costShareLow: { title: 'low', unit: 'rate', meaning: 'Lower end of its 80% interval' },
  costShareHigh: { title: 'high', unit: 'rate', meaning: 'Upper end of its 80% interval' },
  clear: { title: 'Clear', unit: 'flag', meaning: 'Whether the change stands out from noise' },
  recommendationId: { title: 'Plan', unit: 'text', meaning: 'Number of a plan in the ledger' },
  covered: { title: 'Inside', unit: 'flag', meaning: 'Whether the revenue fell inside the interval' },
  rawRevenueMicros: {
    title: 'Raw promised',
    unit: 'money',
    meaning: 'Revenue that the raw ROAS promised for the same money',
  },
  followed: {
    title: 'Followed',
    unit: 'probability',
    meaning: 'Share of the money that went where the plan said',
  },
  naiveRevenueMicros: {
    title: 'Naive rule',
    unit: 'money',
    meaning: 'Revenue of the same money in equal parts on the five best raw CVRs, from their later results',
  },
  gainOverNaiveMicros: {
    title: 'Over naive',
    unit: 'money',
    meaning: 'Revenue of a plan less that of the naive rule with the same money',
  },
  scored: { title: 'Plans', unit: 'count', meaning: 'Plans whose creatives have results while the plan stood' },
  month: { title: 'Month', unit: 'text', meaning: 'Month, YYYY-MM' },
  coverage: { title: 'Inside', unit: 'rate', meaning: 'Share of plans whose revenue fell inside their interval' },
  bias: { title: 'Exp. / real', unit: 'number', meaning: 'Expected over real revenue of all plans; 1 is right' },
  rawBias: { title: 'Raw / real', unit: 'number', meaning: 'The same of what the raw ROAS promised' },
  plansAgainstNaive: {
    title: 'Against naive',
    unit: 'count',
    meaning: 'Plans of which the revenue of the naive rule is known',
  },
  step: { title: 'Step', unit: 'text', meaning: 'Step of the arithmetic' },
  formula: { title: 'How', unit: 'prose', meaning: 'How the figure comes about' },
  figure: { title: 'Figure', unit: 'text', meaning: 'The figure of a step' },
  budgetMicros: { title: 'Budget', unit: 'money', meaning: 'Part of the budget that the plan gives it' },
  expectedRevenueMicros: { title: 'Exp. revenue', unit: 'money', meaning: 'Revenue to expect of that part' },
  reason: { title: 'Why', unit: 'prose', meaning: 'Why it is so' },
  probProfit: { title: 'P(profit)', unit: 'probability', meaning: 'Probability that its revenue exceeds its spend' },
  conversion: { title: 'Conversion', unit: 'text', meaning: 'Column or kind of result that counts as a conversion' },
  targetRoas: { title: 'Target ROAS', unit: 'multiple', meaning: 'ROAS that a campaign has to reach' },
  conversionValueMicros: {
    title: 'Conv. value',
    unit: 'money',
    meaning: 'What one conversion is taken to be worth where the results hold no revenue',
  },
  naming: { title: 'Naming', unit: 'text', meaning: 'Convention by which names of ads hold tags' },
  // accounts, currencies, second sources
  sourceName: { title: 'Source', unit: 'text', meaning: 'Second source of conversions' },
  client: { title: 'Client', unit: 'text', meaning: 'Whose the account is' },
  truth: { title: 'Truth', unit: 'text', meaning: 'Whose conversions answers use: the platform or a second source' },
  currencies: { title: 'Currency', unit: 'text', meaning: 'Currencies of its results' },
  ads: { title: 'Ads', unit: 'count', meaning: 'Ads of the account' },
  creativeCount: { title: 'Creatives', unit: 'count', meaning: 'Creatives that the ads of the account show' },
  perEuro: { title: 'Per EUR', unit: 'exchange', meaning: 'Units of the currency for one euro, the latest' },
  origin: { title: 'Origin', unit: 'text', meaning: 'File of the rates, or that they were set by hand' },
  reference: { title: 'Names', unit: 'text', meaning: 'What a row of the source says of its ad' },
  platformConversions: { title: 'Platform', unit: 'number', meaning: 'Conversions as the platform counts them' },
  sourceConversions: { title: 'Source', unit: 'number', meaning: 'Conversions as the second source counts them' },
  platformRevenueMicros: { title: 'Rev. platform', unit: 'money', meaning: 'Revenue as the platform tells it' },
  sourceRevenueMicros: { title: 'Rev. source', unit: 'money', meaning: 'Revenue as the second source tells it' },
  sourceRatio: { title: 'Ratio', unit: 'multiple', meaning: "Conversions of the source over the platform's" },
  sourceRatioLow: { title: 'low', unit: 'multiple', meaning: 'Lower end of the interval of that ratio' },
  sourceRatioHigh: { title: 'high', unit: 'multiple', meaning: 'Upper end of the interval of that ratio' },
  platformRank: { title: 'Rank', unit: 'count', meaning: "Place by the platform's figures" },
  sourceRank: { title: 'by source', unit: 'count', meaning: "Place by the second source's figures" },
  // data out
  table: { title: 'Table', unit: 'text', meaning: 'Table of the store or of a warehouse, or `facts`, the joined view' },
  // this machine
  check: { title: 'Check', unit: 'text', meaning: 'What `creo doctor` looked at' },
  verdict: {
    title: 'Verdict',
    unit: 'text',
    meaning:
      'What follows from the figures: scale, keep-testing or stop; `signals` says predicts, says-nothing or too-little-data, `doctor` ok, optional, old or broken',
  },
  found: { title: 'Found', unit: 'text', meaning: 'What is there' },
  mend: { title: 'How to mend it', unit: 'prose', meaning: 'What to do when something is missing or broken' },
  // safe copies
  rows: { title: 'Rows', unit: 'count', meaning: 'Rows of the table' },
} as const satisfies Record<string, Field>;

export type FieldKey = keyof typeof FIELDS;

export type Value = string | number | boolean | null;
export type Row = { readonly [key in FieldKey]?: Value };

/** One table for people; also what `--csv` writes. `currency` is that of its money columns. */
export interface Table {
  title?: string;
  fields: readonly FieldKey[];
  rows: readonly Row[];
  currency?: string | null;
}

/**
 * What a command returns: raw values only. `json`, whose type a command states, is printed whole under `--json`; `--csv` writes the first table;
 * a person sees the headline, the tables and the notes. `exitStatus` is for commands whose answer is a verdict.
 */
export interface View<Json = unknown> {
  json: Json;
  headline?: string;
  tables: readonly Table[];
  notes?: readonly string[];
  /** Written as it is in place of everything else: a script, a page of help, exported rows. */
  raw?: string | Iterable<string | Uint8Array>;
  /** 0 when left out. */
  exitStatus?: number;
  /** What to ask about the answer once a person has it on the screen; resolves to the line that says what came of it. */
  afterwards?: () => Promise<string>;
}
