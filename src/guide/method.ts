/** The page `creo help method`: the method in plain words, with its limits. */

export const METHOD = `How creo decides

What a small test holds
  At $50 a creative shows one or two purchases, and a third of the creatives show none. One purchase in 50 clicks
  means a conversion rate (CVR) somewhere between 0.2% and 9%. The best raw figure of twenty such tests is mostly
  luck: it overstates the truth several times. creo therefore shows raw figures beside what to expect, and decides
  on the second.

Pooling
  Counts are summed before they are divided; rates are never averaged. A creative's rate is its own counts, pulled
  toward the rate of its cluster, which is pulled toward that of the account (a three-level Gamma-Poisson model).
  How strongly is estimated from the account's own data: clusters that say nothing cost nothing, and a creative with
  much evidence of its own is hardly moved. Clicks per unit of money, conversions per click and value per conversion are
  pooled each at its own speed, because a $50 test tells the first well and the last hardly at all.

Intervals
  An interval of 80% is meant to hold the truth four times in five. probBest is the chance that this one is the best
  of all; probProfit the chance that it earns back what it costs. confidence is the chance that the whole plan does.

  creo trend holds each day against the others: the band around a day's CTR and CVR is what 80% of days stay inside by
  chance, with the day-to-day jumping about of the series taken in. One day in five lies outside all the same.

  creo signals asks whether figures of an ad's first days go with its result on the days after them. Ads are ranked
  among those that began at the same time on the same platform, chance is taken out of both sides, and the usual
  answer is that a figure says nothing.

Conversions that are still coming in
  Where an account was imported again on five days and more, what later imports said of the same days tells how many
  conversions are known a day, two days, … later (creo delays). Clicks of recent days count by that share, with its
  uncertainty; the note says how much, and --no-delays leaves it out.

Scaling
  Results measured at $50 do not hold at $5,000. Beyond the tested spend, revenue grows as spend^0.80: doubling the
  spend brings 1.74 times the revenue. The exponent is an assumption (--elasticity), and the plan is shown at 0.70 and
  0.90 too.

  In one case of four revenue is taken to saturate, at some two hundred times the test, and no creative gets more
  than 500 times the largest pace that was tested. What lies beyond ten times the largest test is said. Each part
  has its return and its chance of profit at the planned spend, a first step, and when to look again.

  Where an account raised the daily spend of three creatives and more, clearly and for days, it is fitted to what
  came of that and weighed with the assumption; the notes say so. Luck before the raise and rates that fall in
  time are taken out, as long as whoever raised the spend knew no more than these results.

The split
  The split maximises expected profit under your caps, floors and pins. At the optimum the next unit of money would
  earn the same everywhere. Money that would earn less than it costs stays unallocated, and creo says which
  limit binds.

Keeping score
  A plan that you follow is kept (--keep). creo score holds it against the results from the day after it to the day
  of the next plan, at the money that really went to its creatives: whether the revenue fell inside the interval,
  how expected and real revenue compare, and what the naive rule (equal parts on the five best raw CVRs of that day)
  would have earned with the same money. The last comes only from what its picks really brought since; while too few
  of them ran on, it is unknown.

What the figures do not say
  Platforms show ads to different people, so a better result is not proof of a better creative: creo says "bought
  better results". Attribution is the platform's own. Reports are revised for days: import the same period again,
  and the new figures replace the old. Hook and hold rates explain where an ad loses people; they hardly predict
  which ad sells, so they never decide a verdict.
`;
