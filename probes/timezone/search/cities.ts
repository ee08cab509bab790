/**
 * Cities of many people that the database has no zone of, by the name of one that has: what somebody writes who
 * does not know that a zone is called after one city of it. Without this table a name that only looks alike was
 * offered (Asia/Beirut for Asia/Beijing). And the names of zones that Windows has.
 */
const CITIES: Readonly<Record<string, string>> = {
  'Asia/Shanghai':
    'Beijing Peking Shenzhen Guangzhou Canton Hangzhou Chengdu Tianjin Wuhan Nanjing Xian China',
  'Asia/Kolkata': 'Mumbai Bombay Delhi New_Delhi Bangalore Bengaluru Chennai Madras Hyderabad Pune India',
  'Asia/Ho_Chi_Minh': 'Hanoi',
  'Asia/Tokyo': 'Osaka Kyoto Nagoya Sapporo',
  'Asia/Seoul': 'Busan Korea',
  'Asia/Riyadh': 'Mecca Jeddah Doha',
  'Asia/Dubai': 'Abu_Dhabi',
  'Asia/Jerusalem': 'Haifa',
  'Asia/Karachi': 'Islamabad Lahore',
  'Europe/Berlin': 'Munich Muenchen Frankfurt Hamburg Cologne Koeln Stuttgart Dusseldorf Leipzig Germany',
  'Europe/Zurich': 'Geneva Basel Bern Zuerich Switzerland',
  'Europe/Rome': 'Milan Turin Naples Italy',
  'Europe/Madrid': 'Barcelona Valencia Sevilla Seville Spain',
  'Europe/Paris': 'Lyon Marseille Toulouse France',
  'Europe/Amsterdam': 'Rotterdam The_Hague Netherlands',
  'Europe/London': 'Manchester Birmingham Edinburgh Cardiff Leeds England',
  'Europe/Moscow': 'St_Petersburg Saint_Petersburg Russia',
  'Europe/Warsaw': 'Krakow Gdansk Poland',
  'Europe/Stockholm': 'Gothenburg Sweden',
  'Europe/Istanbul': 'Ankara',
  'America/New_York': 'Washington Washington_DC Boston Philadelphia Miami Atlanta NewYork NYC',
  'America/Chicago': 'Dallas Houston Austin San_Antonio',
  'America/Denver': 'Salt_Lake_City',
  'America/Los_Angeles': 'San_Francisco Seattle San_Diego San_Jose Portland Las_Vegas California',
  'America/Toronto': 'Ottawa',
  'America/Sao_Paulo': 'Rio_de_Janeiro Brasilia',
};

const WINDOWS: Readonly<Record<string, string>> = {
  'China Standard Time': 'Asia/Shanghai',
  'India Standard Time': 'Asia/Kolkata',
  'Tokyo Standard Time': 'Asia/Tokyo',
  'Korea Standard Time': 'Asia/Seoul',
  'Singapore Standard Time': 'Asia/Singapore',
  'W. Europe Standard Time': 'Europe/Berlin',
  'Central Europe Standard Time': 'Europe/Budapest',
  'Romance Standard Time': 'Europe/Paris',
  'GMT Standard Time': 'Europe/London',
  'Russian Standard Time': 'Europe/Moscow',
  'Eastern Standard Time': 'America/New_York',
  'Central Standard Time': 'America/Chicago',
  'Mountain Standard Time': 'America/Denver',
  'Pacific Standard Time': 'America/Los_Angeles',
};

/** The zone of such a city, `Asia/Beijing`, `beijing` or `(GMT+08:00) Beijing`; null where it is none of them. */
export function zoneOfCity(name: string): string | null {
  const windows = WINDOWS[name.trim()];
  if (windows !== undefined) return windows;
  const city = name
    .slice(0, 64)
    .replace(/^\([^)]{0,16}\)/, '')
    .trim()
    .replace(/^[A-Za-z]+\//, '')
    .replace(/[ -]/g, '_')
    .toLowerCase();
  const found = Object.entries(CITIES).find(([, cities]) => cities.toLowerCase().split(' ').includes(city));
  return found?.[0] ?? null;
}
