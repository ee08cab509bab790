// Made by npm run zone-table from tzdata 2026b (public domain). Areas are one letter: areas.ts.
export const VERSION = '2026b';

/** `RULE NAME…`: what the footer of each zone's file says of the years to come; `?` where that is not all. */
export const RULES = `
<+00>0<+02>-2,M3.5.0/1,M10.5.0/3 !Troll
<+0330>-3:30 *Tehran
<+03>-3 !Syowa %Istanbul %Minsk *Aden *Amman *Baghdad *Bahrain *Damascus *Kuwait *Qatar *Riyadh
<+0430>-4:30 *Kabul
<+04>-4 #Mahe #Mauritius #Reunion %Astrakhan %Samara %Saratov %Ulyanovsk *Baku *Dubai *Muscat *Tbilisi *Yerevan
<+0530>-5:30 *Colombo
<+0545>-5:45 *Kathmandu
<+05>-5 !Mawson !Vostok #Kerguelen #Maldives *Almaty *Aqtau *Aqtobe *Ashgabat *Atyrau *Dushanbe *Oral *Qostanay *Qyzylorda *Samarkand *Tashkent *Yekaterinburg
<+0630>-6:30 #Cocos *Yangon
<+06>-6 #Chagos *Bishkek *Dhaka *Omsk *Thimphu *Urumqi
<+07>-7 !Davis #Christmas *Bangkok *Barnaul *Ho_Chi_Minh *Hovd *Krasnoyarsk *Novokuznetsk *Novosibirsk *Phnom_Penh *Tomsk *Vientiane
<+0845>-8:45 &Eucla
<+08>-8 !Casey *Brunei *Irkutsk *Kuala_Lumpur *Kuching *Singapore *Ulaanbaatar
<+09>-9 *Chita *Dili *Khandyga *Yakutsk ~Palau
<+1030>-10:30<+11>-11,M10.1.0,M4.1.0 &Lord_Howe
<+10>-10 !DumontDUrville *Ust-Nera *Vladivostok ~Chuuk ~Port_Moresby
<+11>-11 *Magadan *Sakhalin *Srednekolymsk ~Bougainville ~Efate ~Guadalcanal ~Kosrae ~Noumea ~Pohnpei
<+11>-11<+12>,M10.1.0,M4.1.0/3 ~Norfolk
<+1245>-12:45<+1345>,M9.5.0/2:45,M4.1.0/3:45 ~Chatham
<+12>-12 *Anadyr *Kamchatka ~Fiji ~Funafuti ~Kwajalein ~Majuro ~Nauru ~Tarawa ~Wake ~Wallis
<+13>-13 ~Apia ~Fakaofo ~Kanton ~Tongatapu
<+14>-14 ~Kiritimati
<-01>1 =Cape_Verde
<-01>1<+00>,M3.5.0/0,M10.5.0/1 =Azores
<-02>2 =South_Georgia @Noronha
<-02>2<-01>,M3.5.0/-1,M10.5.0/0 @Nuuk @Scoresbysund
<-03>3 !Palmer !Rothera =Stanley @Araguaina @Argentina/Buenos_Aires @Argentina/Catamarca @Argentina/Cordoba @Argentina/Jujuy @Argentina/La_Rioja @Argentina/Mendoza @Argentina/Rio_Gallegos @Argentina/Salta @Argentina/San_Juan @Argentina/San_Luis @Argentina/Tucuman @Argentina/Ushuaia @Asuncion @Bahia @Belem @Cayenne @Coyhaique @Fortaleza @Maceio @Montevideo @Paramaribo @Punta_Arenas @Recife @Santarem @Sao_Paulo
<-03>3<-02>,M3.2.0,M11.1.0 @Miquelon
<-04>4 @Boa_Vista @Campo_Grande @Caracas @Cuiaba @Guyana @La_Paz @Manaus @Porto_Velho
<-04>4<-03>,M9.1.6/24,M4.1.6/24 @Santiago
<-05>5 @Bogota @Eirunepe @Guayaquil @Lima @Rio_Branco
<-06>6 ~Galapagos
<-06>6<-05>,M9.1.6/22,M4.1.6/22 ~Easter
<-08>8 ~Pitcairn
<-0930>9:30 ~Marquesas
<-09>9 ~Gambier
<-10>10 ~Rarotonga ~Tahiti
<-11>11 ~Niue
? *Gaza *Hebron ^Casablanca ^El_Aaiun
ACST-9:30 &Darwin
ACST-9:30ACDT,M10.1.0,M4.1.0/3 &Adelaide &Broken_Hill
AEST-10 &Brisbane &Lindeman
AEST-10AEDT,M10.1.0,M4.1.0/3 !Macquarie &Hobart &Melbourne &Sydney
AKST9AKDT,M3.2.0,M11.1.0 @Anchorage @Juneau @Metlakatla @Nome @Sitka @Yakutat
AST4 @Anguilla @Antigua @Aruba @Barbados @Blanc-Sablon @Curacao @Dominica @Grenada @Guadeloupe @Kralendijk @Lower_Princes @Marigot @Martinique @Montserrat @Port_of_Spain @Puerto_Rico @Santo_Domingo @St_Barthelemy @St_Kitts @St_Lucia @St_Thomas @St_Vincent @Tortola
AST4ADT,M3.2.0,M11.1.0 =Bermuda @Glace_Bay @Goose_Bay @Halifax @Moncton @Thule
AWST-8 &Perth
CAT-2 ^Blantyre ^Bujumbura ^Gaborone ^Harare ^Juba ^Khartoum ^Kigali ^Lubumbashi ^Lusaka ^Maputo ^Windhoek
CET-1 ^Algiers ^Tunis
CET-1CEST,M3.5.0,M10.5.0/3 %Amsterdam %Andorra %Belgrade %Berlin %Bratislava %Brussels %Budapest %Busingen %Copenhagen %Gibraltar %Ljubljana %Luxembourg %Madrid %Malta %Monaco %Oslo %Paris %Podgorica %Prague %Rome %San_Marino %Sarajevo %Skopje %Stockholm %Tirane %Vaduz %Vatican %Vienna %Warsaw %Zagreb %Zurich Arctic/Longyearbyen ^Ceuta
CST-8 *Macau *Shanghai *Taipei
CST5CDT,M3.2.0/0,M11.1.0/1 @Havana
CST6 @Bahia_Banderas @Belize @Chihuahua @Costa_Rica @El_Salvador @Guatemala @Managua @Merida @Mexico_City @Monterrey @Regina @Swift_Current @Tegucigalpa
CST6CDT,M3.2.0,M11.1.0 @Chicago @Indiana/Knox @Indiana/Tell_City @Matamoros @Menominee @North_Dakota/Beulah @North_Dakota/Center @North_Dakota/New_Salem @Ojinaga @Rankin_Inlet @Resolute @Winnipeg
ChST-10 ~Guam ~Saipan
EAT-3 #Antananarivo #Comoro #Mayotte ^Addis_Ababa ^Asmara ^Dar_es_Salaam ^Djibouti ^Kampala ^Mogadishu ^Nairobi
EET-2 %Kaliningrad ^Tripoli
EET-2EEST,M3.5.0/0,M10.5.0/0 *Beirut
EET-2EEST,M3.5.0/3,M10.5.0/4 %Athens %Bucharest %Chisinau %Helsinki %Kyiv %Mariehamn %Riga %Sofia %Tallinn %Vilnius *Famagusta *Nicosia
EET-2EEST,M4.5.5/0,M10.5.4/24 ^Cairo
EST5 @Atikokan @Cancun @Cayman @Jamaica @Panama
EST5EDT,M3.2.0,M11.1.0 @Detroit @Grand_Turk @Indiana/Indianapolis @Indiana/Marengo @Indiana/Petersburg @Indiana/Vevay @Indiana/Vincennes @Indiana/Winamac @Iqaluit @Kentucky/Louisville @Kentucky/Monticello @Nassau @New_York @Port-au-Prince @Toronto
GMT0 =Reykjavik =St_Helena @Danmarkshavn ^Abidjan ^Accra ^Bamako ^Banjul ^Bissau ^Conakry ^Dakar ^Freetown ^Lome ^Monrovia ^Nouakchott ^Ouagadougou ^Sao_Tome
GMT0BST,M3.5.0/1,M10.5.0 %Guernsey %Isle_of_Man %Jersey %London
HKT-8 *Hong_Kong
HST10 ~Honolulu
HST10HDT,M3.2.0,M11.1.0 @Adak
IST-1GMT0,M10.5.0,M3.5.0/1 %Dublin
IST-2IDT,M3.4.4/26,M10.5.0 *Jerusalem
IST-5:30 *Kolkata
JST-9 *Tokyo
KST-9 *Pyongyang *Seoul
MSK-3 %Kirov %Moscow %Simferopol %Volgograd
MST7 @Creston @Dawson @Dawson_Creek @Fort_Nelson @Hermosillo @Mazatlan @Phoenix @Vancouver @Whitehorse
MST7MDT,M3.2.0,M11.1.0 @Boise @Cambridge_Bay @Ciudad_Juarez @Denver @Edmonton @Inuvik
NST3:30NDT,M3.2.0,M11.1.0 @St_Johns
NZST-12NZDT,M9.5.0,M4.1.0/3 !McMurdo ~Auckland
PKT-5 *Karachi
PST-8 *Manila
PST8PDT,M3.2.0,M11.1.0 @Los_Angeles @Tijuana
SAST-2 ^Johannesburg ^Maseru ^Mbabane
SST11 ~Midway ~Pago_Pago
WAT-1 ^Bangui ^Brazzaville ^Douala ^Kinshasa ^Lagos ^Libreville ^Luanda ^Malabo ^Ndjamena ^Niamey ^Porto-Novo
WET0WEST,M3.5.0/1,M10.5.0 %Lisbon =Canary =Faroe =Madeira
WIB-7 *Jakarta *Pontianak
WIT-9 *Jayapura
WITA-8 *Makassar
`;

/** `NAME OLD…`: names that were replaced, and are no zones of today's list. */
export const OLD_NAMES = `
!McMurdo !South_Pole
%Athens EET
%Berlin =Jan_Mayen
%Brussels CET MET
%Chisinau %Tiraspol
%Dublin Eire
%Istanbul *Istanbul Turkey
%Kyiv %Kiev %Uzhgorod %Zaporozhye
%Lisbon Portugal WET
%London %Belfast GB GB-Eire
%Moscow W-SU
%Warsaw Poland
&Adelaide &South
&Brisbane &Queensland
&Broken_Hill &Yancowinna
&Darwin &North
&Hobart &Currie &Tasmania
&Lord_Howe &LHI
&Melbourne &Victoria
&Perth &West
&Sydney &ACT &Canberra &NSW
*Ashgabat *Ashkhabad
*Dhaka *Dacca
*Ho_Chi_Minh *Saigon
*Hong_Kong Hongkong
*Jerusalem *Tel_Aviv Israel
*Kathmandu *Katmandu
*Kolkata *Calcutta
*Macau *Macao
*Makassar *Ujung_Pandang
*Nicosia %Nicosia
*Seoul ROK
*Shanghai *Chongqing *Chungking *Harbin PRC
*Singapore Singapore
*Taipei ROC
*Tehran Iran
*Thimphu *Thimbu
*Tokyo Japan
*Ulaanbaatar *Choibalsan *Ulan_Bator
*Urumqi *Kashgar
*Yangon *Rangoon
=Faroe =Faeroe
=Reykjavik Iceland
@Adak @Atka US/Aleutian
@Anchorage US/Alaska
@Argentina/Buenos_Aires @Buenos_Aires
@Argentina/Catamarca @Argentina/ComodRivadavia @Catamarca
@Argentina/Cordoba @Cordoba @Rosario
@Argentina/Jujuy @Jujuy
@Argentina/Mendoza @Mendoza
@Atikokan @Coral_Harbour
@Chicago CST6CDT US/Central
@Denver @Shiprock MST7MDT Navajo US/Mountain
@Detroit US/Michigan
@Edmonton @Yellowknife Canada/Mountain
@Halifax Canada/Atlantic
@Havana Cuba
@Indiana/Indianapolis @Fort_Wayne @Indianapolis US/East-Indiana
@Indiana/Knox @Knox_IN US/Indiana-Starke
@Iqaluit @Pangnirtung
@Jamaica Jamaica
@Kentucky/Louisville @Louisville
@Los_Angeles PST8PDT US/Pacific
@Manaus Brazil/West
@Mazatlan Mexico/BajaSur
@Mexico_City Mexico/General
@New_York EST5EDT US/Eastern
@Noronha Brazil/DeNoronha
@Nuuk @Godthab
@Panama EST
@Phoenix MST US/Arizona
@Regina Canada/Saskatchewan
@Rio_Branco @Porto_Acre Brazil/Acre
@Santiago Chile/Continental
@Sao_Paulo Brazil/East
@St_Johns Canada/Newfoundland
@St_Thomas @Virgin
@Tijuana @Ensenada @Santa_Isabel Mexico/BajaNorte
@Toronto @Montreal @Nipigon @Thunder_Bay Canada/Eastern
@Vancouver Canada/Pacific
@Whitehorse Canada/Yukon
@Winnipeg @Rainy_River Canada/Central
Etc/GMT GMT GMT+0 GMT-0 GMT0 Greenwich
Etc/UTC UCT Universal Zulu
^Asmara ^Asmera
^Bamako ^Timbuktu
^Cairo Egypt
^Tripoli Libya
~Auckland NZ
~Chatham NZ-CHAT
~Chuuk ~Truk ~Yap
~Easter Chile/EasterIsland
~Honolulu HST US/Hawaii ~Johnston
~Kanton ~Enderbury
~Kwajalein Kwajalein
~Pago_Pago US/Samoa ~Samoa
~Pohnpei ~Ponape
`;
