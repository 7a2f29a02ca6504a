/** VK Ads and myTarget. `Результат` depends on the objective, as at Meta. */
import type { Platform } from '../roles.js';

export const VK: Platform = {
  id: 'vk',
  title: 'VK Ads',
  columns: {
    account: { ru: ['Кабинет', 'Аккаунт'] },
    campaign: { ru: ['Название кампании', 'Кампания'] },
    campaignId: { ru: ['ID кампании'] },
    adGroup: { ru: ['Название группы', 'Название группы объявлений', 'Группа объявлений'] },
    adGroupId: { ru: ['ID группы', 'ID группы объявлений'] },
    ad: { ru: ['Название объявления', 'Объявление'] },
    adId: { ru: ['ID объявления'] },
    day: { ru: ['Дата', 'День'] },
    impressions: { ru: ['Показы'] },
    clicks: { ru: ['Клики'] },
    spend: { ru: ['Потрачено всего', 'Потрачено', 'Расход'] },
    results: { ru: ['Результат', 'Результаты'] },
    thruplays: { ru: ['Просмотр 10 секунд'] },
    segment: { ru: ['Пол', 'Возраст', 'Регион', 'Устройство', 'Площадка'] },
  },
  marks: ['Потрачено всего', 'Просмотр 10 секунд'],
  supporting: ['Потрачено', 'eCPC', 'eCPM', 'ID объявления', 'ID группы', 'ID группы объявлений', 'Цена за результат'],
  together: [
    ['Потрачено', 'eCPC'],
    ['Потрачено', 'Цена за результат'],
  ],
  currency: 'RUB',
};
