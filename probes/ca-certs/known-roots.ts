/**
 * Public root certificates whose every byte was judged when this table was made: read, found to be a
 * CA with a strong key, its self-signature verified. A certificate with the fingerprint of one of them
 * needs no more than a look at its dates.
 *
 * The fingerprint is that of the certificate's lines in PEM. It (fingerprint.ts) is not cryptographic, and need not be: it tells an altered root from
 * an intact one. Whoever can put a forged file into the trust store needs no forged fingerprint, since
 * no loader looks at a root's self-signature.
 *
 * Written by build/known-roots.ts from Node 20.20.2, Node 22.23.3, Node 24.21.0, Node 26.10.0, Debian ca-certificates 20230311+deb12u1
 * on 2026-11-22. Fingerprint, notBefore and notAfter in seconds since 1970.
 */
// biome-ignore format: one root a line
export const KNOWN_ROOTS: readonly number[] = [
  0x006b5684c99e44, 1197551308, 2144305645, // CN=Izenpe.com, O=IZENPE S.A., C=ES
  0x00ce5005c68aba, 1224677257, 1893413257, // CN=Certum Trusted Network CA, OU=Certum Certification Authority, O=Unizeto Technologies S.A., C=PL
  0x01672e785baee7, 1496456986, 2285375386, // CN=Hongkong Post Root CA 3, O=Hongkong Post, L=Hong Kong, ST=Hong Kong, C=HK
  0x016e616db693e9, 1288081738, 2234852938, // CN=Buypass Class 3 Root CA, O=Buypass AS-983163327, C=NO
  0x016f1fe3080ce7, 1164395483, 1953313604, // CN=QuoVadis Root CA 3, O=QuoVadis Limited, C=BM
  0x017e66509cfe1d, 1706680354, 2494216354, // CN=SECOM TLS ECC Root CA 2024, O=SECOM Trust Systems Co., Ltd., C=JP
  0x021b408f6e3003, 1581292800, 2222899200, // CN=GLOBALTRUST 2020, O=e-commerce monitoring GmbH, C=AT
  0x0298c681580c5a, 1316690522, 1916306522, // CN=Actalis Authentication Root CA, O=Actalis S.p.A./03358520967, L=Milan, C=IT
  0x02b592630bb53c, 1503046722, 2134252799, // CN=NAVER Global Root Certification Authority, O=NAVER BUSINESS PLATFORM Corp., C=KR
  0x02e8a070a90d5f, 1576725377, 2365125377, // CN=BJCA Global Root CA1, O=BEIJING CERTIFICATE AUTHORITY, C=CN
  0x03270d671cf402, 1486373255, 2275291655, // OU=certSIGN ROOT CA G2, O=CERTSIGN SA, C=RO
  0x037fd54b1d06d1, 1243573239, 1874725239, // OU=Security Communication RootCA2, O=SECOM Trust Systems CO.,LTD., C=JP
  0x0385e63c749e68, 1304588257, 1924940257, // C=ES, O=ACCV, OU=PKIACCV, CN=ACCVRAIZ1
  0x0417c2f68ef30e, 1264982400, 2147471999, // CN=USERTrust RSA Certification Authority, O=The USERTRUST Network, L=Jersey City, ST=New Jersey, C=US
  0x046ae26f644591, 1064895649, 1696047649, // OU=Security Communication RootCA1, O=SECOM Trust.net, C=JP
  0x04bf9196ad895a, 1152033604, 1940952004, // OU=certSIGN ROOT CA, O=certSIGN, C=RO
  0x054d82c60bfd6d, 1454589143, 2051198799, // CN=TrustCor RootCert CA-2, OU=TrustCor Certificate Authority, O=TrustCor Systems S. de R.L., L=Panama City, ST=Panama, C=PA
  0x0584aea37956cd, 1584522437, 2372922437, // CN=E-Tugra Global Root CA RSA v3, OU=E-Tugra Trust Center, O=E-Tugra EBG A.S., L=Ankara, C=TR
  0x05ec6bc82ac01a, 1503516910, 2292435310, // CN=Trustwave Global ECC P256 Certification Authority, O=Trustwave Holdings, Inc., L=Chicago, ST=Illinois, C=US
  0x05ed92fec13db6, 1246987554, 1922896554, // CN=Entrust Root Certification Authority - G2, OU=(c) 2009 Entrust, Inc. - for authorized use only, OU=See www.entrust.net/legal-terms, O=Entrust, Inc., C=US
  0x060a2e3092124f, 1375358400, 2147169600, // CN=DigiCert Global Root G2, OU=www.digicert.com, O=DigiCert Inc, C=US
  0x0628eba1c1bcbb, 1164931200, 1893455999, // CN=COMODO Certification Authority, O=COMODO CA Limited, L=Salford, ST=Greater Manchester, C=GB
  0x0639d5e1c251b4, 1503517003, 2292435403, // CN=Trustwave Global ECC P384 Certification Authority, O=Trustwave Holdings, Inc., L=Chicago, ST=Illinois, C=US
  0x0660dfb744b723, 1163116800, 1952035200, // CN=DigiCert High Assurance EV Root CA, OU=www.digicert.com, O=DigiCert Inc, C=US
  0x0666abaa29415d, 1164392820, 1953311013, // CN=QuoVadis Root CA 2, O=QuoVadis Limited, C=BM
  0x06ad8eb78c7133, 1288082283, 2234853483, // CN=Buypass Class 2 Root CA, O=Buypass AS-983163327, C=NO
  0x06ba421b6be34e, 1222856996, 2011823999, // CN=T-TeleSec GlobalRoot Class 3, OU=T-Systems Trust Center, O=T-Systems Enterprise Services GmbH, C=DE
  0x072fc996ddc3b4, 1522049094, 2310967494, // CN=Certum EC-384 CA, OU=Certum Certification Authority, O=Asseco Data Systems S.A., C=PL
  0x075c8fec18bfc7, 1052975594, 1684126349, // CN=Hongkong Post Root CA 1, O=Hongkong Post, C=HK
  0x076c0a0d061933, 1680005805, 2468966399, // CN=Telekom Security TLS RSA Root 2023, O=Deutsche Telekom Security GmbH, C=DE
  0x0790e0fe0dbb3b, 1581414300, 2054799899, // CN=D-TRUST BR Root CA 1 2020, O=D-Trust GmbH, C=DE
  0x07a6f81b4eb4c5, 1466553600, 2097705600, // CN=GTS Root R3, O=Google Trust Services LLC, C=US
  0x07b5beeb2b9cbe, 1432598400, 2221603200, // CN=Amazon Root CA 3, O=Amazon, C=US
  0x07e03ce3e02489, 958157160, 1747094340, // CN=Baltimore CyberTrust Root, OU=CyberTrust, O=Baltimore, C=IE
  0x08319fe342f838, 1457654400, 2240524800, // CN=UCA Global G2 Root, O=UniTrust, C=CN
  0x085ad0421cc888, 946057851, 1879596912, // CN=Entrust.net Certification Authority (2048), OU=(c) 1999 Entrust.net Limited, OU=www.entrust.net/CPS_2048 incorp. by ref. (limits liab.), O=Entrust.net
  0x088c2914dec988, 1576709482, 2289337223, // CN=Microsoft RSA Root Certificate Authority 2017, O=Microsoft Corporation, C=US
  0x08c8e0430cbddf, 1264982400, 2147471999, // CN=USERTrust ECC Certification Authority, O=The USERTRUST Network, L=Jersey City, ST=New Jersey, C=US
  0x08dd79f682656d, 1239166607, 1870318607, // CN=SecureSign RootCA11, O=Japan Certification Services, Inc., C=JP
  0x08e82f44513c95, 1521202213, 2310120613, // CN=Certum Trusted Root CA, OU=Certum Certification Authority, O=Asseco Data Systems S.A., C=PL
  0x090dac41263927, 1518978600, 2307897000, // CN=emSign ECC Root CA - C3, O=eMudhra Inc, OU=emSign PKI, C=US
  0x0938fab2f65b70, 1099329244, 2051242639, // CN=XRamp Global Certification Authority, O=XRamp Security Services Inc, OU=www.xrampsecurity.com, C=US
  0x096c36b8e6352d, 1567591238, 2198311238, // CN=ANF Secure Server Root CA, OU=ANF CA Raiz, O=ANF Autoridad de Certificacion, C=ES, 550405=G63287510
  0x09717ad342d599, 1518978600, 2307897000, // CN=emSign Root CA - C1, O=eMudhra Inc, OU=emSign PKI, C=US
  0x0a09de2fa381ca, 1237370400, 1868522400, // CN=GlobalSign, O=GlobalSign, OU=GlobalSign Root CA - R3
  0x0a2c6a86a6bba9, 1317890396, 2422427996, // CN=Certum Trusted Network CA 2, OU=Certum Certification Authority, O=Unizeto Technologies S.A., C=PL
  0x0a4166a3bd016a, 1455300923, 2244305723, // CN=SSL.com EV Root Certification Authority ECC, O=SSL Corporation, L=Houston, ST=Texas, C=US
  0x0a502cb1cd6438, 1340778513, 1924963199, // CN=TWCA Global Root CA, OU=Root CA, O=TAIWAN-CA, C=TW
  0x0a5d0fa97eb58e, 1617235200, 2406153600, // CN=Certainly Root E1, O=Certainly, C=US
  0x0a7bd0a941702b, 1586334776, 2375253176, // CN=SecureSign Root CA15, O=Cybertrust Japan Co., Ltd., C=JP
  0x0a8980debb4f3d, 1088528780, 2035213580, // OU=Go Daddy Class 2 Certification Authority, O=The Go Daddy Group, Inc., C=US
  0x0aaaabd6453cca, 1586329579, 2375247979, // CN=SecureSign Root CA14, O=Cybertrust Japan Co., Ltd., C=JP
  0x0b7eb9c7171838, 1380616347, 2011768347, // CN=Certigna Root CA, OU=0002 48146308100036, O=Dhimyotis, C=FR
  0x0b80e82a72d0b2, 1518978600, 2307897000, // CN=emSign ECC Root CA - G3, O=eMudhra Technologies Limited, OU=emSign PKI, C=IN
  0x0b8bf94614a070, 1616371200, 2405289599, // CN=Sectigo Public Server Authentication Root R46, O=Sectigo Limited, C=GB
  0x0b918fe4e02669, 1417446032, 2206365031, // CN=OISTE WISeKey Global Root GB CA, OU=OISTE Foundation Endorsed, O=WISeKey, C=CH
  0x0b971287cc8e2b, 1088530756, 2035215556, // OU=Starfield Class 2 Certification Authority, O=Starfield Technologies, Inc., C=US
  0x0bc1e89f3e4c34, 1455298779, 2244303579, // CN=SSL.com Root Certification Authority RSA, O=SSL Corporation, L=Houston, ST=Texas, C=US
  0x0bcc62b84d5cb6, 1550828764, 2145887999, // CN=HiPKI Root CA - G1, O=Chunghwa Telecom Co., Ltd., C=TW
  0x0be0762e1025fb, 1163116800, 1952035200, // CN=DigiCert Global Root CA, OU=www.digicert.com, O=DigiCert Inc, C=US
  0x0c10a9dbb3641a, 1619083270, 2249803269, // C=DE, O=Atos, CN=Atos TrustedRoot Root CA RSA TLS 2021
  0x0c3a986a2007e3, 1432598400, 2221603200, // CN=Amazon Root CA 4, O=Amazon, C=US
  0x0cc316b5950131, 1654686502, 2443604902, // CN=SwissSign RSA TLS Root CA 2022 - 1, O=SwissSign AG, C=CH
  0x0ce5f735e54ed0, 1326389264, 2273160464, // CN=QuoVadis Root CA 1 G3, O=QuoVadis Limited, C=BM
  0x0d3a38869d089c, 1613732470, 2370596469, // CN=HARICA TLS ECC Root CA 2021, O=Hellenic Academic and Research Institutions CA, C=GR
  0x0d6c7f9123d8ce, 1503403626, 2292322026, // CN=e-Szigno Root CA 2017, 550461=VATHU-23584497, O=Microsec Ltd., L=Budapest, C=HU
  0x0dd9872b035e6c, 1242808695, 1924936695, // CN=Autoridad de Certificacion Firmaprofesional CIF A62634068, C=ES
  0x0e0fa9b5ddbe76, 1598341700, 2387318399, // CN=Telekom Security TLS ECC Root 2020, O=Deutsche Telekom Security GmbH, C=DE
  0x0e1078bc91b2be, 1649235696, 2437635696, // CN=FIRMAPROFESIONAL CA ROOT-A WEB, 550461=VATES-A62634068, O=Firmaprofesional SA, C=ES
  0x0e69d823ead394, 1706677915, 2494213915, // CN=SECOM TLS RSA Root CA 2024, O=SECOM Trust Systems Co., Ltd., C=JP
  0x0e93a4b83bde2c, 1689602400, 2162988000, // CN=e-Szigno TLS Root CA 2023, 550461=VATHU-23584497, O=Microsec Ltd., L=Budapest, C=HU
  0x0eb0e69c54080b, 1454589136, 1893432196, // CN=TrustCor RootCert CA-1, OU=TrustCor Certificate Authority, O=TrustCor Systems S. de R.L., L=Panama City, ST=Panama, C=PA
  0x0ee48b32c9bba8, 1683623433, 2157009032, // CN=D-TRUST EV Root CA 2 2023, O=D-Trust GmbH, C=DE
  0x0ef8f82bc77507, 1389894812, 2021046812, // CN=IdenTrust Public Sector Root CA 1, O=IdenTrust, C=US
  0x0f01a1a3d7a0fe, 1263859200, 2147471999, // CN=COMODO RSA Certification Authority, O=COMODO CA Limited, L=Salford, ST=Greater Manchester, C=GB
  0x0f372949e4aae0, 1621476622, 2410308622, // CN=TrustAsia Global Root CA G4, O=TrustAsia Technologies, Inc., C=CN
  0x0f524df6e1f1f6, 1685543836, 2473943835, // CN=OISTE Server Root RSA G1, O=OISTE Foundation, C=CH
  0x0fe5fc8ab8083a, 1445240610, 2076392610, // CN=SZAFIR ROOT CA2, O=Krajowa Izba Rozliczeniowa S.A., C=PL
  0x100222fc20e0e1, 1584524818, 2372924818, // CN=E-Tugra Global Root CA ECC v3, OU=E-Tugra Trust Center, O=E-Tugra EBG A.S., L=Ankara, C=TR
  0x1084fae8c86147, 1164659022, 1795812822, // CN=Entrust Root Certification Authority, OU=(c) 2006 Entrust, Inc., OU=www.entrust.net/CPS is incorporated by reference, O=Entrust, Inc., C=US
  0x108c23a1ba7547, 1251763200, 2145916799, // CN=Go Daddy Root Certificate Authority - G2, O=GoDaddy.com, Inc., L=Scottsdale, ST=Arizona, C=US
  0x10a91ee815974f, 1553040000, 2405116800, // CN=GlobalSign Root E46, O=GlobalSign nv-sa, C=BE
  0x10bc2abdafb74f, 1385367955, 2329374355, // CN=TUBITAK Kamu SM SSL Kok Sertifikasi - Surum 1, OU=Kamu Sertifikasyon Merkezi - Kamu SM, O=Turkiye Bilimsel ve Teknolojik Arastirma Kurumu - TUBITAK, L=Gebze - Kocaeli, C=TR
  0x110ff9ec686d53, 1264774104, 1924956504, // CN=AffirmTrust Networking, O=AffirmTrust, C=US
  0x111b95f9df1c6e, 1533021845, 2321940245, // CN=vTrus Root CA, O=iTrusChina Co.,Ltd., C=CN
  0x1141be7bffa0b9, 1432725076, 2145526876, // CN=Entrust Root Certification Authority - G4, OU=(c) 2015 Entrust, Inc. - for authorized use only, OU=See www.entrust.net/legal-terms, O=Entrust, Inc., C=US
  0x11680d381659d4, 1617235200, 2406153600, // CN=Certainly Root R1, O=Certainly, C=US
  0x1172354ec0cefa, 1700038526, 2473844400, // CN=Telia EC TLS Root CA v3, O=Telia Company AB, C=SE
  0x1174f79d3bdb1c, 1416978795, 2240582399, // CN=GDCA TrustAUTH R5 ROOT, O=GUANG DONG CERTIFICATE AUTHORITY CO.,LTD., C=CN
  0x125aa4451dc56e, 1072915200, 1861919999, // CN=AAA Certificate Services, O=Comodo CA Limited, L=Salford, ST=Greater Manchester, C=GB
  0x12c35f1b3cc1a8, 1700041662, 2473844400, // CN=Telia RSA TLS Root CA v3, O=Telia Company AB, C=SE
  0x1305ea76678db8, 1411485727, 2093613727, // CN=Autoridad de Certificacion Firmaprofesional CIF A62634068, C=ES
  0x13216a57d7262b, 1389895943, 2021047943, // CN=IdenTrust Commercial Root CA 1, O=IdenTrust, C=US
  0x1344256cc164c7, 1586324206, 2217476206, // CN=SecureSign Root CA12, O=Cybertrust Japan Co., Ltd., C=JP
  0x136b0fca83a90b, 1355844336, 2144764536, // CN=Entrust Root Certification Authority - EC1, OU=(c) 2012 Entrust, Inc. - for authorized use only, OU=See www.entrust.net/legal-terms, O=Entrust, Inc., C=US
  0x137819b88c4393, 1183129985, 1814281985, // CN=Certigna, O=Dhimyotis, C=FR
  0x1398e3f11783b7, 1432598400, 2147299200, // CN=Amazon Root CA 1, O=Amazon, C=US
  0x13b950841f002d, 1610668800, 2399587199, // CN=DigiCert TLS RSA4096 Root G5, O=DigiCert, Inc., C=US
  0x13e3b9798c0a44, 1619083583, 2249803582, // C=DE, O=Atos, CN=Atos TrustedRoot Root CA ECC TLS 2021
  0x1417d3bedce7b1, 1362485388, 1677845388, // CN=E-Tugra Certification Authority, OU=E-Tugra Sertifikasyon Merkezi, O=E-Tu?ra EBG Bili?im Teknolojileri ve Hizmetleri A.?., L=Ankara, C=TR
  0x142f72037a985c, 1264774236, 2240575836, // CN=AffirmTrust Premium, O=AffirmTrust, C=US
  0x142f910018fc76, 1222857614, 2011823999, // CN=T-TeleSec GlobalRoot Class 2, OU=T-Systems Trust Center, O=T-Systems Enterprise Services GmbH, C=DE
  0x1432eeaaada225, 1375358400, 2147169600, // CN=DigiCert Trusted Root G4, OU=www.digicert.com, O=DigiCert Inc, C=US
  0x143fbd98928673, 1543492554, 2332410954, // CN=Telia Root CA v2, O=Telia Finland Oyj, C=FI
  0x14563e4c3a7e6b, 1310050710, 1924991999, // C=DE, O=Atos, CN=Atos TrustedRoot 2011
  0x14882725dc2a81, 1496254477, 2285086477, // CN=SSL.com EV Root Certification Authority RSA R2, O=SSL Corporation, L=Houston, ST=Texas, C=US
  0x14fb852d58f306, 1576725501, 2365125501, // CN=BJCA Global Root CA2, O=BEIJING CERTIFICATE AUTHORITY, C=CN
  0x15007909c7d5e1, 1204761600, 2147471999, // CN=COMODO ECC Certification Authority, O=COMODO CA Limited, L=Salford, ST=Greater Manchester, C=GB
  0x153a68e03b39df, 1455300843, 2244305643, // CN=SSL.com Root Certification Authority ECC, O=SSL Corporation, L=Houston, ST=Texas, C=US
  0x157b6a5e301b20, 1454589153, 1893432487, // CN=TrustCor ECA-1, OU=TrustCor Certificate Authority, O=TrustCor Systems S. de R.L., L=Panama City, ST=Panama, C=PA
  0x1593655e63cda3, 1162927878, 1893440455, // CN=SecureTrust CA, O=SecureTrust Corporation, C=US
  0x15ec2e5cfe569d, 1326399992, 2273171192, // CN=QuoVadis Root CA 3 G3, O=QuoVadis Limited, C=BM
  0x163dc2e505e659, 1432598400, 2221603200, // CN=Amazon Root CA 2, O=Amazon, C=US
  0x175027afdc81b3, 1599177600, 2231510400, // CN=ISRG Root X2, O=Internet Security Research Group, C=US
  0x17b7c66e9385a5, 1352764800, 2147483647, // CN=GlobalSign, O=GlobalSign, OU=GlobalSign ECC Root CA - R4
  0x17c7b4203eec48, 1219908273, 1924963199, // CN=TWCA Root Certification Authority, OU=Root CA, O=TAIWAN-CA, C=TW
  0x17d4126916f846, 1418169600, 2049321600, // CN=GlobalSign, O=GlobalSign, OU=GlobalSign Root CA - R6
  0x180df78bb48a12, 1556269076, 2345273876, // CN=TunTrust Root CA, O=Agence Nationale de Certification Electronique, C=TN
  0x1820f0a598fa0a, 1545298653, 2334217053, // CN=AC RAIZ FNMT-RCM SERVIDORES SEGUROS, 550461=VATES-Q2826004J, OU=Ceres, O=FNMT-RCM, C=ES
  0x18673442475f8f, 1669100069, 2458051199, // CN=TWCA CYBER Root CA, OU=Root CA, O=TAIWAN-CA, C=TW
  0x189e344e9b2e45, 1251763200, 2145916799, // CN=Starfield Services Root Certificate Authority - G2, O=Starfield Technologies, Inc., L=Scottsdale, ST=Arizona, C=US
  0x18a6dd59d63c5d, 1326394772, 2273165972, // CN=QuoVadis Root CA 2 G3, O=QuoVadis Limited, C=BM
  0x18d69b87fb8b8b, 1375358400, 2147169600, // CN=DigiCert Global Root G3, OU=www.digicert.com, O=DigiCert Inc, C=US
  0x19437d67e4ce30, 1257410158, 1888562158, // CN=D-TRUST Root Class 3 CA 2 2009, O=D-Trust GmbH, C=DE
  0x196f84b1738adc, 1494323314, 2283242313, // CN=OISTE WISeKey Global Root GC CA, OU=OISTE Foundation Endorsed, O=WISeKey, C=CH
  0x199a4e94fc7523, 1162928548, 1893441126, // CN=Secure Global CA, O=SecureTrust Corporation, C=US
  0x199d2a82c15118, 1683622591, 2157008190, // CN=D-TRUST BR Root CA 2 2023, O=D-Trust GmbH, C=DE
  0x19acfd81165d1d, 1161765166, 2108536366, // CN=SwissSign Silver CA - G2, O=SwissSign AG, C=CH
  0x19baae6dc36667, 1715751717, 2346903716, // CN=TrustAsia TLS RSA Root CA, O=TrustAsia Technologies, Inc., C=CN
  0x19d2d625b4c68f, 1553040000, 2405116800, // CN=GlobalSign Root R46, O=GlobalSign nv-sa, C=BE
  0x19e83f4618acd2, 904651200, 1832673600, // CN=GlobalSign Root CA, OU=Root CA, O=GlobalSign nv-sa, C=BE
  0x19f78288efebbc, 1433415878, 2064567878, // CN=ISRG Root X1, O=Internet Security Research Group, C=US
  0x1a55ccfbc97e69, 1436263881, 2224663881, // CN=Hellenic Academic and Research Institutions RootCA 2015, O=Hellenic Academic and Research Institutions Cert. Authority, L=Athens, C=GR
  0x1aa300a6d97666, 1163116800, 1952035200, // CN=DigiCert Assured ID Root CA, OU=www.digicert.com, O=DigiCert Inc, C=US
  0x1abf2c33e469c8, 1375358400, 2147169600, // CN=DigiCert Assured ID Root G3, OU=www.digicert.com, O=DigiCert Inc, C=US
  0x1ae26a322a4aa1, 1466054128, 2147404528, // CN=Security Communication ECC RootCA1, O=SECOM Trust Systems CO.,LTD., C=JP
  0x1b3b4ab71b1b12, 1245151818, 1893324618, // emailAddress=info@e-szigno.hu, CN=Microsec e-Szigno Root CA 2009, O=Microsec Ltd., L=Budapest, C=HU
  0x1b3d297e4021ed, 1161765035, 2108536235, // CN=SwissSign Gold CA - G2, O=SwissSign AG, C=CH
  0x1b70fe251aa4c2, 1613732138, 2370596137, // CN=HARICA TLS RSA Root CA 2021, O=Hellenic Academic and Research Institutions CA, C=GR
  0x1ba654c4a35053, 1533022004, 2321940404, // CN=vTrus ECC Root CA, O=iTrusChina Co.,Ltd., C=CN
  0x1bfe848813c868, 1264774824, 2240576424, // CN=AffirmTrust Premium ECC, O=AffirmTrust, C=US
  0x1c72c96d850ea0, 1661445228, 2418309227, // CN=SSL.com TLS ECC Root CA 2022, O=SSL Corporation, C=US
  0x1cd0a124b5938e, 1581415200, 2054800799, // CN=D-TRUST EV Root CA 1 2020, O=D-Trust GmbH, C=DE
  0x1cd0ddd33789cf, 1426204800, 2177366400, // CN=UCA Extended Validation Root, O=UniTrust, C=CN
  0x1cd69badd537f6, 1685544148, 2473944147, // CN=OISTE Server Root ECC G1, O=OISTE Foundation, C=CH
  0x1cf05d2c0bb652, 1257411046, 1888563046, // CN=D-TRUST Root Class 3 CA 2 EV 2009, O=D-Trust GmbH, C=DE
  0x1d17934c967a38, 1616371200, 2405289599, // CN=Sectigo Public Server Authentication Root E46, O=Sectigo Limited, C=GB
  0x1d183a52079cca, 1466057836, 2147408236, // CN=Security Communication RootCA3, O=SECOM Trust Systems CO.,LTD., C=JP
  0x1d26754d512a8c, 1576710405, 2289338164, // CN=Microsoft ECC Root Certificate Authority 2017, O=Microsoft Corporation, C=US
  0x1d490ddaac3d0f, 1103509887, 2050194687, // OU=ePKI Root Certification Authority, O=Chunghwa Telecom Co., Ltd., C=TW
  0x1d901a5bb522d6, 1229008101, 1859728101, // CN=NetLock Arany (Class Gold) F?tan?s?tv?ny, OU=Tan?s?tv?nykiad?k (Certification Services), O=NetLock Kft., L=Budapest, C=HU
  0x1d9a23490edbf0, 1192708850, 1981713650, // CN=TeliaSonera Root CA v1, O=TeliaSonera
  0x1d9c2745363bfd, 1264773966, 1924956366, // CN=AffirmTrust Commercial, O=AffirmTrust, C=US
  0x1dc8a7bc75ea78, 1621476619, 2410308619, // CN=TrustAsia Global Root CA G3, O=TrustAsia Technologies, Inc., C=CN
  0x1dd1881e90a2ce, 1344395221, 1893380821, // CN=CFCA EV ROOT, O=China Financial Certification Authority, C=CN
  0x1dd1c48388fde0, 1661445262, 2418309261, // CN=SSL.com TLS RSA Root CA 2022, O=SSL Corporation, C=US
  0x1e20f38e5655a8, 1342689330, 2289374130, // CN=CA Disig Root R2, O=Disig a.s., L=Bratislava, C=SK
  0x1e3610ea82c1b9, 1503516852, 2292435252, // CN=Trustwave Global Certification Authority, O=Trustwave Holdings, Inc., L=Chicago, ST=Illinois, C=US
  0x1e48d36973d4cb, 1466553600, 2097705600, // CN=GTS Root R2, O=Google Trust Services LLC, C=US
  0x1e4f7836d9f349, 1466553600, 2097705600, // CN=GTS Root R1, O=Google Trust Services LLC, C=US
  0x1e959e3feacb86, 1251763200, 2145916799, // CN=Starfield Root Certificate Authority - G2, O=Starfield Technologies, Inc., L=Scottsdale, ST=Arizona, C=US
  0x1e9ca2f65b9fa5, 1436265432, 2224665432, // CN=Hellenic Academic and Research Institutions ECC RootCA 2015, O=Hellenic Academic and Research Institutions Cert. Authority, L=Athens, C=GR
  0x1eb4a7925858d0, 1225295996, 1893456000, // OU=AC RAIZ FNMT-RCM, O=FNMT-RCM, C=ES
  0x1f18432c93533c, 1610668800, 2399587199, // CN=DigiCert TLS ECC P384 Root G5, O=DigiCert, Inc., C=US
  0x1f27c7e119895b, 1375358400, 2147169600, // CN=DigiCert Assured ID Root G2, OU=www.digicert.com, O=DigiCert Inc, C=US
  0x1f442b76016a30, 1715751716, 2346903715, // CN=TrustAsia TLS ECC Root CA, O=TrustAsia Technologies, Inc., C=CN
  0x1f670a7f49f75e, 1466553600, 2097705600, // CN=GTS Root R4, O=Google Trust Services LLC, C=US
  0x1f8185a2472fb8, 1352764800, 2147483647, // CN=GlobalSign, O=GlobalSign, OU=GlobalSign ECC Root CA - R5
  0x1ff360066668fc, 1518978600, 2307897000, // CN=emSign Root CA - G1, O=eMudhra Technologies Limited, OU=emSign PKI, C=IN
];
