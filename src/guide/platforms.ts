/** The page `creo help platforms`: which exports are read, and where to find them. */

export const PLATFORMS = `Exports that creo reads

  csv, tsv, xlsx, .gz and .zip of them, or - for stdin; a folder takes all in it. The platform, language, encoding,
  separator, header line and date order are found in the file and said; --platform, --currency, --account and
  --date-order decide where the file leaves doubt. Any other table: creo asks which column is which, or takes
  --map FILE.

  The best export has one row per ad and day, with the ad's name and id: results by day show fatigue, ads link to
  creatives by name, and a period that is imported again replaces its old figures.

  Meta Ads          Ads Manager > Reports > Export table data (.csv or .xlsx); level Ads, breakdown By time > Day
  TikTok Ads        Reporting > Custom report > dimensions Ad name, Ad ID, By day > Export
  Google Ads        Campaigns or Ads > segment Time > Day > Download .csv
  Others            a csv with columns such as date, ad name, impressions, clicks, conversions, spend, revenue

  Not counted twice  total rows are left out and used as a check; a 7-day total over daily rows is refused unless
                     --replace says which should stand
  Clicks             link or destination clicks where the platform tells them apart
  Conversions        purchases when a file holds several kinds; --conversion NAME chooses, and the choice is kept
  Money              a currency in the file wins; without one creo asks, or takes --currency; two are never added
`;
